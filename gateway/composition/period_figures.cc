#include "gateway/composition/period_figures.h"

#include "absl/strings/str_cat.h"
#include "figures/table_view.h"

namespace ett::composition {
namespace {

using figures::TableView;

// A cell, and the figure and place that it is of.
struct Found {
  const pb::Table& table;
  const pb::Cell& cell;
  const std::string& metric;
  const Places& places;
};

pb::ProvenancePart PartOf(const Found& found) {
  pb::ProvenancePart part;
  part.set_metric(found.metric);
  for (const auto& [dimension, category] : found.places) {
    part.add_categories(absl::StrCat(dimension, "=", category));
  }
  part.set_number(found.cell.number());
  if (found.cell.has_exact()) *part.mutable_exact() = found.cell.exact();
  part.set_status(found.cell.status());
  if (found.cell.provenance() >= 0) {
    const pb::Provenance& provenance = found.table.provenances(found.cell.provenance());
    part.set_source(provenance.source());
    part.set_synthetic(provenance.synthetic());
  }
  *part.mutable_known_at() = found.table.known_at();
  return part;
}

Exact NumberOf(const pb::Cell& cell) {
  if (!cell.has_exact() || cell.exact().denominator() == 0) return Exact(cell.number());
  return {cell.exact().numerator(), cell.exact().denominator()};
}

Outcome OutcomeOf(const Found& found) {
  const pb::Cell& cell = found.cell;
  Outcome outcome;
  outcome.reason = cell.reason();
  outcome.reason_text = cell.reason_text();
  outcome.revision = cell.revision();
  outcome.across_break = cell.change().across_break();
  for (const int position : cell.footnotes()) {
    const pb::Footnote& footnote = found.table.footnotes(position);
    outcome.footnotes[footnote.id()] = footnote;
  }
  if (cell.has_number()) {
    outcome.status = cell.status();
    outcome.number = NumberOf(cell);
    outcome.parts.push_back(PartOf(found));
  } else if (outcome.reason == pb::CELL_REASON_UNSPECIFIED) {
    outcome.reason = pb::CELL_REASON_NOT_APPLICABLE;  // a text or a day
  }
  return outcome;
}

}  // namespace

Outcome PeriodFigures::At(const std::string& figure, const Places& places) const {
  const pb::Table* table = composition_.answers.at(figure);
  Outcome outcome;
  if (table == nullptr) {
    outcome.reason = pb::CELL_REASON_UNAVAILABLE;
    outcome.reason_text = figures::MakeText("tjenesten svarer ikke", "the service does not answer");
    return outcome;
  }
  const NamedFigure& named = composition_.metric->figures.at(figure);
  Places own;
  for (const std::string& dimension : named.by) {
    if (const auto place = places.find(dimension); place != places.end()) own.insert(*place);
  }
  const pb::Cell* cell = TableView(*table).Find(named.metric, period_, own);
  if (cell != nullptr) return OutcomeOf({*table, *cell, named.metric, own});
  outcome.reason = pb::CELL_REASON_MISSING;
  return outcome;
}

std::vector<std::string> PeriodFigures::Categories(const std::string& figure,
                                                   const std::string& dimension) const {
  const pb::Table* table = composition_.answers.at(figure);
  std::vector<std::string> ids;
  if (table == nullptr) return ids;
  for (const pb::Category& each : TableView(*table).Categories(dimension)) {
    ids.push_back(each.id());
  }
  return ids;
}

}  // namespace ett::composition
