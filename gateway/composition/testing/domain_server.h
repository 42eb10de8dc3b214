#pragma once

#include <grpcpp/server_builder.h>

#include <map>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "chassis/figure_service.h"
#include "chassis/server.h"
#include "records/clock.h"
#include "sql/database.h"
#include "sql/migrate.h"

namespace ett::composition::testing {

// A domain as services make it, with a metric of a number a year for each id: `numbers[id][year]`;
// by colour, red is that number and blue the same again.
class DomainServer {
 public:
  using Numbers = std::map<std::string, std::map<int, double>>;

  DomainServer(std::string name, Numbers numbers)
      : name_(std::move(name)),
        numbers_(std::move(numbers)),
        service_(name_, MakeCatalogue(), records_, calls_) {
    (void)sql::Migrate(*database_, {records::RecordsMigration(), chassis::FiguresMigration()});
    Start(0);
  }
  ~DomainServer() { Stop(); }

  void Stop() {
    if (api_.server != nullptr) api_.server->Shutdown(std::chrono::system_clock::now());
    api_.server.reset();
  }
  void Start(int port) {
    auto started = chassis::StartApi(absl::StrCat("127.0.0.1:", port), metrics_, {&service_});
    api_ = *std::move(started);
  }
  const std::string& name() const { return name_; }
  int port() const { return api_.port; }
  std::string address() const { return absl::StrCat("127.0.0.1:", api_.port); }

 private:
  figures::Catalogue MakeCatalogue() const {
    figures::Catalogue catalogue;
    for (const auto& [id, years] : numbers_) {
      figures::Metric metric;
      metric.id = id;
      metric.title = figures::MakeText(id + " nb", id + " en");
      metric.decimals = 1;
      metric.change_kind = figures::pb::CHANGE_KIND_PERCENTAGE_POINTS;
      if (id != "plain") metric.dimensions = {{"colour", figures::MakeText("Farge", "Colour")}};
      metric.compute = [years = years](const figures::Query& query) {
        return Entries(years, query);
      };
      catalogue.push_back(std::move(metric));
    }
    return catalogue;
  }

  static std::vector<figures::Entry> Entries(const std::map<int, double>& years,
                                             const figures::Query& query) {
    std::vector<figures::Entry> entries;
    for (const figures::Period& period : query.periods) {
      const auto year = years.find(static_cast<int>(period.year()));
      if (year == years.end()) continue;
      figures::Value value{year->second};
      value.synthetic = true;
      if (query.dimensions.empty()) entries.push_back({period, {}, value});
      for (const char* colour : {"red", "blue"}) {
        if (query.dimensions.empty() || !figures::Keeps(query, "colour", colour)) continue;
        entries.push_back({period, {{colour, figures::MakeText(colour, colour)}}, value});
      }
    }
    return entries;
  }

  const std::string name_;
  const Numbers numbers_;
  std::unique_ptr<sql::Database> database_ = *sql::Database::Open("sqlite::memory:");
  records::Records records_{*database_, [] { return absl::Now(); }, {}};
  chassis::Calls calls_{2, 100};
  chassis::FigureService service_;
  chassis::Metrics metrics_;
  chassis::ApiServer api_;
};

}  // namespace ett::composition::testing
