#include "services/property/domain/stretch.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "absl/numeric/int128.h"
#include "services/property/domain/local_day.h"

namespace ett::property {
namespace {

// The part of what a counter holds that counts as near its end or beginning.
constexpr std::int64_t kNearEnd = 10;

Stretch Between(const Stand& from, const Stand& to, std::int64_t full_wh) {
  Stretch stretch;
  stretch.time = {NearestHour(from.seconds), NearestHour(to.seconds)};
  stretch.synthetic = from.synthetic || to.synthetic;
  stretch.sources = {from.name, to.name};
  if (to.is_reset) {
    stretch.problem = StretchProblem::kReset;
  } else if (to.wh >= from.wh) {
    stretch.wh = to.wh - from.wh;
  } else if (from.wh >= full_wh - full_wh / kNearEnd && to.wh < full_wh / kNearEnd) {
    stretch.wh = full_wh - from.wh + to.wh;
  } else {
    stretch.problem = StretchProblem::kStepBack;
  }
  return stretch;
}

}  // namespace

std::int64_t NearestHour(std::int64_t seconds) {
  return (seconds + kSecondsOfAnHour / 2) / kSecondsOfAnHour * kQuartersOfAnHour;
}

std::vector<Stretch> StretchesOf(std::vector<Stand> stands, std::int64_t full_wh) {
  std::sort(stands.begin(), stands.end(), [](const Stand& a, const Stand& b) {
    return std::tie(a.seconds, a.name) < std::tie(b.seconds, b.name);
  });
  // By hour: the stand that ends what came before, and the one that what follows begins with.
  std::map<std::int64_t, std::pair<Stand, Stand>> hours;
  for (Stand& stand : stands) {
    auto& [ends, begins] =
        hours.try_emplace(NearestHour(stand.seconds), stand, stand).first->second;
    if (!stand.is_reset && !begins.is_reset) ends = stand;
    begins = std::move(stand);
  }
  std::vector<Stretch> stretches;
  const Stand* from = nullptr;
  for (const auto& [hour, stands_of_it] : hours) {
    if (from != nullptr) stretches.push_back(Between(*from, stands_of_it.first, full_wh));
    from = &stands_of_it.second;
  }
  return stretches;
}

std::vector<Stretch> InOrder(std::vector<Stretch> all) {
  std::map<std::int64_t, std::int64_t> taken;  // end by first quarter
  for (Stretch& stretch : all) {
    const Window& time = stretch.time;
    const auto after = taken.lower_bound(time.end);
    if (!stretch.IsKnown()) continue;
    if (after != taken.begin() && std::prev(after)->second > time.first) {
      stretch.problem = StretchProblem::kOverlap;
    } else {
      taken.emplace(time.first, time.end);
    }
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Stretch& a, const Stretch& b) { return a.time.first < b.time.first; });
  return all;
}

OpenTime OpenTimeOf(const Stretch& stretch, const std::vector<DayValues>& days) {
  OpenTime open;
  const auto add = [&open](Window time) {
    if (time.first >= time.end) return;
    open.quarters += time.end - time.first;
    if (!open.windows.empty() && open.windows.back().end == time.first) {
      open.windows.back().end = time.end;
    } else {
      open.windows.push_back(time);
    }
  };
  std::int64_t at = stretch.time.first;  // the first quarter that nothing is said of yet
  for (const DayValues& day : days) {
    std::int64_t quarter = day.first_quarter;
    for (std::size_t i = 0; i < day.values_wh.size(); ++i, quarter += day.quarters_of_a_value) {
      const std::int64_t end = quarter + day.quarters_of_a_value;
      const bool is_present = day.is_present.empty() || day.is_present[i];
      if (!is_present || quarter < stretch.time.first || end > stretch.time.end) continue;
      add({at, quarter});
      open.read_wh += day.values_wh[i];
      at = end;
    }
  }
  add({at, stretch.time.end});
  return open;
}

StretchProblem ProblemOf(const Stretch& stretch, const OpenTime& open) {
  if (!stretch.IsKnown()) return stretch.problem;
  if (open.read_wh > stretch.wh) return StretchProblem::kReadingsAbove;
  const bool fits = open.quarters > 0 || open.read_wh == stretch.wh;
  return fits ? StretchProblem::kNone : StretchProblem::kReadingsDiffer;
}

std::int64_t Spread::Next(std::int64_t quarters) {
  passed_ += quarters;
  const absl::int128 upto = absl::int128(wh_) * passed_ / quarters_;
  const std::int64_t next = static_cast<std::int64_t>(upto) - given_wh_;
  given_wh_ += next;
  return next;
}

}  // namespace ett::property
