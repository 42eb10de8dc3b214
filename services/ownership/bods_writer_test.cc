#include "services/ownership/bods_writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "absl/strings/str_cat.h"
#include "services/ownership/bods_arbitrary_testing.h"
#include "services/ownership/bods_package_testing.h"
#include "services/ownership/bods_testing.h"
#include "status/matchers.h"

namespace ett::ownership::bods {
namespace {

using status::IsOk;
using status::StatusSays;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

const Publication& Published() {
  static const Publication publication = {.date = Instant::On(absl::CivilDay(2024, 6, 1)),
                                          .license = "https://license.example/",
                                          .publisher_name = "A municipality",
                                          .publisher_url = "https://municipality.example/"};
  return publication;
}

struct Written {
  std::string bytes;
  std::vector<std::string> ids;
};

Written Write(const std::vector<Statement>& statements, Layout layout,
              const Publication& publication = Published()) {
  Written written;
  StatementWriter writer(publication, layout, [&](absl::string_view bytes) {
    absl::StrAppend(&written.bytes, bytes);
    return absl::OkStatus();
  });
  for (const Statement& statement : statements) written.ids.push_back(*writer.Write(statement));
  EXPECT_THAT(writer.Finish(), IsOk());
  return written;
}

// Why `statement` is not written.
absl::Status Refusal(const Statement& statement) {
  StatementWriter writer(Published(), Layout::kLines, [](absl::string_view) {
    ADD_FAILURE() << "it was written";
    return absl::OkStatus();
  });
  return writer.Write(statement).status();
}

Statement State() {
  Entity entity;
  entity.type = EntityType::kState;
  entity.name = "Norge";
  Statement statement;
  statement.statement_date = Instant::On(absl::CivilDay(2024, 1, 2));
  statement.declaration_subject = "state";
  statement.record_id = "state";
  statement.record = entity;
  return statement;
}

RC_GTEST_PROP(StatementWriter, WhatIsWrittenIsReadAgain, ()) {
  const std::vector<Statement> statements = *ArbitraryStatements();
  const Layout layout = *rc::gen::element(Layout::kArray, Layout::kLines);
  const Written written = Write(statements, layout);
  const Reading reading = ReadBytes(written.bytes);
  RC_ASSERT(reading.valid());
  std::vector<Statement> expected = statements;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    expected[i].statement_id = written.ids[i];
    if (!expected[i].publication) expected[i].publication = Published();
  }
  RC_ASSERT(reading.statements == expected);
}

RC_GTEST_PROP(StatementWriter, TheSameStatementsGiveTheSameBytes, ()) {
  const std::vector<Statement> statements = *ArbitraryStatements();
  const Written written = Write(statements, Layout::kArray);
  RC_ASSERT(Write(statements, Layout::kArray).bytes == written.bytes);
  RC_ASSERT(Write(ReadBytes(written.bytes).statements, Layout::kArray).bytes == written.bytes);
}

TEST(StatementWriter, WritesAStatement) {
  EXPECT_EQ(Write({State()}, Layout::kArray).bytes,
            "[\n"
            R"({"statementId":"4b87f175-1021-55e3-81b6-661e670b0bc7","statementDate":"2024-01-02",)"
            R"("publicationDetails":{"publicationDate":"2024-06-01","bodsVersion":"0.4",)"
            R"("license":"https://license.example/","publisher":{"name":"A municipality",)"
            R"("url":"https://municipality.example/"}},"declarationSubject":"state",)"
            R"("recordId":"state","recordType":"entity","recordDetails":{"isComponent":false,)"
            R"("entityType":{"type":"state"},"name":"Norge"}})"
            "\n]\n");
  EXPECT_EQ(Write({}, Layout::kArray).bytes, "[]\n");
  EXPECT_EQ(Write({}, Layout::kLines).bytes, "");
}

TEST(StatementWriter, AnIdIsOfTheContentAndThePublisher) {
  const std::string id = Write({State()}, Layout::kLines).ids[0];
  EXPECT_THAT(id, testing::SizeIs(36));
  Publication later = Published();
  later.date = Instant::On(absl::CivilDay(2024, 7, 1));
  EXPECT_EQ(Write({State()}, Layout::kLines, later).ids[0], id);
  Publication others = Published();
  others.publisher_url = "https://others.example/";
  EXPECT_NE(Write({State()}, Layout::kLines, others).ids[0], id);
  Statement next = State();
  next.record_status = RecordStatus::kUpdated;
  EXPECT_NE(Write({next}, Layout::kLines).ids[0], id);
  next.statement_id = "an id that was given by somebody else";
  EXPECT_EQ(Write({next}, Layout::kLines).ids[0], next.statement_id);
}

TEST(StatementWriter, ThePackageIsWrittenAsItWasRead) {
  const Reading reading = ReadBytes(kPackage);
  const Reading again = ReadBytes(Write(reading.statements, Layout::kLines).bytes);
  EXPECT_THAT(again.status, IsOk());
  std::vector<Statement> expected = reading.statements;
  for (Statement& each : expected) {
    if (!each.publication) each.publication = Published();
  }
  EXPECT_EQ(again.statements, expected);
}

TEST(StatementWriter, RefusesWhatIsNotOfTheStandard) {
  Statement statement = State();
  statement.statement_id = "short";
  EXPECT_THAT(Refusal(statement), StatusSays(absl::StatusCode::kInvalidArgument,
                                             "want 32 to 64 characters, got \"\"short\"\""));
  statement = State();
  std::get<Entity>(statement.record).identifiers.push_back({"1", "", "", ""});
  EXPECT_THAT(Refusal(statement), StatusSays(absl::StatusCode::kInvalidArgument, "scheme"));
  statement = State();
  statement.record_id = "\xFF";
  EXPECT_THAT(Refusal(statement), StatusSays(absl::StatusCode::kInvalidArgument, "UTF-8"));
  statement = State();
  statement.publication = Publication{Instant::On(absl::CivilDay(2024, 1, 1)), "", "", ""};
  EXPECT_THAT(Refusal(statement), StatusSays(absl::StatusCode::kInvalidArgument, "name or url"));
}

TEST(StatementWriter, RefusesABirthNumber) {
  Statement statement = State();
  statement.declaration = "of 018190 50062";
  const absl::Status refusal = Refusal(statement);
  EXPECT_THAT(refusal, StatusSays(absl::StatusCode::kInvalidArgument, "birth number"));
  EXPECT_THAT(std::string(refusal.message()), testing::Not(HasSubstr("50062")));
}

}  // namespace
}  // namespace ett::ownership::bods
