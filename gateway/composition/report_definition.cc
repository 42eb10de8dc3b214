#include "gateway/composition/report_definition.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <kainjow/mustache.hpp>
#include <nlohmann/json.hpp>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "built_in_reports.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::composition {
namespace {

using Json = nlohmann::json;

absl::Status CheckTemplate(const std::string& field, const std::string& text) {
  const kainjow::mustache::mustache parsed(text);
  if (parsed.is_valid()) return absl::OkStatus();
  return status::InvalidField(field, "a well-formed template", parsed.error_message());
}

absl::StatusOr<Text> ParseText(const std::string& field, const Json& json) {
  Text text;
  if (json.is_object()) {
    text.set_nb(json.value("nb", ""));
    text.set_en(json.value("en", ""));
  }
  if (text.nb().empty() || text.en().empty()) {
    return status::InvalidField(field, "texts \"nb\" and \"en\"", json.dump());
  }
  RETURN_IF_ERROR(CheckTemplate(field, text.nb()));
  RETURN_IF_ERROR(CheckTemplate(field, text.en()));
  return text;
}

absl::StatusOr<std::string> ParseMetric(const std::string& field, const Json& json) {
  const std::string key = json.is_string() ? json.get<std::string>() : json.dump();
  const std::size_t slash = key.find('/');
  if (slash == std::string::npos || slash == 0 || slash + 1 == key.size()) {
    return status::InvalidField(field, "a metric as domain/metric", key);
  }
  return key;
}

absl::Status ParseMetrics(const std::string& field, const Json& json, Selection& selection) {
  if (json.contains("metric")) {
    ASSIGN_OR_RETURN(std::string key, ParseMetric(field, json["metric"]));
    selection.metrics.push_back({"figure", std::move(key)});
    return absl::OkStatus();
  }
  const Json metrics_of = json.value("metrics", Json::object());
  for (const auto& [name, metric] : metrics_of.items()) {
    ASSIGN_OR_RETURN(std::string key, ParseMetric(absl::StrCat(field, ".", name), metric));
    selection.metrics.push_back({name, std::move(key)});
  }
  if (!selection.metrics.empty()) return absl::OkStatus();
  return status::InvalidField(field, "\"metric\" or \"metrics\"", json.dump());
}

Condition ParseCondition(const std::string& metric, const Json& json) {
  Condition condition{metric, std::nullopt, std::nullopt};
  if (json.contains("above")) condition.above = json["above"].get<double>();
  if (json.contains("equals")) condition.equals = json["equals"].get<double>();
  return condition;
}

std::vector<std::pair<std::string, std::string>> ParseAt(const Json& json) {
  std::vector<std::pair<std::string, std::string>> at;
  const Json at_of = json.value("at", Json::object());
  for (const auto& [dimension, category] : at_of.items()) {
    at.emplace_back(dimension, category.get<std::string>());
  }
  return at;
}

absl::StatusOr<Selection> ParseSelection(const std::string& name, const Json& json) {
  Selection selection;
  selection.name = name;
  RETURN_IF_ERROR(ParseMetrics(absl::StrCat("figures.", name), json, selection));
  selection.at = ParseAt(json);
  selection.each = json.value("each", "");
  const Json where_of = json.value("where", Json::object());
  for (const auto& [metric, bound] : where_of.items()) {
    selection.where.push_back(ParseCondition(metric, bound));
  }
  selection.change_decimals = json.value("change_decimals", 1);
  selection.optional = json.value("optional", false);
  selection.needs_change = json.value("needs_change", false);
  return selection;
}

absl::StatusOr<Block> ParseStatement(const Json& json) {
  Statement statement;
  statement.id = json["statement"].get<std::string>();
  const Json figures_of = json.value("figures", Json::object());
  for (const auto& [name, figure] : figures_of.items()) {
    ASSIGN_OR_RETURN(Selection selection, ParseSelection(name, figure));
    statement.figures.push_back(std::move(selection));
  }
  ASSIGN_OR_RETURN(statement.text, ParseText(statement.id, json));
  return statement;
}

absl::StatusOr<Recomputed> ParseRecomputed(const std::string& field, const Json& json) {
  Recomputed recomputed{ParseAt(json), {}, {}};
  if (recomputed.at.empty()) return status::InvalidField(field, "\"at\"", json.dump());
  ASSIGN_OR_RETURN(recomputed.label, ParseText(absl::StrCat(field, ".label"), json.at("label")));
  ASSIGN_OR_RETURN(recomputed.note, ParseText(absl::StrCat(field, ".note"), json.at("note")));
  return recomputed;
}

absl::StatusOr<Block> ParseTable(const Json& json) {
  TableBlock table;
  table.id = json["table"].get<std::string>();
  ASSIGN_OR_RETURN(table.title, ParseText(absl::StrCat(table.id, ".title"), json["title"]));
  for (const Json& metric : json.at("metrics")) {
    ASSIGN_OR_RETURN(std::string key, ParseMetric(absl::StrCat(table.id, ".metrics"), metric));
    table.metrics.push_back(std::move(key));
  }
  table.each = json.value("each", "");
  table.years = json.value("years", 1);
  if (json.contains("note")) {
    ASSIGN_OR_RETURN(table.note, ParseText(absl::StrCat(table.id, ".note"), json["note"]));
  }
  if (json.contains("recomputed")) {
    ASSIGN_OR_RETURN(table.recomputed,
                     ParseRecomputed(absl::StrCat(table.id, ".recomputed"), json["recomputed"]));
  }
  if (!table.each.empty() && table.metrics.size() != 1) {
    return status::InvalidField(absl::StrCat(table.id, ".metrics"), "one metric beside \"each\"",
                                absl::StrCat(table.metrics.size()));
  }
  return table;
}

absl::StatusOr<Block> ParseBlock(const Json& json) {
  if (json.contains("statement")) return ParseStatement(json);
  if (json.contains("table")) return ParseTable(json);
  if (json.contains("heading")) {
    ASSIGN_OR_RETURN(Text text, ParseText("heading", json["heading"]));
    return Heading{std::move(text)};
  }
  return status::InvalidField("blocks", "\"heading\", \"statement\" or \"table\"", json.dump());
}

absl::StatusOr<ReportDefinition> Parse(const Json& json) {
  ReportDefinition report;
  report.id = json.at("id").get<std::string>();
  ASSIGN_OR_RETURN(report.title, ParseText("title", json.at("title")));
  ASSIGN_OR_RETURN(report.description, ParseText("description", json.at("description")));
  for (const Json& block : json.at("blocks")) {
    ASSIGN_OR_RETURN(Block parsed, ParseBlock(block));
    report.blocks.push_back(std::move(parsed));
  }
  return report;
}

std::vector<ReportDefinition> ReadBuiltIn() {
  std::vector<ReportDefinition> reports;
  for (const char* json : kBuiltInReports) {
    auto report = ParseReportDefinition(json);
    if (!report.ok()) {
      std::fprintf(stderr, "%s\n", report.status().ToString().c_str());
      std::abort();
    }
    reports.push_back(*std::move(report));
  }
  return reports;
}

void AddOnce(const std::string& key, std::vector<std::string>& keys) {
  if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(key);
}

}  // namespace

std::vector<std::string> Selection::Dimensions() const {
  std::vector<std::string> dimensions;
  for (const auto& [dimension, category] : at) dimensions.push_back(dimension);
  if (!each.empty()) dimensions.push_back(each);
  return dimensions;
}

std::vector<std::string> ReportDefinition::Metrics() const {
  std::vector<std::string> keys;
  for (const Block& block : blocks) {
    if (const auto* statement = std::get_if<Statement>(&block)) {
      for (const Selection& selection : statement->figures) {
        for (const NamedMetric& metric : selection.metrics) AddOnce(metric.key, keys);
      }
    } else if (const auto* table = std::get_if<TableBlock>(&block)) {
      for (const std::string& key : table->metrics) AddOnce(key, keys);
    }
  }
  return keys;
}

std::vector<ReportDefinition> ReportDefinition::Sections() const {
  std::vector<ReportDefinition> sections;
  for (const Block& block : blocks) {
    if (sections.empty() || std::holds_alternative<Heading>(block)) {
      sections.push_back({id, title, description, {}});
    }
    sections.back().blocks.push_back(block);
  }
  return sections;
}

absl::StatusOr<ReportDefinition> ParseReportDefinition(absl::string_view json) {
  try {
    return Parse(Json::parse(json.begin(), json.end()));
  } catch (const Json::exception& error) {
    return status::InvalidField("report", "a report definition in JSON", error.what());
  }
}

const std::vector<ReportDefinition>& BuiltInReports() {
  static const auto& reports = *new std::vector<ReportDefinition>(ReadBuiltIn());
  return reports;
}

}  // namespace ett::composition
