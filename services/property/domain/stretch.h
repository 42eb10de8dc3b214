#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "services/property/domain/window_sums.h"
#include "services/property/domain/windows.h"

// Times of which a meter's energy is known as a whole: between two stands of a counter, or of a
// bill.
namespace ett::property {

// A stand of a counter.
struct Stand {
  std::int64_t seconds = 0;  // from 1970
  std::int64_t wh = 0;       // what it showed, 0 up to what the counter holds
  bool is_reset = false;     // the counter was set to it then
  bool synthetic = false;
  std::string name;

  bool operator==(const Stand&) const = default;
};

// The numbers are those of ett.property.v1.StretchProblem.
enum class StretchProblem {
  kNone = 0,
  kStepBack = 1,
  kReset = 2,
  kReadingsAbove = 3,
  kReadingsDiffer = 4,
  kOverlap = 5
};

struct Stretch {
  Window time;  // whole hours
  std::int64_t wh = 0;
  StretchProblem problem = StretchProblem::kNone;
  bool synthetic = false;
  std::vector<std::string> sources;  // names of records

  bool IsKnown() const { return problem == StretchProblem::kNone; }
};

// The nearest whole hour, in quarters from 1970; the later of two that are as near.
std::int64_t NearestHour(std::int64_t seconds);

// Between the stands of one counter, which come in any order. A step back is a passing of zero only
// where the counter was in the last tenth of what it holds (`full_wh`) and is in the first; other
// steps back, and resets, leave a stretch with a problem. Of stands of one hour, the last one
// counts.
std::vector<Stretch> StretchesOf(std::vector<Stand> stands, std::int64_t full_wh);

// Puts stretches of several counters and bills in order of time. Of known ones that meet, those
// that come first in `all` are kept, the others have the problem kOverlap.
std::vector<Stretch> InOrder(std::vector<Stretch> all);

// What readings leave open of a stretch.
struct OpenTime {
  std::int64_t read_wh = 0;     // what they tell
  std::int64_t quarters = 0;    // that they do not tell of
  std::vector<Window> windows;  // these, in order
};
// `days` are those with readings, in order; what is beyond the stretch does not count.
OpenTime OpenTimeOf(const Stretch& stretch, const std::vector<DayValues>& days);

// What is wrong with a stretch, if anything, once its readings are known. Its energy less what is
// read may be spread over the open time where nothing is.
StretchProblem ProblemOf(const Stretch& stretch, const OpenTime& open);

// Energy spread evenly over quarters of an hour, in whole Wh: any division of them into parts gives
// parts that sum to the whole.
class Spread {
 public:
  // `wh` at least 0, `quarters` above 0.
  Spread(std::int64_t wh, std::int64_t quarters) : wh_(wh), quarters_(quarters) {}

  // The energy of the next quarters, all in all not more than there are.
  std::int64_t Next(std::int64_t quarters);

 private:
  const std::int64_t wh_;
  const std::int64_t quarters_;
  std::int64_t passed_ = 0;
  std::int64_t given_wh_ = 0;
};

}  // namespace ett::property
