#include "services/hr/counts.h"

#include <algorithm>
#include <utility>

#include "absl/strings/string_view.h"
#include "services/hr/domain/development.h"
#include "services/hr/domain/rates.h"
#include "services/hr/labels.h"

namespace ett::hr {
namespace {

Span SpanOf(figures::Period period) {
  return {ToDay(period.first_day()), ToDay(period.last_day())};
}

const Grouping& GroupingOf(const Snapshot& staff, const std::string& dimension) {
  if (dimension == "sector") return staff.by_sector;
  if (dimension == "unit") return staff.by_unit;
  if (dimension == "sex") return staff.by_sex;
  if (dimension == "job-group") return staff.by_job_group;
  return staff.whole;
}

template <class Cell, class Number>
Breakdown BreakdownOf(const Grouping& grouping, const std::vector<Cell>& cells, Number number) {
  Breakdown breakdown{grouping.labels, grouping.parent, {}};
  for (const Cell& cell : cells) breakdown.found.push_back({cell.behind, number(cell)});
  return breakdown;
}

std::optional<double> Percent(const SickLeave& cell) {
  if (cell.agreed_days <= 0) return std::nullopt;
  return cell.Percent();
}

Grouping Halves(const std::string& dimension) {
  Grouping grouping{{WholeLabel()}, {-1, 0, 0}, {}};
  if (dimension == "certification") {
    grouping.labels.push_back({"self", "egenmeldt", "self-certified"});
    grouping.labels.push_back({"medical", "legemeldt", "medically certified"});
  } else {
    grouping.labels.push_back({"long", "over 16 dager", "more than 16 days"});
    grouping.labels.push_back({"short", "inntil 16 dager", "up to 16 days"});
  }
  return grouping;
}

Breakdown ByHalves(const Snapshot& staff, Span period, const std::string& dimension) {
  const auto split =
      dimension == "certification" ? SickLeaveSplit::kSelfCertified : SickLeaveSplit::kLongCase;
  return BreakdownOf(Halves(dimension), SickLeaveSplitBy(staff, staff.whole, 0, split, period),
                     Percent);
}

// -1 when no unit delivers it.
int CategoryOf(const Grouping& grouping, absl::string_view id) {
  const auto found = std::find_if(grouping.labels.begin(), grouping.labels.end(),
                                  [&](const Label& label) { return label.id == id; });
  return found == grouping.labels.end() ? -1 : static_cast<int>(found - grouping.labels.begin());
}

bool FewAgainstMany(int count) { return count > 0 && count < kFewestPersons; }

Breakdown BreakdownOf(const std::vector<Counted>& counted, Label (*label)(const std::string&)) {
  Breakdown breakdown;
  for (const Counted& one : counted) {
    const bool whole = breakdown.labels.empty();
    breakdown.labels.push_back(whole ? WholeLabel() : label(one.code));
    breakdown.parent.push_back(whole ? -1 : 0);
    breakdown.found.push_back({one.behind, static_cast<double>(one.count)});
  }
  return breakdown;
}

}  // namespace

Breakdown SickLeaveRate(const Snapshot& staff, figures::Period period,
                        const std::string& dimension) {
  const Span span = SpanOf(period);
  const Grouping& grouping = GroupingOf(staff, dimension);
  const auto cells = SickLeaveBy(staff, grouping, span);
  if (cells[0].sick_days <= 0) return {};
  if (dimension == "certification" || dimension == "length") {
    return ByHalves(staff, span, dimension);
  }
  return BreakdownOf(grouping, cells, Percent);
}

Breakdown CleaningSickLeaveRate(const Snapshot& staff, figures::Period period, const std::string&) {
  const Span span = SpanOf(period);
  const int cleaning = CategoryOf(staff.by_service, "cleaning");
  if (cleaning < 0) return {};
  const auto everybody = SickLeaveBy(staff, staff.whole, span)[0].behind.persons;
  auto cells = SickLeaveSplitBy(staff, staff.by_service, cleaning, SickLeaveSplit::kLongCase, span);
  if (cells[0].sick_days <= 0) return {};
  // The few who are left would be the difference to the municipality's rate.
  cells[0].behind.unsafe = FewAgainstMany(everybody - cells[0].behind.persons);
  return BreakdownOf(Halves("length"), cells, Percent);
}

Count OnLastDay(std::function<std::optional<double>(const Workforce&)> number) {
  return [number = std::move(number)](const Snapshot& staff, figures::Period period,
                                      const std::string& dimension) {
    const Grouping& grouping = GroupingOf(staff, dimension);
    const auto found = [&](const Workforce& cell) {
      return cell.jobs > 0 ? number(cell) : std::nullopt;
    };
    return BreakdownOf(grouping, WorkforceBy(staff, grouping, period.last_day()), found);
  };
}

Breakdown WomenShare(const Snapshot& staff, figures::Period period, const std::string& dimension) {
  const Grouping& grouping = GroupingOf(staff, dimension);
  auto cells = WorkforceBy(staff, grouping, period.last_day());
  for (Workforce& cell : cells) {
    cell.behind.unsafe = FewAgainstMany(cell.women) || FewAgainstMany(cell.men);
  }
  return BreakdownOf(grouping, cells, [](const Workforce& cell) -> std::optional<double> {
    if (cell.women + cell.men == 0) return std::nullopt;
    return 100.0 * cell.women / (cell.women + cell.men);
  });
}

Breakdown PayGap(const Snapshot& staff, figures::Period period, const std::string& dimension) {
  const Grouping& grouping = GroupingOf(staff, dimension);
  return BreakdownOf(grouping, PayBy(staff, grouping, period.last_day()),
                     [](const Pay& cell) -> std::optional<double> {
                       if (cell.behind.persons == 0) return std::nullopt;
                       // Nobody of one sex: withheld as unsafe, so the number is never shown.
                       if (cell.women.jobs == 0 || cell.men.jobs == 0) return 0;
                       return cell.GapPercent();
                     });
}

Breakdown TradeCertificatesObtained(const Snapshot& staff, figures::Period period,
                                    const std::string&) {
  if (staff.certificates.empty()) return {};
  return BreakdownOf(TradeCertificates(staff, SpanOf(period)), TradeLabel);
}

Breakdown LeaderGroups(const Snapshot& staff, figures::Period period, const std::string&) {
  if (staff.completed_groups.empty()) return {};
  return BreakdownOf(CompletedGroups(staff, ToDay(period.last_day())), ProgrammeLabel);
}

}  // namespace ett::hr
