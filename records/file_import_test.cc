#include "records/file_import.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
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
using testing::Notes;
using testing::Refusals;

class FileImportTest : public ::testing::TestWithParam<sql::TestEngine> {
 protected:
  testing::NoteStore store_{GetParam()};
};

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
  testing::NoteStore once(sql::TestEngines().front());
  testing::NoteStore often(sql::TestEngines().front());
  const FileAnswer whole = once.Send(request, {file});
  const FileAnswer cut = often.Send(request, chunks);
  RC_ASSERT(whole.status.ok() && cut.status.ok());
  RC_ASSERT(whole.report.SerializeAsString() == cut.report.SerializeAsString());
  RC_ASSERT(whole.rejects == cut.rejects);
}

}  // namespace
}  // namespace ett::records
