#pragma once

#include <prometheus/collectable.h>

#include <vector>

#include "sql/database.h"

namespace ett::chassis {

// What a database's pools of connections do, in the moment that it is asked.
class DatabaseMetrics final : public prometheus::Collectable {
 public:
  // `database` must outlive it.
  explicit DatabaseMetrics(const sql::Database& database) : database_(database) {}

  std::vector<prometheus::MetricFamily> Collect() const override;

 private:
  const sql::Database& database_;
};

}  // namespace ett::chassis
