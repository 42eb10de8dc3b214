#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

#include "absl/strings/str_cat.h"
#include "records/import.h"
#include "records/row.h"
#include "records/testing/note_kind.h"

namespace ett::records {
namespace {

using testing::kParent;
using testing::MakeNote;
using testing::Note;
using testing::NoteKind;

using Model = std::map<std::string, std::int64_t>;

struct Fixture {
  Fixture() {
    RC_ASSERT(sql::Migrate(*database, {RecordsMigration(), testing::NoteMigration()}).ok());
  }
  std::unique_ptr<sql::Database> database = *sql::Database::Open("sqlite::memory:");
  absl::Time now = absl::FromUnixSeconds(1'546'300'800);
  Records records{*database, [this] { return now; }};

  Model Read(std::int64_t known_at) {
    Model model;
    const auto notes = records.All<Note>(NoteKind(), "935478715", known_at);
    for (const Note& note : *notes) {
      model[note.name()] = note.amount_ore();
    }
    return model;
  }

  void Put(const std::string& id, std::int64_t amount) {
    Import import(records, NoteKind());
    RC_ASSERT(import.Begin({kParent, ""}).ok());
    RC_ASSERT(import.Add(MakeNote(id, "t", amount)).ok());
    RC_ASSERT(import.Finish().ok());
  }
};

// Any history of writes and removals, with a clock that may stand still or go back: what was known
// at any past moment is read again exactly.
RC_GTEST_PROP(AsKnownTest, EveryPastStateIsReadAgain, ()) {
  Fixture fixture;
  Model model;
  std::map<std::int64_t, Model> history;
  const int steps = *rc::gen::inRange(1, 25);
  for (int step = 0; step < steps; ++step) {
    const std::string id = absl::StrCat("n", *rc::gen::inRange(0, 4));
    const std::string name = absl::StrCat(kParent, "/notes/", id);
    fixture.now += absl::Seconds(*rc::gen::inRange(-2, 5));
    if (*rc::gen::inRange(0, 4) == 0) {
      const bool removed = fixture.records.Delete(NoteKind(), name, "").ok();
      RC_ASSERT(removed == (model.erase(name) == 1));
    } else {
      model[name] = *rc::gen::inRange(0, 3);
      fixture.Put(id, model[name]);
    }
    history[*fixture.records.DataVersion()] = model;
  }
  for (const auto& [known_at, expected] : history) RC_ASSERT(fixture.Read(known_at) == expected);
}

// However a stream is cut and delivered again, the table is the same.
RC_GTEST_PROP(AsKnownTest, RedeliveryChangesNothing, ()) {
  const auto amounts = *rc::gen::container<std::vector<std::pair<int, int>>>(
      rc::gen::pair(rc::gen::inRange(0, 6), rc::gen::inRange(0, 3)));
  Fixture once;
  Fixture twice;
  for (const auto& [id, amount] : amounts) once.Put(absl::StrCat("n", id), amount);
  const auto cut = *rc::gen::inRange<std::size_t>(0, amounts.size() + 1);
  for (std::size_t i = 0; i < cut; ++i) {
    twice.Put(absl::StrCat("n", amounts[i].first), amounts[i].second);
  }
  for (const auto& [id, amount] : amounts) twice.Put(absl::StrCat("n", id), amount);
  RC_ASSERT(once.Read(kNotSuperseded - 1) == twice.Read(kNotSuperseded - 1));
}

}  // namespace
}  // namespace ett::records
