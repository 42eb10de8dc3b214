// How long it takes to decide what is published. A table goes to stderr, the same as lines of JSON
// to stdout. See docs/bench.md.
#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "hr_migrations.h"
#include "services/hr/domain/testing/peer_tables.h"
#include "services/hr/publications.h"
#include "sql/migrate.h"
#include "tests/bench/disclosure_municipality.h"

namespace ett::bench {
namespace {

using hr::Axis;

// Of processor time, of all threads: others may use the machine.
template <typename Do>
double SecondsOf(const Do& act) {
  const std::clock_t start = std::clock();
  act();
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

// The most that was ever resident.
double PeakMegabytes() {
  rusage usage = {};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

void Report(const nlohmann::ordered_json& line) {
  std::cout << line.dump() << std::endl;
  for (const auto& [key, value] : line.items()) {
    std::cerr << key << "=" << (value.is_string() ? value.get<std::string>() : value.dump())
              << "  ";
  }
  std::cerr << std::endl;
}

// Beside GaussSuppression: what it withheld of the same tables, and the seconds it took.
void BenchPeerTables(const std::string& folder) {
  for (const hr::PeerTable& table : hr::kPeerTables) {
    const auto publication = hr::ReadPeerTable(folder, table);
    if (!publication) continue;
    std::vector<bool> published;
    const double seconds = SecondsOf([&] { published = hr::Protect(*publication); });
    nlohmann::ordered_json line = {
        {"section", "peer"},
        {"table", table.file},
        {"cells", table.cells},
        {"withheld", std::count(published.begin(), published.end(), false)},
        {"withheld_by_peer", table.suppressed},
        {"seconds", seconds}};
    if (table.seconds) line["seconds_of_peer"] = *table.seconds;
    Report(line);
  }
}

// The decisions on one municipality's year, and how long they took.
class YearBench {
 public:
  YearBench() : database_(*sql::Database::Open("sqlite::memory:")), decisions_(*database_) {
    if (!sql::Migrate(*database_, hr::Migrations()).ok()) std::abort();
  }

  void Decide(const hr::Snapshot& staff, const hr::PublicationScope& scope) {
    const int before = Decided();
    const hr::Year year = {"municipalities/1", kYear, hr::ToDay(absl::CivilDay(kYear, 12, 31))};
    seconds_ = SecondsOf([&] {
      const auto universe = hr::Publish(staff, scope, year, decisions_);
      if (!universe.ok()) std::abort();
      cells_ = universe->cells();
      withheld_ = universe->withheld_cells();
    });
    months_ = Decided() - before;
  }

  double seconds() const { return seconds_; }

  nlohmann::ordered_json Line(const char* section, const std::string& scope,
                              const Size& size) const {
    return {{"section", section},          {"scope", scope},      {"units", size.units},
            {"employees", size.employees}, {"cells", cells_},     {"withheld", withheld_},
            {"months_decided", months_},   {"seconds", seconds_}, {"peak_mb", PeakMegabytes()}};
  }

 private:
  int Decided() {
    std::int64_t decided = 0;
    const absl::Status read = database_->Read([&](sql::Session& session) -> absl::Status {
      const auto rows = session.Query("SELECT COUNT(*) FROM disclosure_decision", {});
      if (rows.ok()) decided = sql::Int((*rows)[0][0]);
      return rows.status();
    });
    if (!read.ok()) std::abort();
    return static_cast<int>(decided);
  }

  std::unique_ptr<sql::Database> database_;
  hr::Decisions decisions_;
  double seconds_ = 0;
  int cells_ = 0, withheld_ = 0, months_ = 0;
};

// A year at once, and again after one employment was corrected in July.
void BenchYear(const hr::PublicationScope& scope, const Size& size) {
  YearBench bench;
  bench.Decide(MakeMunicipality(size, false), scope);
  Report(bench.Line("year", scope.id, size));
  const double whole = bench.seconds();
  bench.Decide(MakeMunicipality(size, true), scope);
  nlohmann::ordered_json line = bench.Line("corrected in July", scope.id, size);
  line["of_whole_year"] = bench.seconds() / whole;
  Report(line);
}

void BenchAll(const Size& most) {
  const hr::PublicationScope sex_and_age = {
      "unit, sex, age", {{Axis::kUnit, Axis::kSex, Axis::kAge}}, false};
  // The smallest first: the peak of memory is then of the latest.
  for (const hr::PublicationScope& scope : {sex_and_age, hr::StaffScope()}) {
    for (const int sixths : {1, 2, 4, 6}) {
      BenchYear(scope, {most.units * sixths / 6, most.employees * sixths / 6});
    }
  }
}

}  // namespace
}  // namespace ett::bench

int main(int argc, char** argv) {
  CLI::App app("How long it takes to decide what is published.");
  ett::bench::Size most;
  std::string tables = ETT_SOURCE_DIR "/../shared/data/suppression";
  app.add_option("--units", most.units, "the most units");
  app.add_option("--employees", most.employees, "the most employees");
  app.add_option("--tables", tables, "folder of the tables that GaussSuppression protected, too");
  CLI11_PARSE(app, argc, argv);
  ett::bench::BenchPeerTables(tables);
  ett::bench::BenchAll(most);
}
