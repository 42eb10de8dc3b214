#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "services/hr/staff_figures.h"

// What a question sees of a publication. Only StaffFigures asks.
namespace ett::hr {

// As it was at the time, the last day of each month, or as it is on the day of knowledge.
enum class Organisation : std::uint8_t { kThen, kNow };

struct StaffQuestion {
  const Staff& staff;
  const StaffMetric& metric;
  const figures::Query& query;
  figures::Period period;
  std::vector<std::shared_ptr<const Universe>> publications;  // the period's year first
};

// The axes that employees are divided by, in ascending order, as a breakdown is kept.
Axes AxesOf(const StaffMetric& metric, const std::vector<std::string>& dimensions);

// A figure for each row of the organisation and category that there is anybody in, withheld where
// it is not published.
void AddFigures(const StaffQuestion& question, const Variant& variant, Organisation organisation,
                std::vector<figures::Entry>& entries);

}  // namespace ett::hr
