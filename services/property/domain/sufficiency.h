#pragma once

#include <optional>
#include <vector>

#include "absl/time/civil_time.h"

// Whether data are good enough for a model: the rules of CalTRACK 2 on data of days.
namespace ett::property {

// A day as a model sees it.
struct DayData {
  absl::CivilDay day;
  std::optional<double> use;          // kWh; only where every interval is there
  std::optional<double> temperature;  // °C, the day's mean
  bool metered = false;               // a meter was in place
};

enum class DisqualificationReason {
  kNoMeter = 1,
  kTooShort,
  kTooLong,
  kEnergyMissing,
  kTemperatureMissing,
  kBothMissing,
  kNegative,
};

struct Disqualification {
  DisqualificationReason reason;
  double found = 0;  // days, or a share
  double limit = 0;

  bool operator==(const Disqualification&) const = default;
};

inline constexpr double kLeastShareOfDays = 0.9;
inline constexpr int kLeastBaselineDays = 365;
inline constexpr int kMostBaselineDays = 366;

// Every rule that the days break; a period that is not a baseline may be of any length.
std::vector<Disqualification> DisqualificationsOf(const std::vector<DayData>& days,
                                                  bool is_baseline);

}  // namespace ett::property
