#include "services/hr/counts.h"

#include <algorithm>
#include <utility>

namespace ett::hr {

Span SpanOf(figures::Period period) {
  return {ToDay(period.first_day()), ToDay(period.last_day())};
}

Numbers SickLeaveRate(SickFilter counts) {
  return [counts = std::move(counts)](const Snapshot& staff, const Cells& cells,
                                      figures::Period period) {
    std::vector<std::optional<double>> numbers;
    for (const SickLeave& cell : SickLeaveBy(staff, cells, SpanOf(period), counts)) {
      numbers.push_back(cell.agreed_days > 0 ? std::optional(cell.Percent()) : std::nullopt);
    }
    return numbers;
  };
}

bool HasSickLeave(const Snapshot& staff, figures::Period period) {
  const Span span = SpanOf(period);
  return std::any_of(
      staff.employments.begin(), staff.employments.end(), [&](const Employment& employment) {
        return std::any_of(
            employment.sick.begin(), employment.sick.end(), [&](const SickStretch& sick) {
              const Span inside = Intersect(Intersect(sick.span, span), employment.span);
              return !inside.empty() && WorkDays(inside) > 0;
            });
      });
}

Numbers OnLastDay(std::function<std::optional<double>(const Workforce&)> number) {
  return [number = std::move(number)](const Snapshot& staff, const Cells& cells,
                                      figures::Period period) {
    std::vector<std::optional<double>> numbers;
    for (const Workforce& cell : WorkforceBy(staff, cells, period.last_day())) {
      numbers.push_back(cell.jobs > 0 ? number(cell) : std::nullopt);
    }
    return numbers;
  };
}

std::optional<double> WomenShare(const Workforce& cell) {
  if (cell.women + cell.men == 0) return std::nullopt;
  return 100.0 * cell.women / (cell.women + cell.men);
}

Numbers PayGap() {
  return [](const Snapshot& staff, const Cells& cells, figures::Period period) {
    std::vector<std::optional<double>> numbers;
    for (const Pay& cell : PayBy(staff, cells, period.last_day())) {
      const bool both = cell.women.jobs > 0 && cell.men.jobs > 0;
      numbers.push_back(both ? std::optional(cell.GapPercent()) : std::nullopt);
    }
    return numbers;
  };
}

}  // namespace ett::hr
