#include "services/property/domain/sufficiency.h"

#include <algorithm>

namespace ett::property {
namespace {

template <class Predicate>
int Count(const std::vector<DayData>& days, Predicate predicate) {
  return static_cast<int>(std::count_if(days.begin(), days.end(), predicate));
}

}  // namespace

std::vector<Disqualification> DisqualificationsOf(const std::vector<DayData>& days,
                                                  bool is_baseline) {
  using enum DisqualificationReason;
  std::vector<Disqualification> broken;
  const double all = static_cast<double>(days.size());
  const auto check_share = [&](DisqualificationReason reason, int count) {
    const double share = days.empty() ? 0 : count / all;
    if (share < kLeastShareOfDays) broken.push_back({reason, share, kLeastShareOfDays});
  };
  if (Count(days, [](const DayData& day) { return day.metered; }) == 0) {
    broken.push_back({kNoMeter, 0, 1});
  }
  if (is_baseline && all < kLeastBaselineDays) {
    broken.push_back({kTooShort, all, kLeastBaselineDays});
  }
  if (is_baseline && all > kMostBaselineDays) {
    broken.push_back({kTooLong, all, kMostBaselineDays});
  }
  check_share(kEnergyMissing, Count(days, [](const DayData& day) { return day.use.has_value(); }));
  check_share(kTemperatureMissing,
              Count(days, [](const DayData& day) { return day.temperature.has_value(); }));
  check_share(kBothMissing, Count(days, [](const DayData& day) {
                return day.use.has_value() && day.temperature.has_value();
              }));
  const int negative = Count(days, [](const DayData& day) { return day.use.value_or(0) < 0; });
  if (negative > 0) broken.push_back({kNegative, static_cast<double>(negative), 0});
  return broken;
}

}  // namespace ett::property
