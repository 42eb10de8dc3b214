#include <sqlite3.h>

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "ett/figures/v1/figure_service.grpc.pb.h"
#include "status/grpc.h"
#include "status/macros.h"
#include "tests/bench/sections.h"

namespace ett::bench {
namespace {

namespace fpb = ::ett::figures::v1;

constexpr int kYear = 2018;

// Sick leave in percent by unit at any level, month and sex. Calendar days in place of work days,
// and overlaps counted twice: less than the service counts, not more.
constexpr char kGroupBy[] = R"(
WITH RECURSIVE
  month(number, first, last) AS (
    SELECT 1, '2018-01-01', '2018-01-31'
    UNION ALL
    SELECT number + 1, date(first, '+1 month'), date(first, '+2 month', '-1 day')
    FROM month WHERE number < 12),
  up(unit, above) AS (
    SELECT id, id FROM org_unit
    UNION ALL
    SELECT up.unit, org_unit.parent_unit FROM up JOIN org_unit ON org_unit.id = up.above
    WHERE org_unit.parent_unit <> ''),
  sick AS (
    SELECT e.org_unit AS unit, e.sex AS sex, month.number AS month,
      SUM((julianday(MIN(a.end_date, month.last)) - julianday(MAX(a.start_date, month.first)) + 1)
          * a.degree_percent / 100.0 * e.position_percent / 100.0) AS days
    FROM absence a
    JOIN employment e ON e.municipality = a.municipality AND e.id = a.employment
      AND e.superseded_at = 9223372036854775807
    JOIN month ON a.start_date <= month.last AND a.end_date >= month.first
    WHERE a.superseded_at = 9223372036854775807
      AND a.start_date <= '2018-12-31' AND a.end_date >= '2018-01-01'
    GROUP BY e.org_unit, e.sex, month.number),
  agreed AS (
    SELECT e.org_unit AS unit, e.sex AS sex, month.number AS month,
      SUM((julianday(MIN(COALESCE(e.end_date, '9999-12-31'), month.last))
           - julianday(MAX(e.start_date, month.first)) + 1) * e.position_percent / 100.0) AS days
    FROM employment e
    JOIN month ON e.start_date <= month.last
      AND COALESCE(e.end_date, '9999-12-31') >= month.first
    WHERE e.superseded_at = 9223372036854775807
    GROUP BY e.org_unit, e.sex, month.number)
SELECT up.above, agreed.month, agreed.sex, SUM(COALESCE(sick.days, 0)) * 100 / SUM(agreed.days)
FROM agreed
JOIN up ON up.unit = agreed.unit
LEFT JOIN sick ON sick.unit = agreed.unit AND sick.sex = agreed.sex AND sick.month = agreed.month
GROUP BY up.above, agreed.month, agreed.sex)";

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};

// How long the statement takes on a fresh connection.
absl::StatusOr<absl::Duration> GroupBy(const std::string& path) {
  sqlite3* opened = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &opened, SQLITE_OPEN_READONLY, nullptr);
  const std::unique_ptr<sqlite3, CloseDatabase> database(opened);
  if (code != SQLITE_OK) return absl::UnavailableError(sqlite3_errstr(code));
  int rows = 0;
  const auto count = [](void* counted, int, char**, char**) {
    ++*static_cast<int*>(counted);
    return 0;
  };
  const absl::Time start = absl::Now();
  if (sqlite3_exec(database.get(), kGroupBy, count, &rows, nullptr) != SQLITE_OK) {
    return absl::InternalError(sqlite3_errmsg(database.get()));
  }
  if (rows == 0) return absl::InternalError("the peer found nothing");
  return absl::Now() - start;
}

// Half a year at a time: a table has 100 000 cells at most.
absl::StatusOr<std::int64_t> Ask(fpb::FigureService::Stub& stub, int first_month) {
  fpb::QueryTableRequest request;
  request.set_parent(absl::StrCat("municipalities/", kMunicipality));
  request.add_metrics("hr/sick-leave-rate");
  for (int month = first_month; month < first_month + 6; ++month) {
    request.add_periods(absl::StrCat(kYear, "M", month < 10 ? "0" : "", month));
  }
  request.add_dimensions("unit");
  request.add_dimensions("sex");
  grpc::ClientContext context;
  fpb::Table table;
  RETURN_IF_ERROR(status::FromGrpc(stub.QueryTable(&context, request, &table)));
  return table.cells_size();
}

absl::StatusOr<Race> AskForYear(fpb::FigureService::Stub& stub, absl::Duration peer) {
  Race race;
  const absl::Time start = absl::Now();
  for (const int first_month : {1, 7}) {
    ASSIGN_OR_RETURN(const std::int64_t cells, Ask(stub, first_month));
    race.rows += cells;
  }
  race.service = absl::Now() - start;
  race.peer = peer;
  return race;
}

}  // namespace

absl::Status TablesSection(Bench& bench, Server& server) {
  const auto stub = fpb::FigureService::NewStub(server.channel());
  bench.report.Section("tables: sick leave, units x 12 months x sex", "GROUP BY");
  ASSIGN_OR_RETURN(const absl::Duration peer, GroupBy(absl::StrCat(bench.folder, "/peer.db")));
  for (const char* state : {"cold, undecided what is published", "warm"}) {
    ASSIGN_OR_RETURN(const Race race, AskForYear(*stub, peer));
    bench.report.Add(state, race);
  }
  ASSIGN_OR_RETURN(const std::int64_t memory, server.MostMemory());
  bench.report.AddMemory("most resident memory", memory);
  return absl::OkStatus();
}

}  // namespace ett::bench
