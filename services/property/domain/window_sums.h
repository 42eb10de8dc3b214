#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "services/property/domain/energy.h"
#include "services/property/domain/windows.h"

namespace ett::property {

// A meter's local day, value by value.
struct DayValues {
  std::int64_t first_quarter = 0;
  int quarters_of_a_value = 1;  // 4 for hours
  std::vector<std::int64_t> values_wh;
  std::vector<bool> is_present;    // by value; empty where all are
  std::vector<bool> is_estimated;  // the same; empty where none is
  bool synthetic = false;
};

// Mean loads of whole hours.
struct Load {
  std::int64_t least_w = 0;
  std::int64_t highest_w = 0;
  double mean_w = 0;
  int hours = 0;
};

// What meters measured together in each of some windows that follow each other. Sums are exact and
// the same in whatever order days are added.
class WindowSums {
 public:
  // `with_load`: loads can be asked for.
  WindowSums(std::vector<Window> windows, bool with_load);

  // A meter is in place then.
  void Expect(Window time);
  void Add(const DayValues& day);
  // A day of which only the sum is known; it is in one window.
  void Add(Window day, const Energy& sum, bool synthetic);

  const std::vector<Window>& windows() const { return windows_; }
  const Energy& EnergyOf(std::size_t window) const { return sums_[window].energy; }
  // Whether an hour in it reaches beyond it.
  bool IsSplit(std::size_t window) const { return sums_[window].is_split; }
  // Whether any of it is made up.
  bool IsSynthetic(std::size_t window) const { return sums_[window].is_synthetic; }
  // Of the hours that all the meters in place have all of; nothing where there is none.
  std::optional<Load> LoadOf(std::size_t window) const;

 private:
  struct Sum {
    Energy energy;
    bool is_split = false;
    bool is_synthetic = false;
  };
  struct Hour {
    std::int64_t sum_wh = 0;
    std::int32_t expected_quarters = 0;
    std::int32_t present_quarters = 0;
  };

  // The window that the quarter is in; past the last where it is in none.
  std::size_t Find(std::int64_t quarter) const;
  Hour& HourAt(std::int64_t quarter) { return hours_[quarter / 4 - first_hour_]; }
  // Null for an hour that reaches beyond a window, or is in none.
  Sum* AddValue(Window time, std::int64_t wh, bool is_estimated);

  const std::vector<Window> windows_;
  std::vector<Sum> sums_;  // by window
  std::int64_t first_hour_ = 0;
  std::vector<Hour> hours_;  // empty without loads
};

}  // namespace ett::property
