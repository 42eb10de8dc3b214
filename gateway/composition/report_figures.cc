#include "gateway/composition/report_figures.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "status/macros.h"

namespace ett::composition {
namespace {

template <typename Repeated>
void AddOnce(const std::string& text, Repeated* texts) {
  if (std::find(texts->begin(), texts->end(), text) == texts->end()) *texts->Add() = text;
}

std::string KeyOf(const Selection& selection) { return absl::StrJoin(selection.Dimensions(), ","); }

// One query for each list of dimensions that statements break figures down by.
std::map<std::string, pb::QueryTableRequest> StatementQueries(const ReportDefinition& definition,
                                                              const ReportScope& scope) {
  std::map<std::string, pb::QueryTableRequest> queries;
  for (const Block& block : definition.blocks) {
    const auto* statement = std::get_if<Statement>(&block);
    if (statement == nullptr) continue;
    for (const Selection& selection : statement->figures) {
      pb::QueryTableRequest& query = queries[KeyOf(selection)];
      query.set_parent(scope.parent);
      query.set_with_change(true);
      AddOnce(absl::StrCat(scope.year), query.mutable_periods());
      for (const NamedMetric& metric : selection.metrics) {
        AddOnce(metric.key, query.mutable_metrics());
      }
      for (const std::string& dimension : selection.Dimensions()) {
        AddOnce(dimension, query.mutable_dimensions());
      }
      for (const auto& [dimension, category] : selection.at) {
        AddOnce(absl::StrCat(dimension, "=", category), query.mutable_filters());
      }
    }
  }
  return queries;
}

pb::QueryTableRequest TableQuery(const TableBlock& table, const ReportScope& scope) {
  pb::QueryTableRequest query;
  query.set_parent(scope.parent);
  *query.mutable_as_known_at() = scope.known_at;
  for (const std::string& key : table.metrics) query.add_metrics(key);
  for (int back = table.years - 1; back >= 0; --back) {
    query.add_periods(absl::StrCat(scope.year - back));
  }
  if (!table.each.empty()) query.add_dimensions(table.each);
  return query;
}

pb::QueryTableRequest RecomputedQuery(const TableBlock& table, const ReportScope& scope) {
  pb::QueryTableRequest query = TableQuery(table, scope);
  for (const auto& [dimension, category] : table.recomputed->at) {
    query.add_dimensions(dimension);
    query.add_filters(absl::StrCat(dimension, "=", category));
  }
  return query;
}

}  // namespace

std::vector<pb::QueryTableRequest> ReportFigures::Questions(const ReportDefinition& definition,
                                                            const ReportScope& scope) {
  std::vector<pb::QueryTableRequest> questions;
  for (auto& [key, request] : StatementQueries(definition, scope)) {
    *request.mutable_as_known_at() = scope.known_at;
    questions.push_back(std::move(request));
  }
  for (const Block& block : definition.blocks) {
    const auto* table = std::get_if<TableBlock>(&block);
    if (table == nullptr) continue;
    questions.push_back(TableQuery(*table, scope));
    if (table->recomputed) questions.push_back(RecomputedQuery(*table, scope));
  }
  return questions;
}

ReportFigures::ReportFigures(const ReportDefinition& definition, const ReportScope& scope,
                             std::vector<pb::Table> answers) {
  auto next = answers.begin();
  for (const auto& [key, request] : StatementQueries(definition, scope)) {
    by_dimensions_[key] = std::move(*next++);
  }
  for (const Block& block : definition.blocks) {
    const auto* table = std::get_if<TableBlock>(&block);
    if (table == nullptr) continue;
    by_table_[table->id] = std::move(*next++);
    if (table->recomputed) recomputed_by_table_[table->id] = std::move(*next++);
  }
}

const pb::Table& ReportFigures::Of(const Selection& selection) const {
  return by_dimensions_.at(KeyOf(selection));
}

const pb::Table& ReportFigures::Of(const TableBlock& table) const { return by_table_.at(table.id); }

const pb::Table& ReportFigures::RecomputedOf(const TableBlock& table) const {
  return recomputed_by_table_.at(table.id);
}

std::vector<const pb::Table*> ReportFigures::All() const {
  std::vector<const pb::Table*> all;
  for (const auto& [key, table] : by_dimensions_) all.push_back(&table);
  for (const auto& [key, table] : by_table_) all.push_back(&table);
  for (const auto& [key, table] : recomputed_by_table_) all.push_back(&table);
  return all;
}

std::vector<pb::DomainOutage> ReportFigures::Outages() const {
  std::map<std::string, pb::DomainOutage> outages;
  for (const pb::Table* table : All()) {
    for (const pb::DomainOutage& outage : table->outages()) outages[outage.domain()] = outage;
  }
  std::vector<pb::DomainOutage> list;
  for (auto& [domain, outage] : outages) list.push_back(std::move(outage));
  return list;
}

bool ReportFigures::NobodyAnswered() const {
  for (const pb::Table* table : All()) {
    for (const pb::Cell& cell : table->cells()) {
      if (cell.reason() != pb::CELL_REASON_UNAVAILABLE) return false;
    }
  }
  return !Outages().empty();
}

bool ReportFigures::Synthetic() const {
  for (const pb::Table* table : All()) {
    for (const pb::Provenance& provenance : table->provenances()) {
      if (provenance.synthetic()) return true;
    }
  }
  return false;
}

}  // namespace ett::composition
