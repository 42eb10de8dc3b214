#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "figures/figure.h"
#include "services/hr/counts.h"
#include "services/hr/staff.h"

namespace ett::hr {

// One category of a dimension that divides what is counted, not whom.
struct Variant {
  Label label;
  Numbers numbers;
};

// A figure on groups of employees.
struct StaffMetric {
  Numbers numbers;
  // By dimension; a query has one of them at most.
  std::map<std::string, std::vector<Variant>> variants = {};
  // A share by this axis gives away its numerator: all categories of the axis must be published.
  std::optional<Axis> share_by = std::nullopt;
  // Only of those in this category, without showing it as a dimension.
  std::optional<std::pair<Axis, std::string>> only = std::nullopt;
  bool of_pay = false;
  // Periods for which this is false were not collected.
  std::function<bool(const Snapshot&, figures::Period)> collected = nullptr;
  // Also of the months of the year before that make twelve with the period.
  bool twelve_months = false;
};

// The axis of a dimension, `age-group` say; nothing for one of what is counted.
std::optional<Axis> AxisOf(const std::string& dimension);

figures::Text ToText(const Label& label);

// In place of a figure that must not be published. Says the same for whatever reason, for the
// reason is itself a hint.
figures::Absent Withheld();

// INVALID_ARGUMENT when the breakdown is not one that is published.
absl::Status CheckDimensions(const StaffMetric& metric, const std::vector<std::string>& dimensions);

// The only way from numbers to figures: each is a view of what the municipality publishes of the
// year, and withheld where that does not have it.
absl::StatusOr<std::vector<figures::Entry>> StaffFigures(const Staff& staff,
                                                         const StaffMetric& metric,
                                                         const figures::Query& query,
                                                         figures::Period period);

}  // namespace ett::hr
