#include "services/property/tally.h"

#include <algorithm>

namespace ett::property {

using figures::Category;
using figures::Entry;
using figures::Figure;
using figures::Value;

Cell* Tally::CellOf(const CategoryOf& category) {
  Cell* found = nullptr;
  Add([&](const std::string& dimension) { return std::vector{category(dimension)}; },
      [&](Cell& cell) { found = &cell; });
  return found;
}

void Tally::Add(const CategoriesOf& categories, absl::FunctionRef<void(Cell&)> visit) {
  std::vector<std::vector<Category>> places = {{}};
  for (const std::string& dimension : query_.dimensions) {
    std::vector<std::vector<Category>> longer;
    for (const Category& found : categories(dimension)) {
      if (!figures::Keeps(query_, dimension, found.id)) continue;
      for (const std::vector<Category>& place : places) {
        longer.push_back(place);
        longer.back().push_back(found);
      }
    }
    places = std::move(longer);
  }
  for (std::vector<Category>& place : places) visit(CellAt(std::move(place)));
}

Cell& Tally::CellAt(std::vector<Category> categories) {
  std::vector<std::string> ids;
  ids.reserve(categories.size());
  for (const Category& each : categories) ids.push_back(each.id);
  Place& place = places_[ids];
  place.categories = std::move(categories);
  return place.cell;
}

bool Tally::AskedBy(const std::string& dimension) const {
  return std::find(query_.dimensions.begin(), query_.dimensions.end(), dimension) !=
         query_.dimensions.end();
}

std::vector<Entry> Tally::Entries(figures::Period period, figures::pb::CellStatus status,
                                  const FigureOf& figure) const {
  std::vector<Entry> entries;
  for (const auto& [ids, place] : places_) {
    Figure found = figure(place.cell);
    if (auto* value = std::get_if<Value>(&found)) {
      if (value->status != figures::pb::CELL_STATUS_ESTIMATED) value->status = status;
      value->record_count = place.cell.records;
      value->synthetic = place.cell.synthetic;
    }
    entries.push_back({period, place.categories, std::move(found)});
  }
  return entries;
}

}  // namespace ett::property
