#include "services/hr/staff_view.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

namespace ett::hr {
namespace {

using figures::Entry;
using figures::Query;

std::size_t Index(Axis axis) { return static_cast<std::size_t>(axis); }

// The axis of `axes` that is of an organisation; there is one at most.
std::optional<Axis> OrgAxisOf(const Axes& axes) {
  for (const Axis axis : {Axis::kSector, Axis::kUnit, Axis::kService}) {
    if (std::find(axes.begin(), axes.end(), axis) != axes.end()) return axis;
  }
  return std::nullopt;
}

// Days on which the organisation is looked at as one tree.
struct Segment {
  Span days;
  int tree = 0;
};

// What is known of a figure, over the segments.
struct Sum {
  bool is_published = true;
  std::optional<double> number;
  SickLeave days;

  std::optional<double> Number() const {
    return days.agreed_days > 0 ? std::optional(days.Percent()) : number;
  }
};

class View {
 public:
  View(const StaffQuestion& question, Organisation organisation)
      : staff_(question.staff.snapshot()),
        metric_(question.metric),
        query_(question.query),
        period_(question.period),
        organisation_(organisation),
        axes_(AxesOf(metric_, query_.dimensions)),
        org_axis_(OrgAxisOf(axes_)),
        publications_(question.publications) {
    for (std::size_t axis = 0; axis < kAxes; ++axis) {
      labels_[axis].resize(staff_.groupings[axis].size());
      for (const Row& row : staff_.groupings[axis].RowsIn(0)) {
        labels_[axis][row.category] = &row.label;
      }
    }
    cells_ = question.staff.CellsOf(axes_, period_.year());
    if (org_axis_ || staff_.By(Axis::kSector).counted.empty()) return;
    axes_.insert(axes_.begin(), Axis::kSector);
    cells_by_sector_ = question.staff.CellsOf(axes_, period_.year());
    axes_.erase(axes_.begin());
  }

  void Add(const Variant& variant, std::vector<Entry>& entries) {
    const Numbers& numbers = variant.numbers;
    // The last first: it has the order of the rows.
    const std::vector<Segment> segments = SegmentsOf(numbers);
    for (auto segment = segments.rbegin(); segment != segments.rend(); ++segment) {
      AddSegment(numbers, *segment);
    }
    for (const auto& [at, sum] : sums_) {
      const auto& [row, place] = at;
      const std::optional<double> number = sum.Number();
      if (sum.is_published && !number) continue;
      Entry entry{period_, Categories(*rows_[row], place, variant.label), Withheld()};
      if (!IsKept(entry.categories)) continue;
      if (sum.is_published) entry.figure = figures::Value{*number};
      entries.push_back(std::move(entry));
    }
  }

 private:
  // What is counted on the last day is of its tree; what adds up over days is cut where the month's
  // tree becomes another.
  std::vector<Segment> SegmentsOf(const Numbers& numbers) const {
    const absl::CivilMonth end = absl::CivilMonth(period_.last_day()) + 1;
    Span span = SpanOf(period_);
    if (numbers.months > 0) span.first = ToDay(absl::CivilDay(end - numbers.months));
    if (organisation_ == Organisation::kNow || !numbers.over_days) {
      return {{span, TreeOf(staff_, organisation_, span.last)}};
    }
    std::vector<Segment> segments;
    const absl::CivilDay first = absl::CivilDay(1970, 1, 1) + span.first;
    for (absl::CivilMonth month(first); month < end; ++month) {
      const Span days = {ToDay(absl::CivilDay(month)), ToDay(absl::CivilDay(month + 1)) - 1};
      const int tree = TreeOn(staff_.trees, days.last);
      if (segments.empty() || segments.back().tree != tree) segments.push_back({days, tree});
      segments.back().days.last = days.last;
    }
    return segments;
  }

  // By category of the organisation: the rows that show it, as indices of `rows_`.
  std::vector<std::vector<int>> RowsOf(int tree) {
    if (!org_axis_) return RowsOfCounted(tree);
    const Grouping& grouping = staff_.By(*org_axis_);
    std::vector<std::vector<int>> rows(grouping.size());
    for (const Row& row : grouping.RowsIn(tree)) {
      const bool is_asked = !metric_.only || row.label.id == metric_.only->second;
      if (is_asked) rows[row.category].push_back(RowOf(&row.label));
    }
    return rows;
  }

  // One row: of all, or of the category that those who are counted are of sectors.
  std::vector<std::vector<int>> RowsOfCounted(int tree) {
    std::vector<std::vector<int>> rows(staff_.By(Axis::kSector).size());
    rows[CountedIn(tree)].push_back(RowOf(nullptr));
    return rows;
  }

  int CountedIn(int tree) const {
    const std::vector<int>& counted = staff_.By(Axis::kSector).counted;
    return counted.empty() ? 0 : counted[tree];
  }

  int RowOf(const Label* label) {
    static const Label& none = *new Label();
    const Label& of_row = label == nullptr ? none : *label;
    const auto [entry, fresh] = row_of_.try_emplace(of_row.id, static_cast<int>(rows_.size()));
    if (fresh) rows_.push_back(&of_row);
    return entry->second;
  }

  void AddSegment(const Numbers& numbers, const Segment& segment) {
    const bool only_counted = !org_axis_ && CountedIn(segment.tree) > 0;
    const Cells& cells = only_counted ? *cells_by_sector_ : *cells_;
    std::vector<SickLeave> days;
    std::vector<std::optional<double>> on_last_day;
    if (numbers.over_days) {
      days = numbers.over_days(staff_, cells, segment.days);
    } else {
      on_last_day = numbers.on_last_day(staff_, cells, period_);
    }
    const std::vector<std::vector<int>> rows = RowsOf(segment.tree);
    const std::size_t org_axis = Index(org_axis_.value_or(Axis::kSector));
    for (const int cell : cells.in_order) {
      Place place = cells.places[cell];
      if (IsRest(place)) continue;
      const bool is_published = IsPublished(place);
      for (const int row : rows[std::exchange(place[org_axis], 0)]) {
        Sum& sum = sums_[{row, place}];
        sum.is_published = sum.is_published && is_published;
        if (numbers.over_days) {
          sum.days.agreed_days += days[cell].agreed_days;
          sum.days.sick_days += days[cell].sick_days;
        } else {
          sum.number = on_last_day[cell];
        }
      }
    }
  }

  // By what is not the organisation: that has rows.
  bool IsRest(const Place& place) const {
    for (const Axis axis : axes_) {
      const bool is_shown =
          axis == org_axis_ || labels_[Index(axis)][place[Index(axis)]] != nullptr;
      if (!is_shown) return true;
    }
    return false;
  }

  std::vector<figures::Category> Categories(const Label& row, const Place& place,
                                            const Label& variant) const {
    std::vector<figures::Category> categories;
    for (const std::string& dimension : query_.dimensions) {
      const auto axis = AxisOf(dimension);
      const Label* label = &variant;
      if (dimension == kOrganisation) label = &OrganisationLabel(organisation_);
      if (axis) label = axis == org_axis_ ? &row : labels_[Index(*axis)][place[Index(*axis)]];
      categories.push_back({label->id, ToText(*label)});
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
    const auto categories = static_cast<int>(staff_.By(*metric_.share_by).size());
    for (int category = 1; category < categories; ++category) {
      place[Index(*metric_.share_by)] = category;
      if (!IsPublishedInAll(place)) return false;
    }
    return true;
  }

  bool IsPublishedInAll(const Place& place) const {
    int month = static_cast<int>(period_.last_day().month());
    for (const auto& publication : publications_) {
      if (!publication->IsPublished(place, month)) return false;
      month = 12;  // of the years before
    }
    return true;
  }

  const Snapshot& staff_;
  const StaffMetric& metric_;
  const Query& query_;
  const figures::Period period_;
  const Organisation organisation_;
  Axes axes_;
  std::optional<Axis> org_axis_;
  std::shared_ptr<const Cells> cells_;
  std::shared_ptr<const Cells> cells_by_sector_;         // where some are not counted
  std::array<std::vector<const Label*>, kAxes> labels_;  // by category; null for a rest
  const std::vector<std::shared_ptr<const Universe>>& publications_;
  std::vector<const Label*> rows_;             // of the organisation
  std::map<std::string, int> row_of_;          // by id
  std::map<std::pair<int, Place>, Sum> sums_;  // by row, and place without the organisation
};

}  // namespace

Axes AxesOf(const StaffMetric& metric, const std::vector<std::string>& dimensions) {
  Axes axes;
  for (const std::string& dimension : dimensions) {
    if (const auto axis = AxisOf(dimension)) axes.push_back(*axis);
  }
  if (metric.only) axes.push_back(metric.only->first);
  std::sort(axes.begin(), axes.end());
  return axes;
}

void AddFigures(const StaffQuestion& question, const Variant& variant, Organisation organisation,
                std::vector<figures::Entry>& entries) {
  View(question, organisation).Add(variant, entries);
}

}  // namespace ett::hr
