#include "services/property/domain/combined_day.h"

#include <algorithm>
#include <cstdint>

namespace ett::property {
namespace {

// The sum of the values of a day from the first up to the end.
struct Interval {
  std::int64_t wh = 0;
  bool is_present = true;
  bool is_estimated = false;
};

Interval SumOf(const DayValues& day, std::size_t first, std::size_t end) {
  Interval sum;
  for (std::size_t i = first; i < end; ++i) {
    sum.wh += day.values_wh[i];
    sum.is_present &= day.is_present.empty() || day.is_present[i];
    sum.is_estimated |= !day.is_estimated.empty() && day.is_estimated[i];
  }
  return sum;
}

}  // namespace

DayValues CombinedDay::Sum(std::size_t meters) const {
  DayValues all;
  if (days_.empty()) return all;
  all.first_quarter = days_.front().first.first_quarter;
  std::size_t quarters = 0;
  for (const auto& [day, sign] : days_) {
    all.quarters_of_a_value = std::max(all.quarters_of_a_value, day.quarters_of_a_value);
    all.synthetic |= day.synthetic;
    quarters = day.values_wh.size() * static_cast<std::size_t>(day.quarters_of_a_value);
  }
  const std::size_t values = quarters / static_cast<std::size_t>(all.quarters_of_a_value);
  for (std::size_t i = 0; i < values; ++i) {
    Interval sum{0, days_.size() == meters, false};
    for (const auto& [day, sign] : days_) {
      const auto together =
          static_cast<std::size_t>(all.quarters_of_a_value / day.quarters_of_a_value);
      const Interval each = SumOf(day, i * together, (i + 1) * together);
      sum.wh += sign * each.wh;
      sum.is_present &= each.is_present;
      sum.is_estimated |= each.is_estimated;
    }
    all.values_wh.push_back(sum.is_present ? sum.wh : 0);
    all.is_present.push_back(sum.is_present);
    all.is_estimated.push_back(sum.is_estimated);
  }
  return all;
}

}  // namespace ett::property
