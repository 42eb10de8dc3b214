#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "ett/property/v1/property.pb.h"
#include "ett/property/v1/reading.pb.h"

namespace ett::bench {

inline constexpr char kTown[] = "935478715";
inline constexpr int kReadYear = 2018;

// Made-up buildings and their meters, the same for the same size on every machine: at size 1, 400
// buildings with five meters each, all of which deliver a value in Wh every quarter of an hour.
class ReadingsTown {
 public:
  explicit ReadingsTown(double size);

  const std::vector<property::v1::Building>& buildings() const { return buildings_; }
  const std::vector<property::v1::Meter>& meters() const { return meters_; }

  // A day of a meter: what a building uses by the hour and the season, and noise of some percent.
  property::v1::Reading ReadingOf(std::size_t meter, absl::CivilDay day) const;

 private:
  std::vector<property::v1::Building> buildings_;
  std::vector<property::v1::Meter> meters_;
  std::vector<int> loads_wh_;  // by meter: in a quarter, at most
};

// From the meter's name.
std::int64_t GsrnOf(const property::v1::Meter& meter);

}  // namespace ett::bench
