#include "figures/table_view.h"

#include "absl/strings/str_cat.h"

namespace ett::figures {
namespace {

// Position of a category, or -1.
int PositionOf(const pb::Dimension& dimension, const std::string& id) {
  for (int i = 0; i < dimension.categories_size(); ++i) {
    if (dimension.categories(i).id() == id) return i;
  }
  return -1;
}

std::string PrintReason(pb::CellReason reason) {
  switch (reason) {
    case pb::CELL_REASON_SUPPRESSED:
      return ":";
    case pb::CELL_REASON_NOT_APPLICABLE:
      return ".";
    case pb::CELL_REASON_UNAVAILABLE:
      return "–";
    default:
      return "..";
  }
}

}  // namespace

const std::string& In(const Text& text, Language language) {
  return language == Language::kNb ? text.nb() : text.en();
}

std::string PrintDay(absl::CivilDay day, Language language) {
  static constexpr const char* kNb[] = {"januar",    "februar", "mars",     "april",
                                        "mai",       "juni",    "juli",     "august",
                                        "september", "oktober", "november", "desember"};
  static constexpr const char* kEn[] = {"January",   "February", "March",    "April",
                                        "May",       "June",     "July",     "August",
                                        "September", "October",  "November", "December"};
  if (language == Language::kNb) {
    return absl::StrCat(day.day(), ". ", kNb[day.month() - 1], " ", day.year());
  }
  return absl::StrCat(day.day(), " ", kEn[day.month() - 1], " ", day.year());
}

std::string PrintList(const std::vector<std::string>& items, Language language) {
  std::string list;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const bool last = i + 1 == items.size();
    if (i > 0) list += last ? (language == Language::kNb ? " og " : " and ") : ", ";
    list += items[i];
  }
  return list;
}

TableView::TableView(const pb::Table& table) : table_(table) {}

const pb::Cell* TableView::Find(const std::string& metric, const std::string& period,
                                const std::map<std::string, std::string>& places) const {
  std::int64_t index = 0;
  for (const pb::Dimension& dimension : table_.dimensions()) {
    std::string place = kTotal;
    if (dimension.id() == "metric") place = metric;
    if (dimension.id() == "period") place = period;
    if (const auto found = places.find(dimension.id()); found != places.end()) {
      place = found->second;
    }
    const int position = PositionOf(dimension, place);
    if (position < 0) return nullptr;
    index = index * dimension.categories_size() + position;
  }
  return index < table_.cells_size() ? &table_.cells(static_cast<int>(index)) : nullptr;
}

std::vector<pb::Category> TableView::Categories(absl::string_view dimension) const {
  std::vector<pb::Category> categories;
  for (const pb::Dimension& each : table_.dimensions()) {
    if (each.id() != std::string(dimension)) continue;
    for (const pb::Category& category : each.categories()) {
      if (category.id() != kTotal) categories.push_back(category);
    }
  }
  return categories;
}

const pb::Metric* TableView::FindMetric(const std::string& key) const {
  for (const pb::Metric& metric : table_.metrics()) {
    if (metric.key() == key) return &metric;
  }
  return nullptr;
}

int TableView::Decimals(const std::string& metric, const pb::Cell& cell) const {
  if (cell.has_decimals()) return cell.decimals();
  const pb::Metric* description = FindMetric(metric);
  return description == nullptr ? 0 : description->decimals();
}

std::string TableView::PrintCell(const std::string& metric, const pb::Cell& cell,
                                 Language language) const {
  switch (cell.value_case()) {
    case pb::Cell::kNumber:
      return Print(cell.number(), Decimals(metric, cell), language);
    case pb::Cell::kText:
      return In(cell.text(), language);
    case pb::Cell::kDate:
      return PrintDay(absl::CivilDay(cell.date().year(), cell.date().month(), cell.date().day()),
                      language);
    default:
      return PrintReason(cell.reason());
  }
}

}  // namespace ett::figures
