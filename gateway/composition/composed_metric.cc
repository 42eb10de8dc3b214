#include "gateway/composition/composed_metric.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "built_in_metrics.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::composition {
namespace {

using Json = nlohmann::json;

pb::Text ParseText(const Json& json) {
  pb::Text text;
  text.set_nb(json.at("nb").get<std::string>());
  text.set_en(json.at("en").get<std::string>());
  return text;
}

absl::StatusOr<pb::ChangeKind> ParseChange(const std::string& name) {
  static const auto& kinds = *new std::map<std::string, pb::ChangeKind>{
      {"percent", pb::CHANGE_KIND_PERCENT},
      {"percentage-points", pb::CHANGE_KIND_PERCENTAGE_POINTS},
      {"difference", pb::CHANGE_KIND_DIFFERENCE}};
  const auto found = kinds.find(name);
  if (found != kinds.end()) return found->second;
  return status::InvalidField("change", "percent, percentage-points or difference", name);
}

absl::Status ParseDescription(const Json& json, pb::Metric& metric) {
  metric.set_key(absl::StrCat(kComposed, "/", json.at("id").get<std::string>()));
  *metric.mutable_title() = ParseText(json.at("title"));
  *metric.mutable_definition() = ParseText(json.at("definition"));
  metric.set_definition_source(json.at("definition_source").get<std::string>());
  *metric.mutable_unit() = ParseText(json.at("unit"));
  metric.set_decimals(json.at("decimals").get<int>());
  ASSIGN_OR_RETURN(const pb::ChangeKind change, ParseChange(json.at("change").get<std::string>()));
  metric.set_change_kind(change);
  const Json dimensions = json.value("dimensions", Json::object());
  for (const auto& [id, title] : dimensions.items()) {
    pb::Dimension* dimension = metric.add_dimensions();
    dimension->set_id(id);
    *dimension->mutable_title() = ParseText(title);
  }
  return absl::OkStatus();
}

absl::StatusOr<ComposedMetric> Parse(const Json& json) {
  ComposedMetric metric;
  RETURN_IF_ERROR(ParseDescription(json, metric.description));
  for (const auto& [name, figure] : json.at("figures").items()) {
    metric.figures[name] = {figure.at("metric").get<std::string>(),
                            figure.value("by", std::vector<std::string>())};
  }
  ASSIGN_OR_RETURN(metric.formula, ParseFormula(json.at("formula")));
  for (const std::string& name : FiguresOf(metric.formula)) {
    if (metric.figures.contains(name)) continue;
    return status::InvalidField("formula", "figures that \"figures\" declares", name);
  }
  return metric;
}

ComposedMetrics ReadBuiltIn() {
  ComposedMetrics metrics;
  for (const char* json : kBuiltInMetrics) {
    auto metric = ParseComposedMetric(json);
    if (!metric.ok()) {
      std::fprintf(stderr, "%s\n", metric.status().ToString().c_str());
      std::abort();
    }
    metrics.push_back(*std::move(metric));
  }
  return metrics;
}

}  // namespace

pb::Metric ComposedMetric::DescriptionIn(const std::string& municipality) const {
  pb::Metric metric = description;
  metric.set_name(absl::StrCat(municipality, "/domains/", kComposed, "/metrics/",
                               metric.key().substr(metric.key().find('/') + 1)));
  return metric;
}

bool ComposedMetric::Has(const std::string& dimension) const {
  const auto& dimensions = description.dimensions();
  return std::any_of(dimensions.begin(), dimensions.end(),
                     [&](const pb::Dimension& each) { return each.id() == dimension; });
}

absl::StatusOr<ComposedMetric> ParseComposedMetric(absl::string_view json) {
  try {
    return Parse(Json::parse(json.begin(), json.end()));
  } catch (const Json::exception& error) {
    return status::InvalidField("metric", "a composed metric in JSON", error.what());
  }
}

const ComposedMetrics& BuiltInMetrics() {
  static const auto& metrics = *new ComposedMetrics(ReadBuiltIn());
  return metrics;
}

const ComposedMetric* FindComposed(const ComposedMetrics& metrics, const std::string& key) {
  for (const ComposedMetric& metric : metrics) {
    if (metric.description.key() == key) return &metric;
  }
  return nullptr;
}

}  // namespace ett::composition
