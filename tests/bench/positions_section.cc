#include <filesystem>
#include <random>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "chassis/service_main.h"
#include "ett/ownership/v1/position_service.grpc.pb.h"
#include "ownership_migrations.h"
#include "records/clock.h"
#include "sql/migrate.h"
#include "status/grpc.h"
#include "status/macros.h"
#include "tests/bench/ownership_sections.h"
#include "tests/bench/server.h"

namespace ett::bench {
namespace {

namespace pb = ::ett::ownership::v1;

constexpr char kParent[] = "municipalities/935478715";
constexpr std::int64_t kTransactionsOfACompany = 100;
constexpr std::int64_t kFew = 10'000;
constexpr std::int64_t kMany = 10'000'000;  // at size 1
constexpr int kQuestions = 2'000;

// Companies, each founded with a million shares of the municipality, of which one is sold each
// month.
constexpr char kCompanies[] = R"sql(
  INSERT INTO entity (municipality, id, recorded_at, superseded_at, display_name, form, synthetic)
  WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $1)
  SELECT '935478715', 'c' || i, 1, 9223372036854775807, 'c' || i, 1, 1 FROM n)sql";
constexpr char kTransactions[] = R"sql(
  INSERT INTO share_transaction (municipality, id, recorded_at, superseded_at, company, kind,
                                 transaction_date, from_owner, to_owner, share_count, synthetic)
  WITH RECURSIVE n(i) AS (SELECT $1 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $2)
  SELECT '935478715', 't' || i, 1, 9223372036854775807, 'c' || (i / 100),
         CASE i % 100 WHEN 0 THEN 1 ELSE 3 END,
         date('2000-01-01', '+' || (i % 100) || ' months'),
         CASE i % 100 WHEN 0 THEN '' ELSE 'municipality' END,
         CASE i % 100 WHEN 0 THEN 'municipality' ELSE 'others' END,
         CASE i % 100 WHEN 0 THEN 1000000 ELSE 1 END, 1
  FROM n)sql";
constexpr std::int64_t kRowsInTransaction = 1'000'000;

absl::Status Fill(const std::string& folder, std::int64_t transactions) {
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  ASSIGN_OR_RETURN(const auto database,
                   sql::Database::Open(absl::StrCat("sqlite:", folder, "/service.db")));
  RETURN_IF_ERROR(sql::Migrate(*database, chassis::AllMigrations(ownership::Migrations())));
  RETURN_IF_ERROR(database->Transact([&](sql::Session& session) {
    return session.Execute(kCompanies, {transactions / kTransactionsOfACompany}).status();
  }));
  // The newest time of knowledge is then after that of the rows.
  RETURN_IF_ERROR(database->Transact([](sql::Session& session) {
    return records::NextRecordedAt(session, absl::Now()).status();
  }));
  for (std::int64_t first = 0; first < transactions; first += kRowsInTransaction) {
    RETURN_IF_ERROR(database->Transact([&](sql::Session& session) {
      return session
          .Execute(kTransactions, {first, std::min(transactions, first + kRowsInTransaction)})
          .status();
    }));
  }
  return absl::OkStatus();
}

// How long questions on positions of companies on days take, one after the other.
absl::StatusOr<absl::Duration> Ask(const Server& server, std::int64_t transactions) {
  const auto stub = pb::PositionService::NewStub(server.channel());
  std::mt19937_64 random(20181231);
  const absl::Time start = absl::Now();
  for (int i = 0; i < kQuestions; ++i) {
    pb::ListPositionsRequest request;
    request.set_parent(kParent);
    request.set_company(absl::StrCat(
        kParent, "/entities/c",
        random() % static_cast<std::uint64_t>(transactions / kTransactionsOfACompany)));
    // Late enough for all transactions, so that all questions are alike but for the day.
    request.mutable_as_of()->set_year(2009 + static_cast<int>(random() % 10));
    request.mutable_as_of()->set_month(1 + static_cast<int>(random() % 12));
    request.mutable_as_of()->set_day(1);
    pb::ListPositionsResponse response;
    grpc::ClientContext context;
    RETURN_IF_ERROR(status::FromGrpc(stub->ListPositions(&context, request, &response)));
    const bool right =
        response.positions_size() == 2 &&
        response.positions(1).holdings(0).share_count() == kTransactionsOfACompany - 1;
    if (!right) return absl::InternalError("a wrong position: " + response.ShortDebugString());
  }
  return absl::Now() - start;
}

}  // namespace

absl::Status PositionsSection(OwnershipBench& bench) {
  const auto many = static_cast<std::int64_t>(static_cast<double>(kMany) * bench.size) /
                    kTransactionsOfACompany * kTransactionsOfACompany;
  const std::string folder = "var/bench/positions";
  RETURN_IF_ERROR(Fill(folder + "-few", kFew));
  RETURN_IF_ERROR(Fill(folder + "-many", many));
  ASSIGN_OR_RETURN(const auto few_server, Server::StartAgain({bench.program}, folder + "-few"));
  ASSIGN_OR_RETURN(const auto many_server, Server::StartAgain({bench.program}, folder + "-many"));
  bench.report.Section("positions", absl::StrCat("among ", kFew, " transactions"));
  // The first round fills the caches of pages.
  absl::Duration of_few;
  absl::Duration of_many;
  for (int round = 0; round < 3; ++round) {
    ASSIGN_OR_RETURN(of_few, Ask(*few_server, kFew));
    ASSIGN_OR_RETURN(of_many, Ask(*many_server, many));
  }
  bench.report.AddRatio(
      absl::StrCat("time of a position among ", many, " transactions, by that among few"),
      absl::FDivDuration(of_many, of_few));
  ASSIGN_OR_RETURN(const std::int64_t memory, many_server->MostMemory());
  bench.report.AddMemory("most resident memory of the service", memory);
  return absl::OkStatus();
}

}  // namespace ett::bench
