#include "sql/backoff.h"

#include <algorithm>
#include <random>

namespace ett::sql {

absl::Duration Backoff(int attempt, absl::Duration first, absl::Duration longest) {
  thread_local std::minstd_rand random(std::random_device{}());
  const absl::Duration limit = std::min(first * (1 << std::min(attempt, 20)), longest);
  const auto micros = std::max<std::int64_t>(1, absl::ToInt64Microseconds(limit));
  return absl::Microseconds(std::uniform_int_distribution<std::int64_t>(1, micros)(random));
}

}  // namespace ett::sql
