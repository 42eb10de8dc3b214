#pragma once

#include <cstdint>

#include "absl/strings/string_view.h"
#include "google/type/date.pb.h"
#include "records/kind.h"

// Rules that fields of several kinds share.
namespace ett::property {

inline constexpr char kOutOfRange[] = "OUT_OF_RANGE";
inline constexpr char kMalformed[] = "MALFORMED";
// Ten thousand milliard kroner: sums of such amounts fit 64 bits.
inline constexpr std::int64_t kMostOre = 1'000'000'000'000'000;

void CheckRange(absl::string_view field, std::int64_t value, std::int64_t least, std::int64_t most,
                records::FieldErrors& errors);

// A number of `least`..`most`, neither infinite nor NaN.
struct Bounds {
  double least;
  double most;
};
inline constexpr Bounds kKwhPerSquareMetre = {0, 10'000};
void CheckNumber(absl::string_view field, double value, const Bounds& bounds,
                 records::FieldErrors& errors);

// Null for a date that is not set.
inline const google::type::Date* Set(bool has, const google::type::Date& date) {
  return has ? &date : nullptr;
}

// Whether the last day is not before the first, where both are set.
void CheckOrder(absl::string_view last_field, const google::type::Date* first,
                const google::type::Date* last, records::FieldErrors& errors);

// Lower-case letters, digits and hyphens.
void CheckCode(absl::string_view field, absl::string_view text, records::FieldErrors& errors);

}  // namespace ett::property
