#pragma once

#include <vector>

#include "absl/status/status.h"
#include "figures/figure.h"
#include "services/hr/staff_figures.h"

// Sick leave by the length of the case, at boundaries that the caller names: the categories `short`
// and `long`, at kShortCaseDays, and where filters name them `up-to-N` and `over-N`, of N calendar
// days.
namespace ett::hr {

inline constexpr char kCaseLength[] = "length";

// Whether any boundary but kShortCaseDays is asked for.
bool AsksForOtherLengths(const figures::Query& query);

// INVALID_ARGUMENT for an N that is not 1..kMostShortCaseDays, and for a breakdown by more than
// sector or sex at other boundaries than kShortCaseDays: with as many boundaries as there are days,
// a small group would show its cases one by one.
absl::Status CheckCaseLengths(const figures::Query& query);

// Short, long, and what the filters name.
std::vector<Variant> ByCaseLength(const figures::Query& query);

}  // namespace ett::hr
