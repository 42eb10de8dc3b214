#pragma once

#include <memory>
#include <string>
#include <vector>

#include "services/hr/organisations.h"
#include "services/hr/staff_figures.h"

// What a question sees of a publication. Only StaffFigures asks.
namespace ett::hr {

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
