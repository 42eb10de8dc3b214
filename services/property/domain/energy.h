#pragma once

#include <cstdint>

namespace ett::property {

inline constexpr double kWhInKwh = 1000;

// The share of a period's intervals that must be present before its total is told.
inline constexpr double kLeastCoverage = 0.95;

// Energy metered in some time. Time counts in quarters of an hour, so that hours and quarters add.
struct Energy {
  std::int64_t sum_wh = 0;
  std::int64_t expected_quarters = 0;
  std::int64_t present_quarters = 0;
  std::int64_t estimated_quarters = 0;  // of those present

  Energy& operator+=(const Energy& other) {
    sum_wh += other.sum_wh;
    expected_quarters += other.expected_quarters;
    present_quarters += other.present_quarters;
    estimated_quarters += other.estimated_quarters;
    return *this;
  }
  bool operator==(const Energy&) const = default;

  // 0..1; 0 where nothing was expected.
  double Coverage() const {
    if (expected_quarters == 0) return 0;
    return static_cast<double>(present_quarters) / static_cast<double>(expected_quarters);
  }
  bool Tellable() const { return Coverage() >= kLeastCoverage; }
};

}  // namespace ett::property
