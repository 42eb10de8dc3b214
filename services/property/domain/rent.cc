#include "services/property/domain/rent.h"

#include <algorithm>

namespace ett::property {
namespace {

// Of a year's days before the day with this number (0 for the first), to the nearest øre.
std::int64_t UpTo(std::int64_t yearly_ore, std::int64_t days, std::int64_t days_of_year) {
  return (yearly_ore / days_of_year) * days +
         (yearly_ore % days_of_year * days + days_of_year / 2) / days_of_year;
}

}  // namespace

std::int64_t RentOre(std::int64_t yearly_ore, const Days& lease, const Days& period) {
  if (!lease.Meets(period)) return 0;
  const absl::CivilDay first = std::max(lease.first, period.first);
  const absl::CivilDay last = std::min(lease.last, period.last);
  std::int64_t sum = 0;
  for (absl::CivilYear year(first); year <= absl::CivilYear(last); ++year) {
    const absl::CivilDay begin(year);
    const std::int64_t days_of_year = absl::CivilDay(year + 1) - begin;
    const std::int64_t from = std::max<std::int64_t>(0, first - begin);
    const std::int64_t to = std::min<std::int64_t>(days_of_year, last - begin + 1);
    sum += UpTo(yearly_ore, to, days_of_year) - UpTo(yearly_ore, from, days_of_year);
  }
  return sum;
}

}  // namespace ett::property
