#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "figures/figure.h"

namespace ett::figures {

// A metric with its cells, by period and categories (one for each dimension of the cube).
struct CubeMetric {
  pb::Metric description;
  // Dimensions of the cube that the metric can be broken down by; at the others it has only a
  // total, and NOT_APPLICABLE beside it.
  std::vector<std::string> dimensions;
  std::map<std::vector<std::string>, pb::Cell> cells;  // period, then categories
  // What stands where `cells` has nothing.
  pb::Cell absent;
};

// Puts metrics into one table: metrics × periods × dimensions, row-major.
class Cube {
 public:
  // Largest table that is made.
  static constexpr std::int64_t kMostCells = 100'000;

  // The dimensions in `without_total` are filtered: their total would not be that of what is shown.
  Cube(std::vector<std::string> periods, std::vector<MetricDimension> dimensions,
       const std::set<std::string>& without_total = {});

  // Categories are kept in order of first appearance, the total first.
  void AddCategory(std::size_t dimension, const pb::Category& category);
  void AddMetric(CubeMetric metric);
  // Positions in the table's lists; equal ones are kept once.
  int AddFootnote(const pb::Footnote& footnote);
  int AddProvenance(const pb::Provenance& provenance);

  // INVALID_ARGUMENT when there would be too many cells.
  absl::StatusOr<pb::Table> Build() &&;

 private:
  pb::Cell CellAt(const CubeMetric& metric, const std::vector<std::string>& place) const;

  std::vector<std::string> periods_;
  std::vector<pb::Dimension> dimensions_;
  std::vector<CubeMetric> metrics_;
  pb::Table table_;
};

}  // namespace ett::figures
