#include "gateway/limits/overload.h"

#include <algorithm>

namespace ett::limits {
namespace {

constexpr int kAll = 100;
constexpr int kMore = 25;
constexpr int kLess = 10;

}  // namespace

void Overload::Observe(absl::Duration lag, Instant now) {
  if (options_.target <= absl::ZeroDuration()) return;
  if (least_ == absl::InfiniteDuration()) begun_ = now - absl::ToChronoNanoseconds(lag);
  least_ = std::min(least_, lag);
  if (absl::FromChrono(now - begun_) < options_.interval) return;
  pressure_ = least_ > options_.target ? std::min(pressure_ + kMore, 2 * kAll)
                                       : std::max(pressure_ - kLess, 0);
  least_ = absl::InfiniteDuration();
}

bool Overload::Refuses(Importance importance) {
  const bool is_read = importance == Importance::kRead;
  const int share = std::clamp(is_read ? pressure_ : pressure_ - kAll, 0, kAll);
  int& due = due_[is_read ? 0 : 1];
  due = share == 0 ? 0 : due + share;
  if (due < kAll) return false;
  due -= kAll;
  return true;
}

}  // namespace ett::limits
