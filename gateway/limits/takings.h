#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/time/time.h"

namespace ett::limits {

// Between two times that processes tell each other what they let in. A limit is overshot by what
// comes within it, so it is short; a message costs about a tenth of a millisecond on both sides, so
// it is not shorter. A quota whose burst comes anew within it is held to by even shares: what
// others took would be known too late to mean anything.
inline constexpr absl::Duration kBetweenExchanges = absl::Milliseconds(250);
// Who was not heard from for so long is away: some exchanges may be late on a busy machine.
inline constexpr absl::Duration kLongestSilence = absl::Seconds(2);
// In bytes. Buckets of longer names are not told of, and are held to even shares.
inline constexpr std::size_t kLongestCaller = 1024;

// Calls that a process let in of one bucket.
struct Takings {
  std::string methods;  // of the limit
  std::string callers;  // of the limit
  std::string caller;   // the bucket's key: `=` and a name, or `@` and an address
  std::int64_t calls = 0;
};

}  // namespace ett::limits
