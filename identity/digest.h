#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace ett::identity {

// 32 bytes.
std::string Sha256(absl::string_view text);

// Whether two digests are the same, in a time that does not tell where they differ.
bool AreSame(absl::string_view a, absl::string_view b);

}  // namespace ett::identity
