#include "services/hr/staff_figures.h"

#include <algorithm>
#include <array>
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

enum class Organisation : std::uint8_t { kThen, kNow };

const Label& OrganisationLabel(Organisation organisation) {
  static const auto& labels = *new std::array<Label, 2>{
      {{"then", "organisasjonen da", "the organisation then"},
       {"now", "organisasjonen nå", "the organisation now"}}};
  return labels[static_cast<std::size_t>(organisation)];
}

// Neither by whom it is counted nor by which organisation.
bool DividesWhatIsCounted(const std::string& dimension) {
  return !AxisOf(dimension) && dimension != kOrganisation;
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
  View(const Staff& staff, const StaffMetric& metric, const Query& query, figures::Period period,
       std::vector<std::shared_ptr<const Universe>> publications)
      : staff_(staff.snapshot()),
        metric_(metric),
        query_(query),
        period_(period),
        month_(static_cast<int>(period.last_day().month())),
        axes_(AxesOf(metric, query.dimensions)),
        org_axis_(OrgAxisOf(axes_)),
        publications_(std::move(publications)) {
    for (std::size_t axis = 0; axis < kAxes; ++axis) {
      labels_[axis].resize(staff_.groupings[axis].size());
      for (const Row& row : staff_.groupings[axis].RowsIn(0)) {
        labels_[axis][row.category] = &row.label;
      }
    }
    cells_ = staff.CellsOf(axes_, period.year());
    if (org_axis_ || staff_.By(Axis::kSector).counted.empty()) return;
    axes_.insert(axes_.begin(), Axis::kSector);
    cells_by_sector_ = staff.CellsOf(axes_, period.year());
    axes_.erase(axes_.begin());
  }

  void Add(const Numbers& numbers, const Label& variant, Organisation organisation,
           std::vector<Entry>& entries) {
    rows_.clear();
    row_of_.clear();
    sums_.clear();
    // The last first: it has the order of the rows.
    const std::vector<Segment> segments = SegmentsOf(numbers, organisation);
    for (auto segment = segments.rbegin(); segment != segments.rend(); ++segment) {
      AddSegment(numbers, *segment);
    }
    for (const auto& [at, sum] : sums_) {
      const auto& [row, place] = at;
      const std::optional<double> number = sum.Number();
      if (sum.is_published && !number) continue;
      Entry entry{period_, Categories(*rows_[row], place, variant, organisation), Withheld()};
      if (!IsKept(entry.categories)) continue;
      if (sum.is_published) entry.figure = figures::Value{*number};
      entries.push_back(std::move(entry));
    }
  }

 private:
  // What is counted on the last day is of its tree; what adds up over days is cut where the month's
  // tree becomes another.
  std::vector<Segment> SegmentsOf(const Numbers& numbers, Organisation organisation) const {
    const absl::CivilMonth end = absl::CivilMonth(period_.last_day()) + 1;
    Span span = SpanOf(period_);
    if (numbers.months > 0) span.first = ToDay(absl::CivilDay(end - numbers.months));
    if (organisation == Organisation::kNow) return {{span, staff_.tree_now}};
    if (!numbers.over_days) return {{span, TreeOn(staff_.trees, span.last)}};
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
      const bool is_shown = axis == org_axis_ || labels_[Index(axis)][place[Index(axis)]] != nullptr;
      if (!is_shown) return true;
    }
    return false;
  }

  std::vector<figures::Category> Categories(const Label& row, const Place& place,
                                            const Label& variant,
                                            Organisation organisation) const {
    std::vector<figures::Category> categories;
    for (const std::string& dimension : query_.dimensions) {
      const auto axis = AxisOf(dimension);
      const Label* label = &variant;
      if (dimension == kOrganisation) label = &OrganisationLabel(organisation);
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
    int month = month_;
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
  const int month_;  // the last
  Axes axes_;
  std::optional<Axis> org_axis_;
  std::shared_ptr<const Cells> cells_;
  std::shared_ptr<const Cells> cells_by_sector_;  // where some are not counted
  std::array<std::vector<const Label*>, kAxes> labels_;  // by category; null for a rest
  const std::vector<std::shared_ptr<const Universe>> publications_;  // the period's year first
  std::vector<const Label*> rows_;                                   // of the organisation
  std::map<std::string, int> row_of_;                                // by id
  std::map<std::pair<int, Place>, Sum> sums_;  // by row, and place without the organisation
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
  const auto variants = std::count_if(dimensions.begin(), dimensions.end(), DividesWhatIsCounted);
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
  View view(staff, metric, query, period, std::move(publications));
  const auto& dimensions = query.dimensions;
  const auto by = std::find_if(dimensions.begin(), dimensions.end(), DividesWhatIsCounted);
  std::vector<Variant> variants = {{{}, metric.numbers}};
  if (by != dimensions.end()) variants = metric.variants.at(*by);
  std::vector<Organisation> organisations = {Organisation::kThen};
  if (std::find(dimensions.begin(), dimensions.end(), kOrganisation) != dimensions.end()) {
    organisations.push_back(Organisation::kNow);
  }
  for (const Organisation organisation : organisations) {
    for (const Variant& variant : variants) {
      view.Add(variant.numbers, variant.label, organisation, entries);
    }
  }
  return entries;
}

}  // namespace ett::hr
