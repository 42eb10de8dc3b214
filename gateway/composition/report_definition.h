#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "ett/figures/v1/figures.pb.h"

namespace ett::composition {

using figures::v1::Text;

// A bound that an item's number must meet to be listed.
struct Condition {
  std::string metric;  // name within the selection
  std::optional<double> above;
  std::optional<double> equals;
};

// A metric under the name that templates use for it.
struct NamedMetric {
  std::string name;
  std::string key;  // `hr/sick-leave-rate`
};

// The figures that stand behind one name of a template.
struct Selection {
  std::string name;
  // One, named `figure`, unless the definition names several.
  std::vector<NamedMetric> metrics;
  // Fixed places: dimension and category.
  std::vector<std::pair<std::string, std::string>> at;
  // The dimension that is listed, category by category; empty for a single figure.
  std::string each;
  std::vector<Condition> where;
  // Decimals of a change in percent.
  int change_decimals = 1;
  // Without this figure the statement is still made.
  bool optional = false;
  // Without a change from the year before, the statement is not made.
  bool needs_change = false;

  // The dimensions to ask for: those of `at`, then `each`.
  std::vector<std::string> Dimensions() const;
};

// A sentence: Mustache templates over the selections. A selection `x` offers
//   single: x.value, x.full (it is 100), x.change {from, from_period, up, down, same, percent,
//           difference}
//   listed: x.list ("a, b and c"), x.count, x.items [{label, last, metric names …}]
// and every template `year`.
struct Statement {
  std::string id;
  std::vector<Selection> figures;
  Text text;
};

// The figures of a table again, at another place: on the organisation now, say.
struct Recomputed {
  std::vector<std::pair<std::string, std::string>> at;  // dimension and category
  Text label;                                           // of a line of them
  Text note;                                            // says how they differ from the others
};

// Metrics down, or the categories of `each` for a single metric; years across, the latest first.
struct TableBlock {
  std::string id;
  Text title;
  std::vector<std::string> metrics;
  std::string each;
  int years = 1;
  Text note;
  // Below each line that they differ from.
  std::optional<Recomputed> recomputed;
};

struct Heading {
  Text text;
};

using Block = std::variant<Heading, Statement, TableBlock>;

struct ReportDefinition {
  std::string id;
  Text title;
  Text description;
  std::vector<Block> blocks;

  // Every metric that the report is made of, each once, in order of appearance.
  std::vector<std::string> Metrics() const;

  // It in parts that can be written one by one: each a heading and what stands below it.
  std::vector<ReportDefinition> Sections() const;
};

// Reads a definition from JSON. INVALID_ARGUMENT names the block and what is wrong with it, also
// for a template that is not well-formed.
absl::StatusOr<ReportDefinition> ParseReportDefinition(absl::string_view json);

// The reports that come with Ett, ordered by id.
const std::vector<ReportDefinition>& BuiltInReports();

}  // namespace ett::composition
