#pragma once

#include "absl/time/time.h"

namespace ett::edge {

// How a replica did lately: one that fails again and again is left out for a while.
class Outlier {
 public:
  void Succeeded();
  // True when it failed so often in a row that it should be left out.
  bool Failed();
  // For a second, and twice as long each time it comes to it again, up to a minute.
  void Eject(absl::Time now);
  bool is_ejected(absl::Time now) const { return now < until_; }

 private:
  int failures_ = 0;  // in a row
  absl::Duration next_ = absl::Seconds(1);
  absl::Time until_ = absl::InfinitePast();
};

}  // namespace ett::edge
