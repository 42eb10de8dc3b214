#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace ett::edge {

enum class Keep {
  kNothing,
  kSlash,       // `%2F` stays as it is
  kPlusAsSpace  // `+` is a space, as in queries
};

// Percent-encoding undone once; what is not a valid escape stays as it is.
std::string PercentDecode(absl::string_view text, Keep keep);

}  // namespace ett::edge
