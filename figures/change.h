#pragma once

#include <optional>

namespace ett::figures {

// (to − from) / from × 100; nothing when `from` is zero.
std::optional<double> ChangeInPercent(double from, double to);

// to − from: percentage points, when both are percentages. Rounded to nine decimals, so that
// 7.5 to 7.3 is −0.2 and not −0.2000…02.
double ChangeInPoints(double from, double to);

// A number that was printed with some decimals: the exact value lies within half a unit of the
// last one.
struct Printed {
  double number;
  int decimals;
};

// Whether a published change in percent can be right, given that the amounts and the percentage
// were all rounded for print.
bool ClaimHolds(Printed from, Printed to, Printed percent);

}  // namespace ett::figures
