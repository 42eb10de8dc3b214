#pragma once

#include <optional>
#include <string>
#include <vector>

#include "services/hr/domain/snapshot.h"

namespace ett::hr {

// A number of one trade or programme. The first of a vector is the whole, with an empty code.
struct Counted {
  std::string code;
  int count = 0;
  int persons = 0;  // behind it, where it is about persons
};

// Trade certificates obtained in `period`, by trade in order of code. Trades that have ever had one
// are there, with 0 when there was none in the period.
std::vector<Counted> TradeCertificates(const Snapshot& staff, Span period);

// Leader groups that had completed a programme by the end of `day`, by programme in order of code.
// A group counts once in a programme.
std::vector<Counted> CompletedGroups(const Snapshot& staff, Day day);

// The target of a metric for a year; nullptr when there is none.
const Target* TargetOf(const Snapshot& staff, const std::string& metric, int year);

// How a figure stands to its target, judged on values as printed:
//   reached    on the target's side of its value, or at it
//   on track   not reached, but nearer to it than the year before
//   off track  neither
enum class TargetStatus { kReached, kOnTrack, kOffTrack };

// `before` is the figure of the year before, where it is known.
TargetStatus StatusOf(const Target& target, double printed, std::optional<double> before);

}  // namespace ett::hr
