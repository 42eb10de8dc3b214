#include "services/hr/domain/pay.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace ett::hr {
namespace {

constexpr double kOrePerKrone = 100;
constexpr double kMedianStepKroner = 500;

bool HasPay(const Employment& employment, Day day) {
  return employment.span.Contains(day) && employment.sex != Sex::kUnknown &&
         employment.monthly_full_time_pay_ore.has_value();
}

double Median(std::vector<double>& values) {
  const std::size_t middle = values.size() / 2;
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(middle),
                   values.end());
  if (values.size() % 2 == 1) return values[middle];
  const double below =
      *std::max_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(middle));
  return (below + values[middle]) / 2;
}

struct Stratum {
  int women = 0, men = 0;
  double women_ore = 0, men_ore = 0;
};

}  // namespace

std::vector<std::optional<double>> MedianPayBy(const Snapshot& staff, const Cells& cells,
                                               absl::CivilDay day) {
  std::vector<std::vector<double>> kroner(cells.size());
  for (std::size_t i = 0; i < staff.employments.size(); ++i) {
    const Employment& employment = staff.employments[i];
    if (!HasPay(employment, ToDay(day))) continue;
    const double pay = static_cast<double>(*employment.monthly_full_time_pay_ore) / kOrePerKrone;
    cells.ForEachOf(i, [&](int cell) { kroner[cell].push_back(pay); });
  }
  std::vector<std::optional<double>> medians(cells.size());
  for (std::size_t cell = 0; cell < cells.size(); ++cell) {
    if (kroner[cell].empty()) continue;
    medians[cell] = std::round(Median(kroner[cell]) / kMedianStepKroner) * kMedianStepKroner;
  }
  return medians;
}

namespace {

// A job group, age by tens, and whether full time.
using Strata = std::map<std::tuple<int, int, bool>, Stratum>;

std::optional<double> GapIn(const Strata& strata, int fewest) {
  int women = 0, men = 0;
  double women_ore = 0, men_ore = 0;  // men's as if they were spread as the women are
  for (const auto& [key, stratum] : strata) {
    if (stratum.women == 0 || stratum.men == 0) continue;
    women += stratum.women;
    men += stratum.men;
    women_ore += stratum.women_ore;
    men_ore += stratum.men_ore / stratum.men * stratum.women;
  }
  if (women < fewest || men < fewest) return std::nullopt;
  return (women_ore - men_ore) / men_ore * 100;
}

}  // namespace

std::vector<std::optional<double>> AdjustedPayGapBy(const Snapshot& staff, const Cells& cells,
                                                    absl::CivilDay day, int fewest) {
  std::vector<Strata> strata(cells.size());
  for (std::size_t i = 0; i < staff.employments.size(); ++i) {
    const Employment& employment = staff.employments[i];
    if (!HasPay(employment, ToDay(day))) continue;
    const int tens = static_cast<int>(day.year() - employment.birth_year) / 10;
    const std::tuple key(staff.By(Axis::kJobGroup).own[i], tens, employment.position >= 1);
    const bool woman = employment.sex == Sex::kFemale;
    cells.ForEachOf(i, [&](int cell) {
      Stratum& stratum = strata[cell][key];
      (woman ? stratum.women : stratum.men) += 1;
      (woman ? stratum.women_ore : stratum.men_ore) +=
          static_cast<double>(*employment.monthly_full_time_pay_ore);
    });
  }
  std::vector<std::optional<double>> gaps;
  for (const Strata& of_cell : strata) gaps.push_back(GapIn(of_cell, fewest));
  return gaps;
}

}  // namespace ett::hr
