#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "gateway/composition/formula.h"

namespace ett::composition {

// The first part of keys of composed metrics, as if it were a domain.
inline constexpr char kComposed[] = "composed";

// A figure that a formula is about.
struct NamedFigure {
  std::string metric;           // `ownership/share`
  std::vector<std::string> by;  // dimensions that it is broken down by
};

// A metric that no domain has: made of those of several by a formula, all of it declared in a file.
struct ComposedMetric {
  // But for `name`, which begins with the municipality.
  pb::Metric description;
  std::map<std::string, NamedFigure> figures;
  Formula formula;

  // `municipalities/{m}` → the metric as ListMetrics tells of it there.
  pb::Metric DescriptionIn(const std::string& municipality) const;
  bool Has(const std::string& dimension) const;
};

using ComposedMetrics = std::vector<ComposedMetric>;

// Reads a declaration from JSON. INVALID_ARGUMENT names what is wrong with it, also a figure in the
// formula that is not among the figures.
absl::StatusOr<ComposedMetric> ParseComposedMetric(absl::string_view json);

// Those that come with Ett, ordered by key.
const ComposedMetrics& BuiltInMetrics();

// Null for a key that is not among them.
const ComposedMetric* FindComposed(const ComposedMetrics& metrics, const std::string& key);

}  // namespace ett::composition
