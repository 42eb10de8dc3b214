#include "services/property/domain/sufficiency.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>

namespace ett::property {
namespace {

using enum DisqualificationReason;

// What days and hours have in common.
template <class Each>
class Rules {
 public:
  void CheckMetered(const std::vector<Each>& all) {
    if (Count(all, [](const Each& each) { return each.metered; }) > 0) return;
    broken_.push_back({kNoMeter, 0, 1});
  }

  void CheckLength(double days) {
    if (days < kLeastBaselineDays) broken_.push_back({kTooShort, days, kLeastBaselineDays});
    if (days > kMostBaselineDays) broken_.push_back({kTooLong, days, kMostBaselineDays});
  }

  // Of all, or of those of a month.
  void CheckShares(const std::vector<Each>& all, int month = 0) {
    CheckShare(kEnergyMissing, month, all, [](const Each& each) { return each.use.has_value(); });
    CheckShare(kTemperatureMissing, month, all,
               [](const Each& each) { return each.temperature.has_value(); });
    CheckShare(kBothMissing, month, all, [](const Each& each) {
      return each.use.has_value() && each.temperature.has_value();
    });
  }

  void CheckSigns(const std::vector<Each>& all) {
    const double negative = Count(all, [](const Each& each) { return each.use.value_or(0) < 0; });
    if (negative > 0) broken_.push_back({kNegative, negative, 0});
  }

  std::vector<Disqualification> broken() && { return std::move(broken_); }

 private:
  template <class Predicate>
  static double Count(const std::vector<Each>& all, Predicate predicate) {
    return static_cast<double>(std::count_if(all.begin(), all.end(), predicate));
  }

  template <class Predicate>
  void CheckShare(DisqualificationReason reason, int month, const std::vector<Each>& all,
                  Predicate predicate) {
    const double share = all.empty() ? 0 : Count(all, predicate) / static_cast<double>(all.size());
    if (share < kLeastShare) broken_.push_back({reason, share, kLeastShare, month});
  }

  std::vector<Disqualification> broken_;
};

}  // namespace

std::vector<Disqualification> DisqualificationsOf(const std::vector<DayData>& days,
                                                  bool is_baseline) {
  Rules<DayData> rules;
  rules.CheckMetered(days);
  if (is_baseline) rules.CheckLength(static_cast<double>(days.size()));
  rules.CheckShares(days);
  rules.CheckSigns(days);
  return std::move(rules).broken();
}

std::vector<Disqualification> DisqualificationsOf(const std::vector<HourData>& hours,
                                                  bool is_baseline) {
  Rules<HourData> rules;
  rules.CheckMetered(hours);
  if (is_baseline) {
    const std::int64_t days =
        hours.empty() ? 0
                      : absl::CivilDay(hours.back().hour) - absl::CivilDay(hours.front().hour) + 1;
    rules.CheckLength(static_cast<double>(days));
  }
  std::map<int, std::vector<HourData>> months;
  for (const HourData& each : hours) months[each.hour.month()].push_back(each);
  for (const auto& [month, of_month] : months) rules.CheckShares(of_month, month);
  rules.CheckSigns(hours);
  return std::move(rules).broken();
}

}  // namespace ett::property
