#include "services/property/tally.h"

namespace ett::property {

using figures::Category;
using figures::Entry;
using figures::Figure;
using figures::Value;

Cell* Tally::CellOf(const CategoryOf& category) {
  std::vector<Category> categories;
  std::vector<std::string> ids;
  for (const std::string& dimension : query_.dimensions) {
    Category found = category(dimension);
    if (!figures::Keeps(query_, dimension, found.id)) return nullptr;
    ids.push_back(found.id);
    categories.push_back(std::move(found));
  }
  Place& place = places_[ids];
  place.categories = std::move(categories);
  return &place.cell;
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
