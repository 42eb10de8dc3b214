#include "services/hr/staff_figures.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_join.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::hr {
namespace {

using figures::Entry;
using figures::Query;

constexpr char kBreakdowns[] =
    "a breakdown that is published: by some of unit, sex and age-group; of sector, sex and "
    "age-group; of sector, sex and job-group; one of certification and length besides; full-time "
    "and temporary shares by unit, or by sector and sex; pay by sector, sex and job-group";

const std::map<std::string, Axis>& AxesByDimension() {
  static const auto& axes = *new std::map<std::string, Axis>{{"sector", Axis::kSector},
                                                             {"unit", Axis::kUnit},
                                                             {"sex", Axis::kSex},
                                                             {"age-group", Axis::kAge},
                                                             {"job-group", Axis::kJobGroup}};
  return axes;
}

std::size_t Index(Axis axis) { return static_cast<std::size_t>(axis); }

// In ascending order, as a breakdown is kept.
Axes AxesOf(const StaffMetric& metric, const std::vector<std::string>& dimensions) {
  Axes axes;
  for (const std::string& dimension : dimensions) {
    if (const auto axis = AxisOf(dimension)) axes.push_back(*axis);
  }
  if (metric.only) axes.push_back(metric.only->first);
  std::sort(axes.begin(), axes.end());
  return axes;
}

class View {
 public:
  View(const Staff& staff, const StaffMetric& metric, const Query& query, figures::Period period,
       std::vector<std::shared_ptr<const Universe>> publications)
      : staff_(staff),
        metric_(metric),
        query_(query),
        period_(period),
        month_(static_cast<int>(period.last_day().month())),
        cells_(staff.CellsOf(AxesOf(metric, query.dimensions), period.year())),
        publications_(std::move(publications)) {}

  void Add(const Numbers& numbers, const Label* variant, std::vector<Entry>& entries) const {
    const auto found = numbers(staff_.snapshot(), *cells_, period_);
    for (const int cell : cells_->in_order) {
      const Place& place = cells_->places[cell];
      const bool is_published = IsPublished(place);
      if ((is_published && !found[cell]) || !IsAskedFor(place)) continue;
      Entry entry{period_, Categories(place, variant), Withheld()};
      if (!IsKept(entry.categories)) continue;
      if (is_published) entry.figure = figures::Value{*found[cell]};
      entries.push_back(std::move(entry));
    }
  }

 private:
  // Rests are not shown, nor what is outside the metric.
  bool IsAskedFor(const Place& place) const {
    for (std::size_t axis = 0; axis < kAxes; ++axis) {
      if (place[axis] > 0 && staff_.snapshot().groupings[axis].IsRest(place[axis])) return false;
    }
    if (!metric_.only) return true;
    const auto& [axis, category] = *metric_.only;
    return staff_.snapshot().By(axis).labels[place[Index(axis)]].id == category;
  }

  std::vector<figures::Category> Categories(const Place& place, const Label* variant) const {
    std::vector<figures::Category> categories;
    for (const std::string& dimension : query_.dimensions) {
      const auto axis = AxisOf(dimension);
      const Label& label =
          axis ? staff_.snapshot().By(*axis).labels[place[Index(*axis)]] : *variant;
      categories.push_back({label.id, ToText(label)});
    }
    return categories;
  }

  bool IsKept(const std::vector<figures::Category>& categories) const {
    for (std::size_t i = 0; i < categories.size(); ++i) {
      if (!figures::Keeps(query_, query_.dimensions[i], categories[i].id)) return false;
    }
    return true;
  }

  bool IsPublished(Place place) const {
    if (!IsPublishedInAll(place)) return false;
    if (!metric_.share_by) return true;
    const auto categories = static_cast<int>(staff_.snapshot().By(*metric_.share_by).size());
    for (int category = 1; category < categories; ++category) {
      place[Index(*metric_.share_by)] = category;
      if (!IsPublishedInAll(place)) return false;
    }
    return true;
  }

  bool IsPublishedInAll(const Place& place) const {
    int month = month_;
    for (const auto& publication : publications_) {
      if (!publication->IsPublished(place, month)) return false;
      month = 12;  // of the years before
    }
    return true;
  }

  const Staff& staff_;
  const StaffMetric& metric_;
  const Query& query_;
  const figures::Period period_;
  const int month_;  // the last
  const std::shared_ptr<const Cells> cells_;
  const std::vector<std::shared_ptr<const Universe>> publications_;  // the period's year first
};

}  // namespace

std::optional<Axis> AxisOf(const std::string& dimension) {
  const auto found = AxesByDimension().find(dimension);
  if (found == AxesByDimension().end()) return std::nullopt;
  return found->second;
}

figures::Text ToText(const Label& label) { return figures::MakeText(label.nb, label.en); }

figures::Absent Withheld() {
  return {figures::pb::CELL_REASON_SUPPRESSED,
          figures::MakeText("færre enn 5 kunne bli gjenkjent", "fewer than 5 could be recognised")};
}

absl::Status CheckDimensions(const StaffMetric& metric,
                             const std::vector<std::string>& dimensions) {
  const auto variants = std::count_if(dimensions.begin(), dimensions.end(),
                                      [](const auto& each) { return !AxisOf(each).has_value(); });
  Axes axes = AxesOf(metric, dimensions);
  if (metric.share_by) axes.push_back(*metric.share_by);
  if (variants <= 1 && IsInScope(metric.of_pay ? PayScope() : StaffScope(), axes)) {
    return absl::OkStatus();
  }
  return status::InvalidField("dimensions", kBreakdowns, absl::StrJoin(dimensions, ", "),
                              "NOT_PUBLISHED");
}

absl::StatusOr<std::vector<Entry>> StaffFigures(const Staff& staff, const StaffMetric& metric,
                                                const Query& query, figures::Period period) {
  std::vector<Entry> entries;
  if (metric.collected && !metric.collected(staff.snapshot(), period)) return entries;
  std::vector<std::shared_ptr<const Universe>> publications(metric.twelve_months ? 2 : 1);
  int year = period.year();
  for (auto& publication : publications) {
    ASSIGN_OR_RETURN(publication,
                     metric.of_pay ? staff.PayPublicationOf(year) : staff.PublicationOf(year));
    --year;
  }
  const View view(staff, metric, query, period, std::move(publications));
  const auto by = std::find_if(query.dimensions.begin(), query.dimensions.end(),
                               [](const auto& each) { return !AxisOf(each).has_value(); });
  if (by == query.dimensions.end()) {
    view.Add(metric.numbers, nullptr, entries);
    return entries;
  }
  for (const Variant& variant : metric.variants.at(*by)) {
    view.Add(variant.numbers, &variant.label, entries);
  }
  return entries;
}

}  // namespace ett::hr
