#include "records/import.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "records/row.h"
#include "records/testing/note_kind.h"
#include "sql/testing.h"
#include "status/matchers.h"

namespace ett::records {
namespace {

using absl::StatusCode;
using imports::v1::ImportReport;
using status::IsOk;
using status::StatusIs;
using testing::kParent;
using testing::MakeNote;
using testing::Note;
using testing::NoteKind;

class ImportTest : public ::testing::TestWithParam<sql::TestEngine> {
 protected:
  void SetUp() override {
    auto opened = GetParam().open();
    ASSERT_THAT(opened, IsOk());
    database_ = *std::move(opened);
    ASSERT_THAT(sql::Migrate(*database_, {RecordsMigration(), testing::NoteMigration()}), IsOk());
    records_.emplace(*database_, [] { return absl::FromUnixSeconds(1'546'300'800); });
  }

  absl::StatusOr<ImportReport> Run(const std::vector<Note>& notes, const std::string& id = "") {
    Import import(*records_, NoteKind());
    if (auto status = import.Begin({kParent, id}); !status.ok()) return status;
    for (const Note& note : notes) {
      if (auto status = import.Add(note); !status.ok()) return status;
    }
    return import.Finish();
  }

  std::vector<Note> All() {
    return *records_->All<Note>(NoteKind(), "935478715", kNotSuperseded - 1);
  }

  std::unique_ptr<sql::Database> database_;
  std::optional<Records> records_;
};

TEST_P(ImportTest, EveryRowHasItsVerdict) {
  ASSERT_THAT(Run({MakeNote("a", "one")}), IsOk());
  const auto report = Run({MakeNote("a", "one"), MakeNote("b", "two"), MakeNote("c", ""),
                           MakeNote("d", "four", -4), MakeNote("b", "two again")});
  ASSERT_THAT(report, IsOk());
  EXPECT_EQ(report->accepted_count(), 2);
  EXPECT_EQ(report->unchanged_count(), 1);
  EXPECT_EQ(report->rejected_count(), 2);
  ASSERT_EQ(report->rejections_size(), 2);
  EXPECT_EQ(report->rejections(0).row(), 2);
  EXPECT_EQ(report->rejections(0).field(), "title");
  EXPECT_EQ(report->rejections(1).reason(), "OUT_OF_RANGE");
  EXPECT_EQ(report->rejections(1).key(), absl::StrCat(kParent, "/notes/d"));
  std::vector<std::string> runs;
  for (const auto& run : report->verdicts()) {
    runs.push_back(absl::StrCat(run.first_row(), "+", run.row_count(), ":", run.verdict()));
  }
  EXPECT_THAT(runs, ::testing::ElementsAre("0+1:2", "1+1:1", "2+2:3", "4+1:1"));
  ASSERT_EQ(All().size(), 2);
  EXPECT_EQ(All()[1].title(), "two again");
}

TEST_P(ImportTest, AReferenceMayComeEarlierInTheStream) {
  Note second = MakeNote("b", "t");
  second.set_follows(absl::StrCat(kParent, "/notes/a"));
  Note third = MakeNote("c", "t");
  third.set_follows(absl::StrCat(kParent, "/notes/nobody"));
  const auto report = Run({MakeNote("a", "t"), second, third});
  ASSERT_THAT(report, IsOk());
  EXPECT_EQ(report->accepted_count(), 2);
  EXPECT_EQ(report->rejections(0).reason(), "UNKNOWN_REFERENCE");
}

TEST_P(ImportTest, TheSameRequestGetsTheSameReport) {
  const std::vector<Note> notes = {MakeNote("a", "one"), MakeNote("b", "")};
  const auto first = Run(notes, "r");
  const auto again = Run(notes, "r");
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(first->SerializeAsString(), again->SerializeAsString());
  EXPECT_THAT(Run({MakeNote("a", "two")}, "r"), StatusIs(StatusCode::kFailedPrecondition));
  EXPECT_EQ(All()[0].title(), "one");
}

TEST_P(ImportTest, RowsOfAnotherMunicipalityAreRejected) {
  Note other = MakeNote("a", "t");
  other.set_name("municipalities/958935420/notes/a");
  const auto report = Run({other});
  ASSERT_THAT(report, IsOk());
  EXPECT_EQ(report->rejections(0).reason(), "ANOTHER_MUNICIPALITY");
}

TEST_P(ImportTest, ManyRowsAreAllKept) {
  std::vector<Note> notes;
  for (int i = 0; i < 2'500; ++i) notes.push_back(MakeNote(absl::StrCat("n", i), "t", i));
  EXPECT_EQ(Run(notes)->accepted_count(), 2'500);
  notes[1'700].set_amount_ore(1);
  const auto report = Run(notes);
  EXPECT_EQ(report->accepted_count(), 1);
  EXPECT_EQ(report->unchanged_count(), 2'499);
  EXPECT_EQ(All().size(), 2'500);
}

TEST_P(ImportTest, AnEmptyStreamIsRefused) {
  Import import(*records_, NoteKind());
  EXPECT_THAT(import.Finish(), StatusIs(StatusCode::kInvalidArgument));
}

INSTANTIATE_TEST_SUITE_P(, ImportTest, ::testing::ValuesIn(sql::TestEnginesAndBouncer()),
                         sql::EngineName);

}  // namespace
}  // namespace ett::records
