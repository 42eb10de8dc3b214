#pragma once

#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace ett::identity {

// Where the text of a key set comes from. May block.
using Fetch = std::function<absl::StatusOr<std::string>()>;

// No key set is longer.
inline constexpr std::size_t kLongestKeySet = 1 << 20;

// How long a server may take.
struct FetchLimits {
  absl::Duration connect = absl::Seconds(3);
  absl::Duration whole = absl::Seconds(10);
};

// UNAVAILABLE, naming the file or the address, when it cannot be had or is longer than
// kLongestKeySet. Over HTTP nothing but 200 is an answer: redirections are not followed.
Fetch FromFile(const std::string& path);
Fetch FromUrl(const std::string& url, const FetchLimits& limits = FetchLimits());

// Whether it begins with https:// or http://.
bool IsUrl(const std::string& text);

}  // namespace ett::identity
