#include "services/property/domain/window_sums.h"

#include <algorithm>
#include <utility>

namespace ett::property {

WindowSums::WindowSums(std::vector<Window> windows, bool with_load)
    : windows_(std::move(windows)), sums_(windows_.size()) {
  if (!with_load || windows_.empty()) return;
  first_hour_ = windows_.front().first / 4;
  hours_.resize(static_cast<std::size_t>((windows_.back().end + 3) / 4 - first_hour_));
}

std::size_t WindowSums::Find(std::int64_t quarter) const {
  const auto after =
      std::upper_bound(windows_.begin(), windows_.end(), quarter,
                       [](std::int64_t at, const Window& window) { return at < window.end; });
  if (after == windows_.end() || quarter < after->first) return windows_.size();
  return static_cast<std::size_t>(after - windows_.begin());
}

void WindowSums::Expect(Window time) {
  if (windows_.empty()) return;
  time.first = std::max(time.first, windows_.front().first);
  time.end = std::min(time.end, windows_.back().end);
  for (std::size_t i = Find(time.first); i < windows_.size() && windows_[i].first < time.end; ++i) {
    sums_[i].energy.expected_quarters +=
        std::min(time.end, windows_[i].end) - std::max(time.first, windows_[i].first);
  }
  if (hours_.empty()) return;
  for (std::int64_t quarter = time.first; quarter < time.end; ++quarter) {
    ++HourAt(quarter).expected_quarters;
  }
}

WindowSums::Sum* WindowSums::AddValue(Window time, std::int64_t wh, bool is_estimated) {
  const std::size_t at = Find(time.first);
  const std::size_t last = Find(time.end - 1);
  if (at != last) {
    // Hours are not split: it is in none of those that it is a part of.
    for (std::int64_t quarter = time.first; quarter < time.end; ++quarter) {
      if (const std::size_t part = Find(quarter); part < sums_.size()) sums_[part].is_split = true;
    }
    return nullptr;
  }
  if (at == windows_.size()) return nullptr;
  const std::int64_t quarters = time.end - time.first;
  sums_[at].energy += {wh, 0, quarters, is_estimated ? quarters : 0};
  if (!hours_.empty()) {
    Hour& hour = HourAt(time.first);
    hour.sum_wh += wh;
    hour.present_quarters += static_cast<std::int32_t>(quarters);
  }
  return &sums_[at];
}

void WindowSums::Add(const DayValues& day) {
  std::int64_t at = day.first_quarter;
  for (std::size_t i = 0; i < day.values_wh.size(); ++i, at += day.quarters_of_a_value) {
    if (!day.is_present.empty() && !day.is_present[i]) continue;
    const bool is_estimated = !day.is_estimated.empty() && day.is_estimated[i];
    Sum* sum = AddValue({at, at + day.quarters_of_a_value}, day.values_wh[i], is_estimated);
    if (sum != nullptr) sum->is_synthetic |= day.synthetic;
  }
}

void WindowSums::Add(Window day, const Energy& sum, bool synthetic) {
  const std::size_t at = Find(day.first);
  if (at == sums_.size()) return;
  sums_[at].energy += sum;
  sums_[at].is_synthetic |= synthetic;
}

std::optional<Load> WindowSums::LoadOf(std::size_t window) const {
  if (hours_.empty()) return std::nullopt;
  Load load;
  std::int64_t sum = 0;
  const Window& time = windows_[window];
  for (std::int64_t at = (time.first + 3) / 4; (at + 1) * 4 <= time.end; ++at) {
    const Hour& hour = hours_[static_cast<std::size_t>(at - first_hour_)];
    if (hour.expected_quarters == 0 || hour.present_quarters != hour.expected_quarters) continue;
    load.least_w = load.hours == 0 ? hour.sum_wh : std::min(load.least_w, hour.sum_wh);
    load.highest_w = load.hours == 0 ? hour.sum_wh : std::max(load.highest_w, hour.sum_wh);
    sum += hour.sum_wh;
    ++load.hours;
  }
  if (load.hours == 0) return std::nullopt;
  load.mean_w = static_cast<double>(sum) / load.hours;
  return load;
}

}  // namespace ett::property
