#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "ett/figures/v1/figures.pb.h"
#include "figures/period.h"

// What a domain hands over: its metrics, each a description and a function.
namespace ett::figures {

namespace pb = ::ett::figures::v1;
using Text = pb::Text;

Text MakeText(std::string nb, std::string en);

struct Footnote {
  std::string id;
  Text text;
};

// A number that binary digits cannot hold exactly: numerator / denominator, the latter above 0.
struct Exact {
  std::int64_t numerator = 0;
  std::int64_t denominator = 1;
};

// A value that was found.
struct Value {
  std::variant<double, Text, absl::CivilDay> value;
  pb::CellStatus status = pb::CELL_STATUS_FINAL;
  // How many records were counted; leave it out where that could reveal a person.
  std::optional<std::int64_t> record_count = std::nullopt;
  // Share of what should be counted that was, 0..1.
  std::optional<double> coverage = std::nullopt;
  int revision = 0;
  std::vector<Footnote> footnotes = {};
  bool synthetic = false;
  // Decimals to print, where they differ from the metric's.
  std::optional<int> decimals = std::nullopt;
  // The number exactly, where it is a fraction.
  std::optional<Exact> exact = std::nullopt;
  // What this value was computed from, where that says more than the metric's provenance.
  std::string source = {};
};

// Why there is none.
struct Absent {
  pb::CellReason reason = pb::CELL_REASON_MISSING;
  Text reason_text = {};
};

using Figure = std::variant<Value, Absent>;

// A place on an axis; the whole is `total`.
struct Category {
  std::string id;
  Text label;
};

inline constexpr char kTotal[] = "total";
Category Total();

// A figure and its place.
struct Entry {
  Period period;
  std::vector<Category> categories;  // one for each of Query::dimensions, in order
  Figure figure;
};

// What is asked of a metric. Break down by exactly `dimensions` (some of the metric's, perhaps
// none); leave out what the filters exclude.
struct Query {
  std::string municipality;
  std::vector<Period> periods;
  std::vector<std::string> dimensions;
  // dimension → category to keep; several of one dimension are alternatives. Only of dimensions
  // that are broken down by.
  std::multimap<std::string, std::string> filters;
  std::int64_t known_at = 0;  // microseconds since 1970, UTC
};

// True unless a filter of this dimension excludes the category.
bool Keeps(const Query& query, const std::string& dimension, const std::string& category);

struct MetricDimension {
  std::string id;
  Text title;
};

struct Metric {
  std::string id;  // `sick-leave-rate`; its key is `{domain}/{id}`
  Text title;
  Text definition;
  std::string definition_source;
  Text unit;
  pb::ChangeKind change_kind = pb::CHANGE_KIND_UNSPECIFIED;
  int decimals = 0;
  std::vector<MetricDimension> dimensions = {};
  // What it is computed from, in words: "employment, absence".
  std::string provenance = {};
  // Entries for the periods asked and the categories that exist; a period left out is MISSING.
  // Null for a metric that is only ever reported.
  std::function<absl::StatusOr<std::vector<Entry>>(const Query&)> compute = nullptr;
};

// All that a domain knows, in the order of presentation.
using Catalogue = std::vector<Metric>;

}  // namespace ett::figures
