#include "chassis/database_metrics.h"

#include <prometheus/metric_family.h>

#include <string>
#include <utility>

#include "chassis/collected_value.h"

namespace ett::chassis {
namespace {

using prometheus::MetricFamily;
using prometheus::MetricType;

struct NamedUse {
  std::string pool;
  sql::PoolUse use;
};

MetricFamily FamilyOf(const std::string& name, const std::string& help, MetricType type,
                      const std::vector<NamedUse>& pools, double (*value)(const sql::PoolUse&)) {
  MetricFamily family{name, help, type, {}};
  for (const NamedUse& each : pools) {
    prometheus::ClientMetric metric = CollectedValue(type, value(each.use));
    metric.label.push_back({"pool", each.pool});
    family.metric.push_back(std::move(metric));
  }
  return family;
}

}  // namespace

std::vector<MetricFamily> DatabaseMetrics::Collect() const {
  std::vector<NamedUse> pools = {{"write", database_.WriterUse()}};
  if (const sql::PoolUse readers = database_.ReaderUse(); readers.size > 0) {
    pools.push_back({"read", readers});
  }
  using Use = sql::PoolUse;
  const auto gauge = MetricType::Gauge;
  const auto counter = MetricType::Counter;
  return {
      FamilyOf("ett_database_connections_limit", "Connections to the database, at most.", gauge,
               pools, [](const Use& use) -> double { return use.size; }),
      FamilyOf("ett_database_connections_lent", "Connections that are at work.", gauge, pools,
               [](const Use& use) -> double { return use.lent; }),
      FamilyOf("ett_database_waiting", "Calls that wait for a connection.", gauge, pools,
               [](const Use& use) -> double { return use.waiting; }),
      FamilyOf("ett_database_wait_seconds_total", "That calls waited for a connection.", counter,
               pools, [](const Use& use) { return absl::ToDoubleSeconds(use.waited); }),
      FamilyOf("ett_database_refused_total", "Calls that waited for a connection in vain.", counter,
               pools, [](const Use& use) { return static_cast<double>(use.refused); }),
      FamilyOf("ett_database_connections_opened_total", "Connections that were opened.", counter,
               pools, [](const Use& use) { return static_cast<double>(use.opened); }),
      FamilyOf("ett_database_connections_failed_total", "Connections that could not be opened.",
               counter, pools, [](const Use& use) { return static_cast<double>(use.not_opened); }),
      FamilyOf("ett_database_connections_lost_total", "Connections that broke.", counter, pools,
               [](const Use& use) { return static_cast<double>(use.lost); }),
  };
}

}  // namespace ett::chassis
