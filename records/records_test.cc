#include "records/records.h"

#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "records/testing/note_kind.h"
#include "sql/testing.h"
#include "status/matchers.h"

namespace ett::records {
namespace {

using absl::StatusCode;
using status::IsOk;
using status::StatusIs;
using status::StatusSays;
using testing::kParent;
using testing::MakeNote;
using testing::Note;
using testing::NoteKind;

class RecordsTest : public ::testing::TestWithParam<sql::TestEngine> {
 protected:
  void SetUp() override {
    auto opened = GetParam().open();
    ASSERT_THAT(opened, IsOk());
    database_ = *std::move(opened);
    ASSERT_THAT(sql::Migrate(*database_, {RecordsMigration(), testing::NoteMigration()}), IsOk());
    records_.emplace(
        *database_, [this] { return now_; }, std::vector{&NoteKind()});
  }

  absl::StatusOr<Note> Create(const std::string& id, const Note& note,
                              const std::string& request_id = "") {
    return records_->Create(NoteKind(), {kParent, id, request_id}, note);
  }
  absl::StatusOr<Note> Get(const std::string& id) {
    return records_->Get<Note>(NoteKind(), absl::StrCat(kParent, "/notes/", id));
  }
  std::vector<std::string> Listed(const std::string& filter) {
    auto page = records_->List<Note>(NoteKind(), {kParent, 0, "", filter, nullptr});
    EXPECT_THAT(page, IsOk()) << filter;
    std::vector<std::string> titles;
    if (page.ok()) {
      for (const Note& note : page->records) titles.push_back(note.title());
    }
    return titles;
  }

  absl::Time now_ = absl::FromUnixSeconds(1'546'300'800);
  std::unique_ptr<sql::Database> database_;
  std::optional<Records> records_;
};

TEST_P(RecordsTest, EveryTypeOfFieldComesBack) {
  ASSERT_THAT(Create("a", MakeNote("a", "first")), IsOk());
  Note note = MakeNote("b", "blåbær \"1\"", 9'000'000'000'000'000'001);
  note.set_share(0.1);
  note.set_open(true);
  note.set_colour(Note::BLUE);
  note.mutable_day()->set_year(2018);
  note.mutable_at()->set_seconds(1);
  note.mutable_at()->set_nanos(5000);
  note.set_rank(0);
  note.add_tags("x,y");
  note.add_tags("z");
  note.mutable_part()->set_weight(7);
  note.set_follows(absl::StrCat(kParent, "/notes/a"));
  const auto created = Create("b", note);
  ASSERT_THAT(created, IsOk());
  Note expected = note;
  expected.set_etag(created->etag());
  *expected.mutable_recorded_time() = created->recorded_time();
  const auto read = Get("b");
  ASSERT_THAT(read, IsOk());
  EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(*read, expected))
      << read->DebugString();
}

TEST_P(RecordsTest, ATakenIdIsRefused) {
  ASSERT_THAT(Create("a", MakeNote("a", "t")), IsOk());
  EXPECT_THAT(Create("a", MakeNote("a", "t")), StatusIs(StatusCode::kAlreadyExists));
}

TEST_P(RecordsTest, TheSameRequestAgainHasNoEffectAndTheSameAnswer) {
  const auto first = Create("", MakeNote("x", "t"), "request-1");
  const auto again = Create("", MakeNote("x", "t"), "request-1");
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(first->name(), again->name());
  EXPECT_EQ(Listed("").size(), 1);
  EXPECT_THAT(Create("", MakeNote("x", "other"), "request-1"),
              StatusSays(StatusCode::kFailedPrecondition, "request-1"));
}

TEST_P(RecordsTest, AnAnswerIsKeptForThirtyDays) {
  ASSERT_THAT(Create("a", MakeNote("a", "t"), "request-1"), IsOk());
  now_ += absl::Hours(24 * 30);
  ASSERT_THAT(Create("b", MakeNote("b", "t"), "request-2"), IsOk());
  EXPECT_THAT(Create("a", MakeNote("a", "t"), "request-1"), IsOk());
  now_ += absl::Seconds(1);
  ASSERT_THAT(Create("c", MakeNote("c", "t"), "request-3"), IsOk());
  EXPECT_THAT(Create("a", MakeNote("a", "t"), "request-1"), StatusIs(StatusCode::kAlreadyExists));
  EXPECT_THAT(Create("b", MakeNote("b", "t"), "request-2"), IsOk());
}

TEST_P(RecordsTest, EachWrongFieldIsNamed) {
  Note note = MakeNote("a", "", -1);
  note.set_colour(static_cast<Note::Colour>(9));
  note.mutable_day()->set_year(2018);
  note.mutable_day()->set_month(2);
  note.mutable_day()->set_day(30);
  const auto errors = status::FieldErrorsOf(Create("a", note).status());
  std::vector<std::string> fields;
  for (const auto& error : errors) fields.push_back(error.field + " " + error.reason);
  EXPECT_THAT(fields, ::testing::ElementsAre("title REQUIRED", "colour UNKNOWN_VALUE",
                                             "day IMPOSSIBLE_DATE", "amount_ore OUT_OF_RANGE"));
}

TEST_P(RecordsTest, NamesOfOthersAreRefused) {
  for (const char* name : {"municipalities/935478715/notes/A", "municipalities/935478716/notes/a",
                           "municipalities/935478715/buildings/a", "notes/a", ""}) {
    EXPECT_THAT(records_->Get<Note>(NoteKind(), name), StatusIs(StatusCode::kInvalidArgument))
        << name;
  }
}

TEST_P(RecordsTest, AReferenceMustExistAndHoldsItsTargetBack) {
  Note note = MakeNote("b", "t");
  note.set_follows(absl::StrCat(kParent, "/notes/a"));
  EXPECT_THAT(Create("b", note), StatusSays(StatusCode::kInvalidArgument, "follows"));
  ASSERT_THAT(Create("a", MakeNote("a", "t")), IsOk());
  ASSERT_THAT(Create("b", note), IsOk());
  EXPECT_THAT(records_->Delete(NoteKind(), absl::StrCat(kParent, "/notes/a"), ""),
              StatusSays(StatusCode::kFailedPrecondition, "referred to"));
}

TEST_P(RecordsTest, AnUpdateTakesTheFieldsOfItsMask) {
  ASSERT_THAT(Create("a", MakeNote("a", "old", 5)), IsOk());
  Note change = MakeNote("a", "new");
  google::protobuf::FieldMask mask;
  mask.add_paths("title");
  auto updated = records_->Update(NoteKind(), change, {mask, ""});
  ASSERT_THAT(updated, IsOk());
  EXPECT_EQ(updated->title(), "new");
  EXPECT_EQ(updated->amount_ore(), 5);
  mask.set_paths(0, "*");
  EXPECT_EQ(records_->Update(NoteKind(), change, {mask, ""})->amount_ore(), 0);
  mask.set_paths(0, "colours");
  EXPECT_THAT(records_->Update(NoteKind(), change, {mask, ""}),
              StatusSays(StatusCode::kInvalidArgument, "colours"));
}

TEST_P(RecordsTest, AnOldEtagIsRefused) {
  const auto first = Create("a", MakeNote("a", "t"));
  Note change = *first;
  change.set_title("u");
  ASSERT_THAT(records_->Update(NoteKind(), change, {}), IsOk());
  EXPECT_THAT(records_->Update(NoteKind(), change, {}), StatusIs(StatusCode::kAborted));
  EXPECT_THAT(records_->Delete(NoteKind(), first->name(), first->etag()),
              StatusIs(StatusCode::kAborted));
  EXPECT_THAT(records_->Delete(NoteKind(), first->name(), Get("a")->etag()), IsOk());
  EXPECT_THAT(Get("a"), StatusIs(StatusCode::kNotFound));
}

TEST_P(RecordsTest, PagesTogetherAreOneListOfOneMoment) {
  for (int i = 0; i < 5; ++i) ASSERT_THAT(Create(absl::StrCat("n", i), MakeNote("", "t")), IsOk());
  ListArgs args{kParent, 2, "", "", nullptr};
  std::vector<std::string> names;
  do {
    const auto page = records_->List<Note>(NoteKind(), args);
    ASSERT_THAT(page, IsOk());
    for (const Note& note : page->records) names.push_back(note.name().substr(31));
    args.page_token = page->next_page_token;
    ASSERT_THAT(Create("", MakeNote("", "later")), IsOk());
  } while (!args.page_token.empty());
  EXPECT_THAT(names, ::testing::ElementsAre("n0", "n1", "n2", "n3", "n4"));
}

TEST_P(RecordsTest, APageTokenBelongsToItsQuery) {
  for (int i = 0; i < 3; ++i) ASSERT_THAT(Create("", MakeNote("", "t")), IsOk());
  ListArgs args{kParent, 2, "", "", nullptr};
  args.page_token = records_->List<Note>(NoteKind(), args)->next_page_token;
  args.filter = "open = true";
  EXPECT_THAT(records_->List<Note>(NoteKind(), args), StatusIs(StatusCode::kInvalidArgument));
  args.page_token = "nonsense";
  EXPECT_THAT(records_->List<Note>(NoteKind(), args), StatusIs(StatusCode::kInvalidArgument));
}

TEST_P(RecordsTest, FiltersSelect) {
  Note a = MakeNote("a", "Alpha one", 1);
  a.set_colour(Note::RED);
  a.mutable_day()->set_year(2018);
  Note b = MakeNote("b", "Beta 50%", 2);
  b.set_open(true);
  b.set_follows(absl::StrCat(kParent, "/notes/a"));
  ASSERT_THAT(Create("a", a), IsOk());
  ASSERT_THAT(Create("b", b), IsOk());
  using ::testing::ElementsAre;
  EXPECT_THAT(Listed("colour = RED"), ElementsAre(a.title()));
  EXPECT_THAT(Listed("amount_ore >= 1 AND NOT open = true"), ElementsAre(a.title()));
  EXPECT_THAT(Listed("title = \"Alpha one\" OR open = true"), ElementsAre(a.title(), b.title()));
  EXPECT_THAT(Listed("title : \"50%\""), ElementsAre(b.title()));
  EXPECT_THAT(Listed("title : ALPHA"), ::testing::IsEmpty());
  EXPECT_THAT(Listed("day < 2018-06-01"), ElementsAre(a.title()));
  EXPECT_THAT(Listed("follows = a"), ElementsAre(b.title()));
  EXPECT_THAT(Listed("follows = \"municipalities/935478715/notes/a\""), ElementsAre(b.title()));
  EXPECT_THAT(Listed("-(amount_ore = 1 OR amount_ore = 3) AND share = 0"), ElementsAre(b.title()));
}

TEST_P(RecordsTest, AFilterThatIsNoneIsRefusedWithItsReason) {
  for (const char* filter :
       {"colours = RED", "colour = GREEN", "title", "title =", "(open = true", "title = \"x",
        "amount_ore = x", "open = 1", "amount_ore : 1", "title = a title = b", "tags = x",
        "1=1; DROP TABLE note", "day = x"}) {
    EXPECT_THAT(records_->List<Note>(NoteKind(), {kParent, 0, "", filter, nullptr}),
                StatusSays(StatusCode::kInvalidArgument, "filter"))
        << filter;
  }
}

TEST_P(RecordsTest, TheFutureIsNotKnown) {
  google::protobuf::Timestamp future = ToTimestamp(absl::ToUnixMicros(now_ + absl::Hours(1)));
  EXPECT_THAT(records_->Get<Note>(NoteKind(), absl::StrCat(kParent, "/notes/a"), &future),
              StatusSays(StatusCode::kInvalidArgument, "as_known_at"));
}

INSTANTIATE_TEST_SUITE_P(, RecordsTest, ::testing::ValuesIn(sql::TestEnginesAndBouncer()),
                         sql::EngineName);

}  // namespace
}  // namespace ett::records
