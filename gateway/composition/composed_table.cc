#include "gateway/composition/composed_table.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "figures/change.h"
#include "figures/period.h"
#include "figures/table_view.h"
#include "gateway/composition/period_figures.h"
#include "status/macros.h"

namespace ett::composition {
namespace {

using figures::Cube;
using figures::CubeMetric;
using figures::Period;
using figures::TableView;

std::set<std::string> FilteredBy(const pb::QueryTableRequest& request) {
  std::set<std::string> filtered;
  for (const std::string& filter : request.filters()) {
    filtered.insert(filter.substr(0, filter.find('=')));
  }
  return filtered;
}

// Makes the cells of one metric.
class Composer {
 public:
  Composer(const Composition& composition, const pb::QueryTableRequest& request, Cube& cube)
      : composition_(composition), request_(request), filtered_(FilteredBy(request)), cube_(cube) {
    for (const auto& [name, figure] : composition.metric->figures) names_[name] = figure.metric;
  }

  CubeMetric Cells(const std::vector<Period>& periods) {
    CubeMetric metric;
    metric.description = composition_.metric->DescriptionIn(request_.parent());
    metric.absent.set_reason(pb::CELL_REASON_NOT_APPLICABLE);
    metric.absent.set_provenance(-1);
    for (const std::string& dimension : request_.dimensions()) {
      if (composition_.metric->Has(dimension)) metric.dimensions.push_back(dimension);
    }
    for (const Places& places : AllPlaces(metric.dimensions)) {
      for (const Period& period : periods) AddCell(period, places, metric);
    }
    return metric;
  }

 private:
  // Each place of the dimensions, with their totals where they are not filtered.
  std::vector<Places> AllPlaces(const std::vector<std::string>& dimensions) const {
    std::vector<Places> all = {{}};
    for (const std::string& dimension : dimensions) {
      std::vector<Places> longer;
      for (const Places& places : all) {
        if (!filtered_.contains(dimension)) longer.push_back(places);
        for (const std::string& category : CategoriesOf(dimension)) {
          longer.push_back(places);
          longer.back()[dimension] = category;
        }
      }
      all = std::move(longer);
    }
    return all;
  }

  std::set<std::string> CategoriesOf(const std::string& dimension) const {
    std::set<std::string> ids;
    const PeriodFigures figures(composition_, "");
    for (const auto& [name, figure] : composition_.metric->figures) {
      const auto& by = figure.by;
      if (std::find(by.begin(), by.end(), dimension) == by.end()) continue;
      for (std::string& id : figures.Categories(name, dimension)) ids.insert(std::move(id));
    }
    return ids;
  }

  void AddCell(const Period& period, const Places& places, CubeMetric& metric) {
    const std::string name = period.ToString();
    const Outcome outcome =
        Evaluate(composition_.metric->formula, places, PeriodFigures(composition_, name));
    pb::Cell cell = CellOf(outcome);
    if (request_.with_change() && cell.has_number()) AddChange(period, places, outcome, cell);
    std::vector<std::string> at = {name};
    for (const std::string& dimension : request_.dimensions()) {
      const auto place = places.find(dimension);
      at.push_back(place == places.end() ? figures::kTotal : place->second);
    }
    metric.cells[at] = std::move(cell);
  }

  pb::Cell CellOf(const Outcome& outcome) {
    pb::Cell cell;
    cell.set_provenance(-1);
    for (const auto& [id, footnote] : outcome.footnotes) {
      cell.add_footnotes(cube_.AddFootnote(footnote));
    }
    if (!outcome.number.has_value()) {
      cell.set_reason(outcome.reason);
      *cell.mutable_reason_text() = outcome.reason_text;
      return cell;
    }
    cell.set_number(outcome.number->convert_to<double>());
    cell.set_status(outcome.status);
    cell.set_revision(outcome.revision);
    if (outcome.expected > 0) {
      cell.set_coverage(static_cast<double>(outcome.counted) / outcome.expected);
    }
    pb::Provenance provenance;
    provenance.set_domain(kComposed);
    provenance.set_source(ToString(composition_.metric->formula, names_));
    for (const pb::ProvenancePart& part : outcome.parts) {
      provenance.set_synthetic(provenance.synthetic() || part.synthetic());
      *provenance.add_parts() = part;
    }
    cell.set_provenance(cube_.AddProvenance(provenance));
    return cell;
  }

  void AddChange(const Period& period, const Places& places, const Outcome& outcome,
                 pb::Cell& cell) const {
    const std::string earlier = period.Previous().ToString();
    const Outcome before =
        Evaluate(composition_.metric->formula, places, PeriodFigures(composition_, earlier));
    if (!before.number.has_value()) return;
    const auto from = before.number->convert_to<double>();
    pb::Change& change = *cell.mutable_change();
    change.set_from_period(earlier);
    change.set_from_number(from);
    change.set_difference(figures::ChangeInPoints(from, cell.number()));
    const auto percent = figures::ChangeInPercent(from, cell.number());
    if (percent.has_value()) change.set_percent(*percent);
    change.set_across_break(outcome.across_break);
  }

  const Composition& composition_;
  const pb::QueryTableRequest& request_;
  const std::set<std::string> filtered_;
  Cube& cube_;
  std::map<std::string, std::string> names_;
};

// Categories of the dimension at `index` that anything is to be said of.
std::set<std::string> CategoriesSaid(const std::vector<CubeMetric>& metrics, std::size_t index) {
  std::set<std::string> said;
  for (const CubeMetric& metric : metrics) {
    for (const auto& [place, cell] : metric.cells) {
      if (cell.reason() != pb::CELL_REASON_NOT_APPLICABLE) said.insert(place[index + 1]);
    }
  }
  return said;
}

// Whether it is called otherwise than by its id.
bool HasLabel(const pb::Category& category) {
  return !category.label().nb().empty() && category.label().nb() != category.id();
}

// The dimension's categories, each by whoever knows more of it than the id.
std::map<std::string, pb::Category> KnownCategories(const std::vector<Composition>& compositions,
                                                    const std::string& dimension) {
  std::map<std::string, pb::Category> known;
  for (const Composition& composition : compositions) {
    for (const auto& [name, table] : composition.answers) {
      if (table == nullptr) continue;
      for (pb::Category& each : TableView(*table).Categories(dimension)) {
        pb::Category& category = known[each.id()];
        if (!HasLabel(category)) category = std::move(each);
      }
    }
  }
  return known;
}

void AddCategories(const pb::QueryTableRequest& request, const std::vector<CubeMetric>& metrics,
                   const std::vector<Composition>& compositions, Cube& cube) {
  for (int i = 0; i < request.dimensions_size(); ++i) {
    const std::set<std::string> said = CategoriesSaid(metrics, i);
    for (const auto& [id, category] : KnownCategories(compositions, request.dimensions(i))) {
      if (said.contains(id)) cube.AddCategory(i, category);
    }
  }
}

std::vector<figures::MetricDimension> DimensionsOf(const pb::QueryTableRequest& request,
                                                   const std::vector<Composition>& compositions) {
  std::vector<figures::MetricDimension> dimensions;
  for (const std::string& id : request.dimensions()) {
    for (const Composition& composition : compositions) {
      for (const pb::Dimension& each : composition.metric->description.dimensions()) {
        const bool is_new = dimensions.empty() || dimensions.back().id != id;
        if (each.id() == id && is_new) dimensions.push_back({id, each.title()});
      }
    }
  }
  return dimensions;
}

}  // namespace

pb::QueryTableRequest FigureRequest(const NamedFigure& figure,
                                    const pb::QueryTableRequest& request) {
  pb::QueryTableRequest own;
  own.set_parent(request.parent());
  *own.mutable_as_known_at() = request.as_known_at();
  own.add_metrics(figure.metric);
  *own.mutable_periods() = request.periods();
  own.set_with_change(request.with_change());
  for (const std::string& text : request.periods()) {
    const auto period = Period::Parse(text);
    if (!request.with_change() || !period.ok()) continue;
    const std::string before = period->Previous().ToString();
    const auto& known = own.periods();
    if (std::find(known.begin(), known.end(), before) == known.end()) own.add_periods(before);
  }
  for (const std::string& dimension : figure.by) {
    own.add_dimensions(dimension);
    const auto& asked = request.dimensions();
    if (std::find(asked.begin(), asked.end(), dimension) == asked.end()) continue;
    for (const std::string& filter : request.filters()) {
      if (filter.substr(0, filter.find('=')) == dimension) own.add_filters(filter);
    }
  }
  return own;
}

absl::StatusOr<pb::Table> ComposeTable(const pb::QueryTableRequest& request,
                                       const std::vector<Composition>& compositions) {
  ASSIGN_OR_RETURN(const std::vector<Period> periods,
                   figures::ParsePeriods({request.periods().begin(), request.periods().end()}));
  const std::vector<figures::MetricDimension> dimensions = DimensionsOf(request, compositions);
  pb::QueryTableRequest own = request;
  own.clear_dimensions();
  for (const figures::MetricDimension& each : dimensions) own.add_dimensions(each.id);
  Cube cube({request.periods().begin(), request.periods().end()}, dimensions, FilteredBy(request));
  std::vector<CubeMetric> metrics;
  for (const Composition& each : compositions) {
    metrics.push_back(Composer(each, own, cube).Cells(periods));
  }
  AddCategories(own, metrics, compositions, cube);
  for (CubeMetric& metric : metrics) cube.AddMetric(std::move(metric));
  return std::move(cube).Build();
}

}  // namespace ett::composition
