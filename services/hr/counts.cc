#include "services/hr/counts.h"

#include <algorithm>
#include <utility>

#include "services/hr/domain/pay.h"
#include "services/hr/domain/universe.h"

namespace ett::hr {

Span SpanOf(figures::Period period) {
  return {ToDay(period.first_day()), ToDay(period.last_day())};
}

Numbers SickLeaveRate(SickFilter counts) {
  Numbers numbers;
  numbers.over_days = [counts = std::move(counts)](const Snapshot& staff, const Cells& cells,
                                                   Span span) {
    return SickLeaveBy(staff, cells, span, counts);
  };
  return numbers;
}

Numbers SickLeaveRateOfTwelveMonths() {
  Numbers numbers = SickLeaveRate();
  numbers.months = 12;
  return numbers;
}

bool HasSickLeave(const Snapshot& staff, figures::Period period) {
  const Span span = SpanOf(period);
  return std::any_of(
      staff.employments.begin(), staff.employments.end(), [&](const Employment& employment) {
        return std::any_of(
            employment.sick.begin(), employment.sick.end(), [&](const SickStretch& sick) {
              const Span inside = Intersect(Intersect(sick.span, span), employment.span);
              return !inside.empty() && WorkDays(inside, employment.plan) > 0;
            });
      });
}

Numbers OnLastDay(std::function<std::optional<double>(const Workforce&)> number) {
  return {[number = std::move(number)](const Snapshot& staff, const Cells& cells,
                                       figures::Period period) {
    std::vector<std::optional<double>> numbers;
    for (const Workforce& cell : WorkforceBy(staff, cells, period.last_day())) {
      numbers.push_back(cell.jobs > 0 ? number(cell) : std::nullopt);
    }
    return numbers;
  }};
}

std::optional<double> WomenShare(const Workforce& cell) {
  if (cell.women + cell.men == 0) return std::nullopt;
  return 100.0 * cell.women / (cell.women + cell.men);
}

std::optional<double> MeanSeniority(const Workforce& cell) {
  if (cell.with_seniority < kFewestPersons) return std::nullopt;
  return cell.seniority_years / cell.with_seniority;
}

namespace {

// Where both sexes are paid.
Numbers OfBothSexes(double (*number)(const Pay&)) {
  return {[number](const Snapshot& staff, const Cells& cells, figures::Period period) {
    std::vector<std::optional<double>> numbers;
    for (const Pay& cell : PayBy(staff, cells, period.last_day())) {
      const bool both = cell.women.jobs > 0 && cell.men.jobs > 0;
      numbers.push_back(both ? std::optional(number(cell)) : std::nullopt);
    }
    return numbers;
  }};
}

}  // namespace

Numbers PayGap() {
  return OfBothSexes([](const Pay& cell) { return cell.GapPercent(); });
}

Numbers PayRatio() {
  return OfBothSexes([](const Pay& cell) { return 100 + cell.GapPercent(); });
}

Numbers MeanPay() {
  constexpr double kOrePerKrone = 100;
  return {[](const Snapshot& staff, const Cells& cells, figures::Period period) {
    std::vector<std::optional<double>> numbers;
    for (const Pay& cell : PayBy(staff, cells, period.last_day())) {
      const int jobs = cell.women.jobs + cell.men.jobs;
      const double kroner = (cell.women.sum_ore + cell.men.sum_ore) / kOrePerKrone;
      numbers.push_back(jobs > 0 ? std::optional(kroner / jobs) : std::nullopt);
    }
    return numbers;
  }};
}

Numbers MedianPay() {
  return {[](const Snapshot& staff, const Cells& cells, figures::Period period) {
    return MedianPayBy(staff, cells, period.last_day());
  }};
}

Numbers AdjustedGap() {
  return {[](const Snapshot& staff, const Cells& cells, figures::Period period) {
    return AdjustedPayGapBy(staff, cells, period.last_day(), kFewestPersons);
  }};
}

}  // namespace ett::hr
