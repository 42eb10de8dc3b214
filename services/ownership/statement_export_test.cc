#include "services/ownership/statement_export.h"

#include "absl/strings/str_cat.h"
#include "ett/ownership/v1/interchange_service.grpc.pb.h"
#include "ett/ownership/v1/position_service.grpc.pb.h"
#include "services/ownership/bods_reader.h"
#include "services/ownership/published_statement.h"
#include "services/ownership/statements_fixture.h"

namespace ett::ownership {
namespace {

class StatementExportTest : public FileTest {
 protected:
  void SetUp() override {
    FileTest::SetUp();
    ASSERT_THAT(CreateEntity("kari", "PERSON"), IsOk());
    ASSERT_THAT(Transact("k", "holding", "TRANSFER", Date(2018, 6, 1),
                         R"("fromOwner": "municipality", "toOwner": "kari", "shareCount": 7)"),
                IsOk());
    ASSERT_THAT(Transact("own", "sub", "TRANSFER", Date(2018, 6, 1),
                         R"("fromOwner": "rival", "toOwner": "sub", "shareCount": 9)"),
                IsOk());
  }

  std::string Export(v1::StatementFormat format, int year = 2018) {
    v1::ExportStatementsRequest request;
    request.set_parent("municipalities/935478715");
    request.mutable_as_of()->set_year(year);
    request.mutable_as_of()->set_month(12);
    request.mutable_as_of()->set_day(31);
    request.set_format(format);
    grpc::ClientContext context;
    const auto stub = v1::InterchangeService::NewStub(service_.channel);
    const auto reader = stub->ExportStatements(&context, request);
    std::string bytes;
    v1::ExportStatementsResponse response;
    while (reader->Read(&response)) bytes += response.chunk();
    EXPECT_THAT(status::FromGrpc(reader->Finish()), IsOk());
    return bytes;
  }

  v1::ListPositionsResponse Positions() {
    return *Ask<v1::ListPositionsResponse>("PositionService.ListPositions",
                                           R"({"parent": "M", "pageSize": 100})");
  }
};

TEST_P(StatementExportTest, WhatIsWrittenBreaksNoRule) {
  for (const auto format : {v1::STATEMENT_FORMAT_UNSPECIFIED, v1::STATEMENT_FORMAT_JSON_LINES}) {
    std::string problems;
    int statements = 0;
    bods::StatementReader reader(
        absl::CivilDay(2019, 6, 8),
        [&](std::int64_t, const bods::Statement&) {
          ++statements;
          return absl::OkStatus();
        },
        [&](const bods::Problem& problem) {
          absl::StrAppend(&problems, problem.statement, " ", problem.path, " ",
                          bods::IdOf(problem.rule), "\n");
        });
    ASSERT_THAT(reader.Feed(Export(format)), IsOk());
    ASSERT_THAT(reader.Finish(), IsOk());
    EXPECT_EQ(problems, "");
    // The municipality, four companies and a person; who has what of three of them.
    EXPECT_EQ(statements, 1 + 5 + 3 + 3 + 2);
  }
}

TEST_P(StatementExportTest, WhatIsTakenInAgainDiffersInNothing) {
  const std::string file = Export(v1::STATEMENT_FORMAT_JSON);
  const FileAnswer answer = Send(Into("statements"), file);
  ASSERT_THAT(answer.status, IsOk());
  EXPECT_EQ(answer.report.rejected_count(), 0) << answer.report.DebugString();
  // Entities say what they said before.
  EXPECT_EQ(answer.report.unchanged_count(), 6);
  EXPECT_EQ(answer.report.accepted_count(), 8);
  const v1::ListPositionsResponse positions = Positions();
  EXPECT_EQ(positions.positions_size(), 8);
  for (const v1::Position& each : positions.positions()) {
    EXPECT_FALSE(each.has_registered()) << each.DebugString();
  }
}

TEST_P(StatementExportTest, OtherSharesThanDerivedAreShown) {
  std::string file = Export(v1::STATEMENT_FORMAT_JSON);
  const std::string from = R"("share":{"exact":53})";
  ASSERT_NE(file.find(from), std::string::npos) << file;
  file.replace(file.find(from), from.size(), R"("share":{"exact":52})");
  ASSERT_EQ(Send(Into("statements"), file).report.rejected_count(), 0);
  int differing = 0;
  const v1::ListPositionsResponse positions = Positions();
  for (const v1::Position& each : positions.positions()) differing += each.has_registered() ? 1 : 0;
  EXPECT_EQ(differing, 1);
}

TEST_P(StatementExportTest, TheSameQuestionGivesTheSameBytes) {
  EXPECT_EQ(Export(v1::STATEMENT_FORMAT_JSON_LINES), Export(v1::STATEMENT_FORMAT_JSON_LINES));
}

INSTANTIATE_TEST_SUITE_P(Engines, StatementExportTest, testing::ValuesIn(sql::TestEngines()),
                         sql::EngineName);

TEST(PublishedShareTest, APartThatIsNoDecimalIsBetweenTwo) {
  const auto print = [](const bods::Share& share) {
    return absl::StrCat(share.exact ? share.exact->ToString() : "", " ",
                        share.exclusive_minimum ? share.exclusive_minimum->ToString() : "", " ",
                        share.exclusive_maximum ? share.exclusive_maximum->ToString() : "");
  };
  EXPECT_EQ(print(PublishedShare(Fraction(1, 8))), "12.5  ");
  EXPECT_EQ(print(PublishedShare(Fraction(1, 1))), "100  ");
  EXPECT_EQ(print(PublishedShare(Fraction())), "0  ");
  EXPECT_EQ(print(PublishedShare(Fraction(2, 3))), " 66.666666666666 66.666666666667");
  EXPECT_EQ(print(PublishedShare(Fraction(1, kMostShares))), " 0 0.000000000001");
}

}  // namespace
}  // namespace ett::ownership
