#include "figures/merge.h"

#include <algorithm>
#include <map>

#include "figures/cube.h"
#include "figures/table_view.h"

namespace ett::figures {
namespace {

const pb::Dimension* FindDimension(const pb::Table& table, const std::string& id) {
  for (const pb::Dimension& dimension : table.dimensions()) {
    if (dimension.id() == id) return &dimension;
  }
  return nullptr;
}

std::vector<MetricDimension> DimensionsOf(const Layout& layout, const std::vector<Part>& parts) {
  std::vector<MetricDimension> dimensions;
  for (const std::string& id : layout.dimensions) {
    MetricDimension dimension{id, MakeText(id, id)};
    for (const Part& part : parts) {
      const pb::Dimension* found = FindDimension(part.table, id);
      if (found != nullptr) dimension.title = found->title();
    }
    dimensions.push_back(std::move(dimension));
  }
  return dimensions;
}

pb::Cell Unavailable() {
  pb::Cell cell;
  cell.set_reason(pb::CELL_REASON_UNAVAILABLE);
  *cell.mutable_reason_text() = MakeText("tjenesten svarer ikke", "the service does not answer");
  cell.set_provenance(-1);
  return cell;
}

CubeMetric Missing(const std::string& key, const Layout& layout) {
  CubeMetric metric;
  metric.description.set_key(key);
  *metric.description.mutable_title() = MakeText(key, key);
  metric.dimensions = layout.dimensions;
  metric.absent = Unavailable();
  return metric;
}

// The categories of a dimension in a part; the total alone where it does not have it.
std::vector<std::string> CategoriesOf(const Part& part, const std::string& dimension) {
  const pb::Dimension* found = FindDimension(part.table, dimension);
  if (found == nullptr) return {kTotal};
  std::vector<std::string> ids;
  for (const pb::Category& category : found->categories()) ids.push_back(category.id());
  return ids;
}

// Every place of the part in the table's dimensions.
std::vector<std::vector<std::string>> PlacesOf(const Part& part, const Layout& layout) {
  std::vector<std::vector<std::string>> places = {{}};
  for (const std::string& dimension : layout.dimensions) {
    std::vector<std::vector<std::string>> longer;
    for (const auto& place : places) {
      for (const std::string& id : CategoriesOf(part, dimension)) {
        longer.push_back(place);
        longer.back().push_back(id);
      }
    }
    places = std::move(longer);
  }
  return places;
}

// A part's cell with the positions of the merged table's footnotes and provenances.
pb::Cell Moved(const pb::Cell& found, const Part& part, Cube& cube) {
  pb::Cell cell = found;
  for (int& footnote : *cell.mutable_footnotes()) {
    footnote = cube.AddFootnote(part.table.footnotes(footnote));
  }
  if (cell.provenance() >= 0) {
    cell.set_provenance(cube.AddProvenance(part.table.provenances(cell.provenance())));
  }
  return cell;
}

// The cells of one metric of a part.
CubeMetric Taken(const std::string& key, const Part& part, const Layout& layout, Cube& cube) {
  const TableView view(part.table);
  CubeMetric metric;
  if (const pb::Metric* description = view.FindMetric(key)) metric.description = *description;
  for (const std::string& id : layout.dimensions) {
    if (FindDimension(part.table, id) != nullptr) metric.dimensions.push_back(id);
  }
  metric.absent.set_reason(pb::CELL_REASON_MISSING);
  metric.absent.set_provenance(-1);
  const auto places = PlacesOf(part, layout);
  for (const std::string& period : layout.periods) {
    for (const auto& place : places) {
      std::map<std::string, std::string> named;
      for (std::size_t i = 0; i < place.size(); ++i) named[layout.dimensions[i]] = place[i];
      const pb::Cell* found = view.Find(key, period, named);
      if (found == nullptr) continue;
      std::vector<std::string> at = {period};
      at.insert(at.end(), place.begin(), place.end());
      metric.cells[at] = Moved(*found, part, cube);
    }
  }
  return metric;
}

void AddCategories(const Layout& layout, const std::vector<Part>& parts, Cube& cube) {
  for (std::size_t i = 0; i < layout.dimensions.size(); ++i) {
    for (const Part& part : parts) {
      const pb::Dimension* dimension = FindDimension(part.table, layout.dimensions[i]);
      if (dimension == nullptr) continue;
      for (const pb::Category& category : dimension->categories()) cube.AddCategory(i, category);
    }
  }
}

}  // namespace

absl::StatusOr<pb::Table> Merge(const Layout& layout, const std::vector<Part>& parts) {
  Cube cube(layout.periods, DimensionsOf(layout, parts), layout.filtered);
  AddCategories(layout, parts, cube);
  for (const std::string& key : layout.metrics) {
    const auto part = std::find_if(parts.begin(), parts.end(), [&](const Part& each) {
      return std::find(each.metrics.begin(), each.metrics.end(), key) != each.metrics.end();
    });
    const bool answered = part != parts.end() && part->outage.empty();
    cube.AddMetric(answered ? Taken(key, *part, layout, cube) : Missing(key, layout));
  }
  auto table = std::move(cube).Build();
  if (!table.ok()) return table;
  for (const Part& part : parts) {
    if (part.outage.empty()) continue;
    auto* outage = table->add_outages();
    outage->set_domain(part.domain);
    outage->set_message(part.outage);
  }
  return table;
}

}  // namespace ett::figures
