#pragma once

#include <cstdint>
#include <vector>

#include "absl/time/civil_time.h"

// Time in quarters of an hour from 1970, which days of Europe/Oslo have a whole number of.
namespace ett::property {

enum class WindowLength { kQuarter = 1, kHour, kDay, kWeek, kMonth, kYear };

// From the first quarter up to, but not including, the end.
struct Window {
  std::int64_t first = 0;
  std::int64_t end = 0;

  bool operator==(const Window&) const = default;
};

// The windows of the local calendar that a time is divided into, the first and last cut to it.
std::vector<Window> WindowsOf(Window time, WindowLength length);

// The quarters of a local day.
Window QuartersOf(absl::CivilDay day);

}  // namespace ett::property
