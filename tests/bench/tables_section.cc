#include <sqlite3.h>

#include <functional>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "absl/time/clock.h"
#include "data/loader/import_stream.h"
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

absl::StatusOr<absl::Duration> AskForYear(fpb::FigureService::Stub& stub, std::int64_t& cells) {
  const absl::Time start = absl::Now();
  for (const int first_month : {1, 7}) {
    ASSIGN_OR_RETURN(const std::int64_t more, Ask(stub, first_month));
    cells += more;
  }
  return absl::Now() - start;
}

std::string Path(const char* collection, const std::string& id) {
  return absl::StrCat("municipalities/", kMunicipality, "/", collection, "/", id);
}

void SetDate(absl::CivilDay day, google::type::Date& date) {
  date.set_year(static_cast<int>(day.year()));
  date.set_month(day.month());
  date.set_day(day.day());
}

// What is imported before a question.
using Correct = std::function<absl::Status(Bench&, loader::ImportStream&)>;

// The first absence of the year was for half of the position only.
absl::Status CorrectAbsence(Bench& bench, loader::ImportStream& stream) {
  absl::Status added;
  bool first = true;
  bench.municipality.ForEachAbsence(kYear, [&](const hr::v1::Absence& absence) {
    if (!first) return;
    first = false;
    hr::v1::Absence corrected = absence;
    corrected.set_degree_percent(50);
    added = stream.Add(corrected);
  });
  return added;
}

// Somebody started in July.
absl::Status AddEmployment(Bench& bench, loader::ImportStream& stream) {
  hr::v1::Employment employment;
  bench.municipality.ForEachEmployment([&](const hr::v1::Employment& any) { employment = any; });
  employment.set_name(Path("employments", "late"));
  employment.set_person("late");
  SetDate(absl::CivilDay(kYear, 7, 10), *employment.mutable_start_date());
  employment.clear_end_date();
  return stream.Add(employment);
}

absl::Status Import(Bench& bench, Server& server, const char* collection, const Correct& correct) {
  ASSIGN_OR_RETURN(const auto method, loader::FindImport(kMunicipality, "hr", collection));
  loader::ImportStream stream(server.channel(), method, "");
  RETURN_IF_ERROR(correct(bench, stream));
  ASSIGN_OR_RETURN(const imports::v1::ImportReport report, stream.Finish());
  if (report.accepted_count() == 1) return absl::OkStatus();
  return absl::InternalError(
      absl::StrCat("a correction was not accepted: ", report.ShortDebugString()));
}

// A state that a question finds the service in: just started, after what is corrected.
struct State {
  const char* name;
  const char* collection = nullptr;  // of what is corrected
  Correct correct = nullptr;
  bool again = false;  // asked a second time
};

absl::Status Measure(Bench& bench, const State& state) {
  ASSIGN_OR_RETURN(const auto server,
                   Server::StartAgain(bench.program, absl::StrCat(bench.folder, "/import")));
  const auto stub = fpb::FigureService::NewStub(server->channel());
  if (state.correct) RETURN_IF_ERROR(Import(bench, *server, state.collection, state.correct));
  for (const bool second : {false, true}) {
    if (second && !state.again) break;
    Race race;
    ASSIGN_OR_RETURN(race.peer, GroupBy(absl::StrCat(bench.folder, "/peer.db")));
    ASSIGN_OR_RETURN(race.service, AskForYear(*stub, race.rows));
    bench.report.Add(second ? "warm" : state.name, race);
  }
  ASSIGN_OR_RETURN(const std::int64_t memory, server->MostMemory());
  bench.report.AddMemory("  most resident memory", memory);
  return absl::OkStatus();
}

}  // namespace

absl::Status TablesSection(Bench& bench) {
  bench.report.Section("tables: sick leave, units x 12 months x sex", "GROUP BY");
  const State states[] = {
      {.name = "undecided what is published"},
      {.name = "decided before the start", .again = true},
      {.name = "one absence corrected", .collection = "absences", .correct = CorrectAbsence},
      {.name = "one employment more from July",
       .collection = "employments",
       .correct = AddEmployment},
  };
  for (const State& state : states) RETURN_IF_ERROR(Measure(bench, state));
  return absl::OkStatus();
}

}  // namespace ett::bench
