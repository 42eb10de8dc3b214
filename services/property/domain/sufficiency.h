#pragma once

#include <optional>
#include <vector>

#include "absl/time/civil_time.h"

// Whether data are good enough for a model: the rules of CalTRACK 2 on data of days, and of hours.
namespace ett::property {

// A day as a model sees it.
struct DayData {
  absl::CivilDay day;
  std::optional<double> use;          // kWh; only where every interval is there
  std::optional<double> temperature;  // °C, the day's mean
  bool metered = false;               // a meter was in place
};

// An hour as a model sees it.
struct HourData {
  absl::CivilHour hour;
  std::optional<double> use;          // kWh; only where all of it is there
  std::optional<double> temperature;  // °C
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
  double found = 0;  // days or hours, or a share
  double limit = 0;
  int month = 0;  // 1..12 where the rule is on each calendar month, else 0

  bool operator==(const Disqualification&) const = default;
};

// Of the days, or of the hours of a month.
inline constexpr double kLeastShare = 0.9;
inline constexpr int kLeastBaselineDays = 365;
inline constexpr int kMostBaselineDays = 366;

// Every rule that the days break; a period that is not a baseline may be of any length.
std::vector<Disqualification> DisqualificationsOf(const std::vector<DayData>& days,
                                                  bool is_baseline);
// The same of hours, of which each calendar month has the least share. Hours in order.
std::vector<Disqualification> DisqualificationsOf(const std::vector<HourData>& hours,
                                                  bool is_baseline);

}  // namespace ett::property
