#include "records/csv_reading.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "records/testing/note_store.h"

namespace ett::records {
namespace {

using absl::StatusCode;
using imports::v1::ImportFileRequest;
using status::IsOk;
using status::StatusIs;
using ::testing::ElementsAre;
using testing::FileAnswer;
using ::testing::HasSubstr;
using testing::kParent;
using testing::Note;
using testing::Notes;
using testing::Refusals;

class CsvReadingTest : public ::testing::TestWithParam<sql::TestEngine> {
 protected:
  testing::NoteStore store_{GetParam()};
};

TEST_P(CsvReadingTest, AFileIsReadAsItsBeginningShows) {
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

TEST_P(CsvReadingTest, WhatWasDetectedCanBeSentAgain) {
  const std::vector<std::string> file = {"id;title;share\na;x;0,5\n"};
  const FileAnswer first = store_.Send(Notes("r"), file);
  ASSERT_THAT(first.status, IsOk());
  ImportFileRequest confirmed = Notes("r");
  *confirmed.mutable_mapping() = first.reading.mapping();
  confirmed.set_format(first.reading.format());
  const FileAnswer again = store_.Send(confirmed, file);
  ASSERT_THAT(again.status, IsOk());
  EXPECT_EQ(again.reading.detected_size(), 0);
  EXPECT_EQ(again.report.SerializeAsString(), first.report.SerializeAsString());
}

TEST_P(CsvReadingTest, AMappingGivesColumnsCodesConstantsAndIds) {
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

TEST_P(CsvReadingTest, DoubtsEndTheCallBeforeAnyRow) {
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

TEST_P(CsvReadingTest, AMappingThatDoesNotFitIsInDoubt) {
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

INSTANTIATE_TEST_SUITE_P(, CsvReadingTest, ::testing::ValuesIn(sql::TestEngines()),
                         sql::EngineName);

}  // namespace
}  // namespace ett::records
