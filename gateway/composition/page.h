#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace ett::composition {

// A page of a list that is made anew for each call.
struct Page {
  std::size_t first = 0;
  std::size_t end = 0;
  std::string next_token;  // empty on the last page
};

// `keys` is sorted. Sizes 1..1000, 0 means 100, more is taken as 1000. A token is the last key that
// was given, so that a list that changes in between neither repeats nor loses what stays.
absl::StatusOr<Page> PageOf(const std::vector<std::string>& keys, int size,
                            const std::string& token);

}  // namespace ett::composition
