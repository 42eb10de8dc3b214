#include "records/file_import.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "records/row.h"
#include "records/testing/file.h"
#include "records/testing/note_kind.h"
#include "sql/testing.h"
#include "status/matchers.h"

namespace ett::records {
namespace {

using absl::StatusCode;
using imports::v1::ImportFileRequest;
using imports::v1::ImportReport;
using status::IsOk;
using status::StatusIs;
using ::testing::ElementsAre;
using testing::FileAnswer;
using ::testing::HasSubstr;
using testing::kParent;
using testing::Note;
using testing::NoteKind;

ImportFileRequest Notes(const std::string& request_id = "") {
  ImportFileRequest request;
  request.set_parent(kParent);
  request.set_collection("notes");
  request.set_request_id(request_id);
  return request;
}

// An empty database of notes.
class Store {
 public:
  explicit Store(const sql::TestEngine& engine) : database_(*engine.open()) {
    EXPECT_THAT(sql::Migrate(*database_, {RecordsMigration(), testing::NoteMigration()}), IsOk());
    records_.emplace(*database_, [] { return absl::FromUnixSeconds(1'546'300'800); });
  }

  FileAnswer Send(const ImportFileRequest& first, const std::vector<std::string>& chunks) {
    FileImport import(*records_, {&NoteKind()});
    return testing::SendFile(import, first, chunks);
  }

  // The caller goes away after its last chunk.
  FileAnswer SendWithoutEnd(const ImportFileRequest& first,
                            const std::vector<std::string>& chunks) {
    FileImport import(*records_, {&NoteKind()});
    return testing::SendChunks(import, first, chunks);
  }

  std::vector<Note> All() {
    return *records_->All<Note>(NoteKind(), "935478715", kNotSuperseded - 1);
  }

 private:
  std::unique_ptr<sql::Database> database_;
  std::optional<Records> records_;
};

class FileImportTest : public ::testing::TestWithParam<sql::TestEngine> {
 protected:
  Store store_{GetParam()};
};

std::vector<std::string> Refusals(const ImportReport& report) {
  std::vector<std::string> refusals;
  for (const auto& each : report.rejections()) {
    refusals.push_back(absl::StrCat(each.row(), ":", each.field(), ":", each.reason()));
  }
  return refusals;
}

TEST_P(FileImportTest, AFileIsReadAsItsBeginningShows) {
  const FileAnswer answer = store_.Send(
      Notes(), {"id;title;share;day;rank;open;colour;follows\r\n",
                "A;\xEF\xBB\xBF\xC3\x98st;0,5;25.03.2018;7;true;blue;\r\n", "b;to;;;;;;a\r\n"});
  ASSERT_THAT(answer.status, IsOk());
  EXPECT_EQ(answer.reading.mapping().delimiter(), ";");
  EXPECT_EQ(answer.reading.mapping().decimal_mark(), imports::v1::DECIMAL_MARK_COMMA);
  EXPECT_EQ(answer.reading.mapping().date_format(), imports::v1::DATE_FORMAT_DAY_MONTH_YEAR);
  EXPECT_EQ(answer.reading.mapping().encoding(), imports::v1::ENCODING_UTF_8);
  EXPECT_EQ(answer.report.accepted_count(), 2) << answer.report.DebugString();
  const auto notes = store_.All();
  ASSERT_EQ(notes.size(), 2);
  EXPECT_EQ(notes[0].name(), absl::StrCat(kParent, "/notes/a"));
  EXPECT_EQ(notes[0].share(), 0.5);
  EXPECT_EQ(PrintDate(notes[0].day()), "2018-03-25");
  EXPECT_EQ(notes[0].rank(), 7);
  EXPECT_TRUE(notes[0].open());
  EXPECT_EQ(notes[0].colour(), Note::BLUE);
  EXPECT_FALSE(notes[1].has_rank());
  EXPECT_EQ(notes[1].follows(), notes[0].name());
}

TEST_P(FileImportTest, WhatWasDetectedCanBeSentAgain) {
  const std::vector<std::string> file = {"id;title;share\na;x;0,5\n"};
  const FileAnswer first = store_.Send(Notes("r"), file);
  ASSERT_THAT(first.status, IsOk());
  ImportFileRequest confirmed = Notes("r");
  *confirmed.mutable_mapping() = first.reading.mapping();
  const FileAnswer again = store_.Send(confirmed, file);
  ASSERT_THAT(again.status, IsOk());
  EXPECT_EQ(again.reading.detected_size(), 0);
  EXPECT_EQ(again.report.SerializeAsString(), first.report.SerializeAsString());
}

TEST_P(FileImportTest, AMappingGivesColumnsCodesConstantsAndIds) {
  ImportFileRequest request = Notes();
  auto& mapping = *request.mutable_mapping();
  auto& colour = *mapping.add_columns();
  colour.set_column("Farge");
  colour.set_field("colour");
  auto& code = *colour.add_codes();
  code.set_cell("R");
  code.set_value("RED");
  auto& constant = *mapping.add_constants();
  constant.set_field("title");
  constant.set_value("Fast");
  mapping.mutable_id()->add_columns("Nr");
  mapping.mutable_id()->add_columns("Del");
  const FileAnswer answer = store_.Send(request, {"Nr,Del,Farge,Annet\n7,X,R,y\n8,X,G,y\n9,,R,\n"});
  ASSERT_THAT(answer.status, IsOk());
  EXPECT_THAT(Refusals(answer.report), ElementsAre("1:colour:UNKNOWN_CODE", "2:name:REQUIRED"));
  EXPECT_THAT(answer.report.rejections(0).message(), HasSubstr("line 3: want one of R"));
  ASSERT_EQ(store_.All().size(), 1);
  EXPECT_EQ(store_.All()[0].name(), absl::StrCat(kParent, "/notes/7-x"));
  EXPECT_EQ(store_.All()[0].colour(), Note::RED);
  EXPECT_THAT(answer.reading.unread_columns(), ElementsAre("Annet"));
}

TEST_P(FileImportTest, DoubtsEndTheCallBeforeAnyRow) {
  struct Case {
    std::string file;
    std::string field;
    std::string reason;
  };
  const std::vector<Case> cases = {
      {"id,a;title,b\n1,2;3,4\n", "mapping.delimiter", "AMBIGUOUS"},
      {"title\nx\n", "mapping.delimiter", "REQUIRED"},
      {"", "mapping.delimiter", "REQUIRED"},
      {"\xFF\xFEi\0d\0", "mapping.encoding", "UNSUPPORTED"},
      {"id;share\na;1\n", "mapping.columns.title", "REQUIRED"},
      {"title;share\na;1\n", "mapping.id", "REQUIRED"},
      {"id;title;title\na;b;c\n", "mapping.columns.title", "AMBIGUOUS"},
      {"id;id;title\na;b;c\n", "mapping.id", "AMBIGUOUS"},
      {"id;title;share\na;x;0,5\nb;x;0.5\n", "mapping.decimal_mark", "AMBIGUOUS"},
      {"id;title;share\na;x;1.000\n", "mapping.decimal_mark", "AMBIGUOUS"},
  };
  for (const Case& each : cases) {
    const FileAnswer answer = store_.Send(Notes(), {each.file});
    EXPECT_THAT(answer.status, StatusIs(StatusCode::kInvalidArgument)) << each.file;
    ASSERT_GE(answer.reading.doubts_size(), 1) << each.file;
    EXPECT_EQ(answer.reading.doubts(0).field(), each.field) << each.file;
    EXPECT_EQ(answer.reading.doubts(0).reason(), each.reason) << each.file;
  }
  EXPECT_TRUE(store_.All().empty());
}

TEST_P(FileImportTest, AMappingThatDoesNotFitIsInDoubt) {
  const auto doubt = [&](const std::string& column, const std::string& field) {
    ImportFileRequest request = Notes();
    request.mutable_mapping()->set_delimiter(";");
    auto& added = *request.mutable_mapping()->add_columns();
    added.set_column(column);
    added.set_field(field);
    auto& constant = *request.mutable_mapping()->add_constants();
    constant.set_field("rank");
    constant.set_value("1");
    const FileAnswer answer = store_.Send(request, {"id;title;x\na;b;c\n"});
    return answer.reading.doubts_size() == 0 ? "" : answer.reading.doubts(0).reason();
  };
  EXPECT_EQ(doubt("y", "share"), "UNKNOWN_COLUMN");
  EXPECT_EQ(doubt("x", "weight"), "UNKNOWN_FIELD");
  EXPECT_EQ(doubt("x", "tags"), "UNKNOWN_FIELD");
  EXPECT_EQ(doubt("x", "etag"), "UNKNOWN_FIELD");
  EXPECT_EQ(doubt("x", "rank"), "DUPLICATE");
  EXPECT_EQ(doubt("x", "name"), "");  // then `id` is not read
  EXPECT_EQ(doubt("x", "part.weight"), "");
}

TEST_P(FileImportTest, EveryRowHasItsVerdictAndItsLine) {
  const FileAnswer answer = store_.Send(
      Notes(), {"id;title;amount_ore;day\na;x;1;2018-01-01\nb;x;1\nc;x;1;;\nd;\"x;1;\ne;x;-1;\n"
                "f;x;1,5;\ng;x;;2018-02-30\n\nh;\xC3;1;\ni;x;;\n"});
  ASSERT_THAT(answer.status, IsOk());
  EXPECT_EQ(answer.reading.mapping().encoding(), imports::v1::ENCODING_WINDOWS_1252);
  EXPECT_THAT(Refusals(answer.report), ElementsAre("1::TOO_FEW_FIELDS", "2::TOO_MANY_FIELDS",
                                                   "3::BROKEN_QUOTES", "4:amount_ore:OUT_OF_RANGE",
                                                   "5:amount_ore:MALFORMED", "6:day:MALFORMED"));
  EXPECT_THAT(answer.report.rejections(5).message(), HasSubstr("line 8: "));
  EXPECT_EQ(answer.report.accepted_count(), 3);
  ASSERT_EQ(answer.progress.size(), 1);
  EXPECT_EQ(answer.progress[0].row_count(), 9);
}

TEST_P(FileImportTest, BytesThatAreNoTextCostTheirRow) {
  ImportFileRequest request = Notes();
  request.mutable_mapping()->set_encoding(imports::v1::ENCODING_UTF_8);
  const FileAnswer answer = store_.Send(request, {"id;title\na;\xC3\x98\nb;\xD8\n"});
  ASSERT_THAT(answer.status, IsOk());
  EXPECT_THAT(Refusals(answer.report), ElementsAre("1:title:INVALID_BYTES"));
}

TEST_P(FileImportTest, ADryRunCountsAndKeepsNothing) {
  ImportFileRequest request = Notes("r");
  request.set_validate_only(true);
  const std::vector<std::string> file = {"id;title;follows\na;x;\nb;;\nc;x;a\n"};
  const FileAnswer dry = store_.Send(request, file);
  ASSERT_THAT(dry.status, IsOk());
  EXPECT_EQ(dry.report.accepted_count(), 2);
  EXPECT_EQ(dry.report.rejected_count(), 1);
  EXPECT_TRUE(store_.All().empty());
  const FileAnswer real = store_.Send(Notes("r"), file);
  EXPECT_EQ(real.report.accepted_count(), 2);
  EXPECT_EQ(real.rejects, dry.rejects);
  EXPECT_EQ(store_.Send(request, file).report.unchanged_count(), 2);
}

TEST_P(FileImportTest, TheSameRequestIsAnsweredFromWhatWasKept) {
  const std::vector<std::string> file = {"id;title\na;x\nb;\n"};
  const FileAnswer first = store_.Send(Notes("r"), file);
  EXPECT_EQ(store_.Send(Notes(), file).report.unchanged_count(), 1);
  EXPECT_EQ(store_.Send(Notes("r"), {"id;ti", "tle\na;x\nb;\n"}).report.SerializeAsString(),
            first.report.SerializeAsString());
  EXPECT_THAT(store_.Send(Notes("r"), {"id;title\na;y\nb;\n"}).status,
              StatusIs(StatusCode::kFailedPrecondition));
}

TEST_P(FileImportTest, RefusedRowsComeBackToBeCorrected) {
  const std::string file =
      "\xEF\xBB\xBFid;title;amount_ore\r\na;x;1\r\nb;\"to;\"\"tre\"\"\";-5\r\nc;\xC3\x98;-6\r\n";
  const FileAnswer first = store_.Send(Notes(), {file});
  EXPECT_EQ(first.report.rejected_count(), 2);
  EXPECT_TRUE(absl::StartsWith(first.rejects,
                               "\xEF\xBB\xBFid;title;amount_ore;_field;_reason;_message\r\n"
                               "b;\"to;\"\"tre\"\"\";-5;amount_ore;OUT_OF_RANGE;"))
      << first.rejects;
  ImportFileRequest request = Notes();
  *request.mutable_mapping() = first.reading.mapping();
  const FileAnswer still = store_.Send(request, {first.rejects});
  EXPECT_EQ(still.rejects,
            absl::StrReplaceAll(first.rejects, {{"line 3", "line 2"}, {"line 4", "line 3"}}));
  const std::string corrected = absl::StrReplaceAll(first.rejects, {{";-", ";"}});
  const FileAnswer second = store_.Send(request, {corrected});
  EXPECT_EQ(second.report.accepted_count(), 2) << second.report.DebugString();
  EXPECT_EQ(second.rejects, "");
  EXPECT_EQ(store_.All()[1].title(), "to;\"tre\"");
  EXPECT_EQ(store_.All()[2].title(), "Ø");
}

TEST_P(FileImportTest, ABrokenStreamLeavesWhatWasDurable) {
  std::string file = "id;title\n";
  for (int i = 0; i < 20'000; ++i) absl::StrAppend(&file, "n", i, ";t\n");
  const FileAnswer broken = store_.SendWithoutEnd(Notes(), {file});
  EXPECT_THAT(broken.status, IsOk());
  const std::int64_t durable = static_cast<std::int64_t>(store_.All().size());
  EXPECT_EQ(durable % 1000, 0);
  EXPECT_GT(durable, 10'000);
  const FileAnswer whole = store_.Send(Notes(), {file});
  EXPECT_EQ(whole.report.unchanged_count(), durable);
  EXPECT_EQ(whole.report.accepted_count(), 20'000 - durable);
  ASSERT_EQ(whole.progress.size(), 2);
  EXPECT_GE(whole.progress[0].row_count(), 10'000);
  EXPECT_EQ(whole.progress[1].byte_count(), static_cast<std::int64_t>(file.size()));
  EXPECT_EQ(store_.Send(Notes(), {file}).report.unchanged_count(), 20'000);
}

TEST_P(FileImportTest, TheFirstMessageSaysWhatTheFileIs) {
  ImportFileRequest unknown = Notes();
  unknown.set_collection("people");
  EXPECT_THAT(store_.Send(unknown, {}).status, StatusIs(StatusCode::kInvalidArgument));
  EXPECT_THAT(store_.Send(ImportFileRequest(), {}).status, StatusIs(StatusCode::kInvalidArgument));
}

INSTANTIATE_TEST_SUITE_P(, FileImportTest, ::testing::ValuesIn(sql::TestEngines()),
                         sql::EngineName);

// Rows of which some are refused, some repeated and some broken.
std::string AnyFile() {
  const auto cell = rc::gen::element<std::string>("x", "", "\xC3\x98y", "\"a\nb\"", "\"q", "12");
  std::string file = "id;title;amount_ore\n";
  const int rows = *rc::gen::inRange(0, 60);
  for (int i = 0; i < rows; ++i) {
    absl::StrAppend(&file, "n", *rc::gen::inRange(0, 40), ";", *cell, ";", *cell,
                    *rc::gen::element<std::string>("\n", "\r\n"));
  }
  return file;
}

RC_GTEST_PROP(FileImportPropertyTest, AnyChunkingGivesTheSameAnswer, ()) {
  const std::string file = AnyFile();
  std::vector<std::string> chunks = {""};
  for (const char c : file) {
    if (*rc::gen::inRange(0, 8) == 0) chunks.emplace_back();
    chunks.back().push_back(c);
  }
  ImportFileRequest request = Notes();
  request.mutable_mapping()->set_delimiter(";");
  Store once(sql::TestEngines().front());
  Store often(sql::TestEngines().front());
  const FileAnswer whole = once.Send(request, {file});
  const FileAnswer cut = often.Send(request, chunks);
  RC_ASSERT(whole.status.ok() && cut.status.ok());
  RC_ASSERT(whole.report.SerializeAsString() == cut.report.SerializeAsString());
  RC_ASSERT(whole.rejects == cut.rejects);
}

}  // namespace
}  // namespace ett::records
