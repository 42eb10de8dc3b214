#include "services/ownership/bods_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/ownership/bods_package_testing.h"
#include "services/ownership/bods_testing.h"
#include "status/matchers.h"

namespace ett::ownership::bods {
namespace {

using status::IsOk;
using status::StatusSays;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr absl::StatusCode kInvalid = absl::StatusCode::kInvalidArgument;

// The statements of the package, a line each.
std::string Lines() {
  std::string lines;
  for (const auto& statement : nlohmann::json::parse(kPackage)) {
    absl::StrAppend(&lines, statement.dump(), "\n");
  }
  return lines;
}

// An array of one statement with `member` as a further member of its recordDetails.
std::string WithMember(absl::string_view member) {
  return absl::StrCat(
      R"([{"statementId": "00000000-0000-0000-0000-000000000001", "source": {},)",
      R"("statementDate": "2024-03-01", "declarationSubject": "a", "recordId": "a",)",
      R"("recordType": "entity", "recordDetails": {"isComponent": false,)",
      R"("entityType": {"type": "state"}, )", member, "}}]");
}

TEST(StatementReader, LinesAndAnArrayHaveTheSameStatements) {
  const Reading array = ReadBytes(kPackage), lines = ReadBytes(Lines());
  EXPECT_THAT(lines.status, IsOk());
  EXPECT_THAT(lines.problems, IsEmpty());
  EXPECT_THAT(lines.statements, SizeIs(14));
  EXPECT_EQ(lines.statements, array.statements);
}

TEST(StatementReader, AByteOrderMarkAndSpaceAreNothing) {
  for (const std::string& bytes : {absl::StrCat("\xEF\xBB\xBF \r\n", kPackage, " \n"),
                                   absl::StrCat("\xEF\xBB\xBF\n", Lines(), "\n\r\n")}) {
    const Reading reading = ReadInPieces(bytes, 1);
    EXPECT_THAT(reading.status, IsOk());
    EXPECT_THAT(reading.statements, SizeIs(14));
    EXPECT_THAT(reading.problems, IsEmpty());
  }
}

TEST(StatementReader, AnEmptyArrayHasNoStatements) {
  const Reading reading = ReadBytes("[ ]");
  EXPECT_THAT(reading.status, IsOk());
  EXPECT_THAT(reading.statements, IsEmpty());
}

RC_GTEST_PROP(StatementReader, PiecesMayEndAnywhere, ()) {
  const bool as_lines = *rc::gen::arbitrary<bool>();
  std::string bytes = as_lines ? Lines() : std::string(kPackage);
  // Some bytes are not as they should be, so that there are problems too.
  for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
    bytes[*rc::gen::inRange<std::size_t>(1, bytes.size())] = *rc::gen::arbitrary<char>();
  }
  const Reading whole = ReadBytes(bytes);
  const Reading pieces = ReadInPieces(bytes, *rc::gen::inRange<std::size_t>(1, 40));
  RC_ASSERT(pieces.status == whole.status);
  RC_ASSERT(pieces.statements == whole.statements);
  RC_ASSERT(pieces.numbers == whole.numbers);
  RC_ASSERT(pieces.problems == whole.problems);
}

TEST(StatementReader, WhatIsNoFileOfStatementsEndsTheReading) {
  const struct {
    std::string bytes;
    const char* says;
  } cases[] = {
      {"", "got \"after 0 statements: the end of the file\""},
      {"\xEF\xBB\xBF", "the end of the file"},
      {"\xEF\xBB[]", "want an array of statements, or a statement on each line"},
      {"\xFF\xFE[\0]", "byte 0xFF"},
      {"statementId,recordId", "got \"after 0 statements: s\""},
      {"{\n \"statements\": []\n}\n", "want an array of statements, or a statement on each line"},
      {"[", "want the end of the array"},
      {"[{\"a\": \"", "want the end of the array"},
      {"[{}", "want the end of the array"},
      {"[{},", "want the end of the array"},
      {"[,{}]", "want a statement"},
      {"[{},]", "want a statement"},
      {"[{}}]", "want a comma or the end of the array"},
      {"[{}] {}", "want nothing after the array"},
      {"[{}]]", "want nothing after the array"},
      {std::string(StatementCutter::kLongest + 2, '['),
       "want a statement of at most 1048576 bytes"},
      {absl::StrCat("[{\"a\": \"", std::string(StatementCutter::kLongest, 'a')),
       "want a statement of at most 1048576 bytes"},
      {absl::StrCat("{\"a\": \"", std::string(StatementCutter::kLongest, 'a')),
       "want a statement of at most 1048576 bytes"},
  };
  for (const auto& [bytes, says] : cases) {
    SCOPED_TRACE(bytes.substr(0, 30));
    EXPECT_THAT(ReadBytes(bytes).status, StatusSays(kInvalid, says));
    EXPECT_EQ(ReadInPieces(bytes, 7).status, ReadBytes(bytes).status);
  }
}

TEST(StatementReader, AfterAnErrorItReadsNoMore) {
  StatementReader reader(
      kToday, [](auto, const auto&) { return absl::OkStatus(); }, [](const Problem&) {});
  EXPECT_THAT(reader.Feed("[}"), Not(IsOk()));
  EXPECT_THAT(reader.Feed("[]"), StatusSays(kInvalid, "want a statement"));
  EXPECT_THAT(reader.Finish(), Not(IsOk()));
}

TEST(StatementReader, TheTakersErrorEndsTheReading) {
  StatementReader reader(
      kToday, [](auto, const auto&) { return absl::CancelledError("enough"); },
      [](const Problem&) {});
  EXPECT_THAT(reader.Feed(kPackage), StatusSays(absl::StatusCode::kCancelled, "enough"));
  EXPECT_EQ(reader.statements(), 1);
}

TEST(StatementReader, WhatIsNoJsonCostsItsStatementOnly) {
  const std::string deep(JsonDocument::kDeepest, '[');
  const std::string deep_end(JsonDocument::kDeepest, ']');
  const struct {
    std::string member;
    const char* came;
  } cases[] = {
      {"\"uri\" 1", "colon"},
      {"\"uri\": 01", "comma"},
      {"\"uri\": 1.", "fraction"},
      {"\"uri\": -", "value"},
      {"\"uri\": nil", "value"},
      {"\"uri\": \"\\x\"", "escape"},
      {"\"uri\": \"\\ud800\"", "surrogate"},
      {"\"uri\": \"a\tb\"", "byte"},
      {"\"uri\": \"a", "byte"},
      {absl::StrCat("\"uri\": ", std::string("\0", 1)), "byte"},
      {absl::StrCat("\"uri\": ", deep, deep_end), "more than 64 levels"},
  };
  for (const auto& [member, came] : cases) {
    SCOPED_TRACE(member);
    // A text that does not end swallows what is behind it, but on lines.
    const std::string broken = WithMember(member);
    const std::string bytes =
        absl::StrCat(Lines(), broken.substr(1, broken.size() - 2), "\n", Lines());
    const Reading reading = ReadBytes(bytes);
    EXPECT_THAT(reading.status, IsOk());
    ASSERT_FALSE(reading.problems.empty());
    EXPECT_EQ(reading.problems[0].rule, Rule::kJson);
    EXPECT_EQ(reading.problems[0].statement, 15);
    EXPECT_THAT(absl::StrReplaceAll(reading.problems[0].came, {{"Invalid v", "v"}}),
                HasSubstr(came));
    EXPECT_THAT(reading.statements, SizeIs(28));
  }
}

TEST(StatementReader, TextsAreUtf8) {
  for (const absl::string_view text : {"\xFF", "\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                                       "\xE2\x82", "\xC3", "\\udc00", "aaaaaaaa\x80"}) {
    SCOPED_TRACE(std::string(text));
    const Reading value = ReadBytes(WithMember(absl::StrCat(R"("name": ")", text, "\"")));
    ASSERT_THAT(value.problems, SizeIs(1));
    EXPECT_EQ(value.problems[0].rule, Rule::kUtf8);
    EXPECT_EQ(value.problems[0].path, "/recordDetails/name");
    EXPECT_THAT(value.statements, IsEmpty());
    const Reading key = ReadBytes(WithMember(absl::StrCat("\"", text, R"(": 1)")));
    ASSERT_THAT(key.problems, SizeIs(1));
    EXPECT_EQ(key.problems[0].path, "");
  }
  EXPECT_TRUE(ReadBytes(WithMember(R"("name": "Ærø \ud83d\ude00 \u00e6")")).problems.empty());
}

TEST(StatementReader, KeysAreToldOnce) {
  std::string many = R"("name": "a")";
  for (int i = 0; i < 40; ++i) absl::StrAppend(&many, ", \"key-", i, "\": 1");
  for (const std::string& member :
       {std::string(R"("name": "a", "\u006eame": "b")"), absl::StrCat(many, R"(, "name": "b")")}) {
    const Reading reading = ReadBytes(WithMember(member));
    ASSERT_THAT(reading.problems, SizeIs(1));
    EXPECT_EQ(reading.problems[0].rule, Rule::kRepeatedKey);
    EXPECT_EQ(reading.problems[0].path, "/recordDetails/name");
    EXPECT_THAT(reading.statements, IsEmpty());
  }
}

TEST(StatementReader, NumbersOfAnySizeAreNumbers) {
  for (const absl::string_view number : {"-0", "1e300", "123456789012345678901234567890", "0.10"}) {
    const Reading reading = ReadBytes(WithMember(absl::StrCat(R"("x~/y": )", number)));
    ASSERT_THAT(reading.problems, SizeIs(1));
    EXPECT_EQ(reading.problems[0].rule, Rule::kUnknownProperty);
    EXPECT_EQ(reading.problems[0].path, "/recordDetails/x~0~1y");
    EXPECT_EQ(reading.problems[0].came, std::string(number));
  }
}

TEST(StatementReader, AStatementWithErrorsOfItsOwnIsNotHandedOut) {
  const Reading reading =
      ReadBytes(absl::StrReplaceAll(kPackage, {{R"("recordId": "unknown")", R"("recordId": 7)"}}));
  EXPECT_THAT(reading.statements, SizeIs(13));
  EXPECT_EQ(reading.numbers.back(), 13);
  ASSERT_THAT(reading.problems, SizeIs(1));
  EXPECT_EQ(reading.problems[0].statement_id, "00000000-0000-0000-0000-000000000014");
}

TEST(StatementReader, ProblemsShowNothingOfPersonsThatIsTheirsAlone) {
  std::string text =
      absl::StrReplaceAll(kPackage, {{R"("birthDate": "1950-04")", R"("birthDate": "1950-4-4")"},
                                     {R"("address": "Veien 1")", R"("address": 12345)"},
                                     {R"({"id": "ABC123", "scheme": "NOR-PASSPORT"})",
                                      R"({"id": "ABC123", "scheme": "ABC124"})"}});
  const Reading reading = ReadBytes(text);
  EXPECT_THAT(reading.problems, SizeIs(3));
  for (const Problem& problem : reading.problems) EXPECT_EQ(problem.came, "what is not told");
}

TEST(StatementReader, ABirthNumberIsShownNowhere) {
  // A synthetic one: 80 is added to its month.
  constexpr absl::string_view kNumber = "01819050062";
  std::string text = absl::StrReplaceAll(
      kPackage, {{"00000000-0000-0000-0000-000000000014", absl::StrCat("id-of-", kNumber)},
                 {R"("recordId": "unknown")", absl::StrCat(R"("recordId": ")", kNumber, "\"")},
                 {R"("reason": "unknown")", absl::StrCat(R"("reason": ")", kNumber, "\", \"",
                                                         kNumber, "\": {\"", kNumber, "\": 1}")},
                 {R"("subject": "nomination")", absl::StrCat(R"("subject": ")", kNumber, "\"")}});
  const Reading reading = ReadBytes(text);
  EXPECT_THAT(reading.problems, SizeIs(testing::Gt(4U)));
  for (const Problem& problem : reading.problems) {
    for (const std::string& told :
         {problem.statement_id, problem.path, problem.wanted, problem.came}) {
      EXPECT_THAT(told, Not(HasSubstr(std::string(kNumber))));
    }
  }
  EXPECT_THAT(reading.statements, SizeIs(12));
}

}  // namespace
}  // namespace ett::ownership::bods
