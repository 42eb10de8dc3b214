#include "gateway/edge/outlier.h"

#include <algorithm>

namespace ett::edge {
namespace {

constexpr int kFailuresInARow = 5;
constexpr absl::Duration kShortest = absl::Seconds(1);
constexpr absl::Duration kLongest = absl::Minutes(1);

}  // namespace

void Outlier::Succeeded() {
  failures_ = 0;
  next_ = kShortest;
}

bool Outlier::Failed() { return ++failures_ >= kFailuresInARow; }

void Outlier::Eject(absl::Time now) {
  // A single failure after it is enough to come to it again; a success forgets all.
  until_ = now + next_;
  next_ = std::min(2 * next_, kLongest);
}

}  // namespace ett::edge
