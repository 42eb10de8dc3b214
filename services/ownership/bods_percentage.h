#pragma once

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace ett::ownership::bods {

// An exact decimal number of hundredths from 0 to 100, with up to 16 decimals.
class Percentage {
 public:
  static constexpr int kMostDecimals = 16;

  constexpr Percentage() = default;

  // `number` is a JSON number from 0 to 100. What is finer than the last decimal is left out.
  static Percentage Parse(absl::string_view number);
  // Whether nothing of `number` is finer than that.
  static bool IsExact(absl::string_view number);
  // `units` of 10^-`decimals`; from 0 to 100.
  static Percentage Of(std::int64_t units, int decimals);

  // units() · 10^-decimals(), with as few decimals as it can be told in.
  std::int64_t units() const { return units_; }
  int decimals() const { return decimals_; }
  // "33.3", as JSON writes numbers.
  std::string ToString() const;

  friend bool operator==(const Percentage&, const Percentage&) = default;
  bool operator<(const Percentage& other) const;

 private:
  std::int64_t Scaled() const;

  std::int64_t units_ = 0;
  int decimals_ = 0;
};

}  // namespace ett::ownership::bods
