#pragma once

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/string_view.h"

namespace ett::identity {

// Who calls, and what they may.
struct Caller {
  enum class Kind { kAnonymous, kToken, kApiKey, kCertificate };

  Kind kind = Kind::kAnonymous;
  std::string name;                         // empty for nobody
  std::string organisation;                 // of whom the caller acts for; empty when not known
  std::vector<std::string> scopes;          // sorted
  std::vector<std::string> municipalities;  // organisation numbers, sorted
  bool all_municipalities = false;

  bool Holds(const std::string& scope) const {
    return std::binary_search(scopes.begin(), scopes.end(), scope);
  }
  bool Covers(absl::string_view municipality) const {
    return all_municipalities || std::binary_search(municipalities.begin(), municipalities.end(),
                                                    municipality, std::less<absl::string_view>());
  }
};

// How a municipality is named: 9 digits of Enhetsregisteret.
inline bool IsOrganisationNumber(absl::string_view text) {
  return text.size() == 9 && std::all_of(text.begin(), text.end(),
                                         [](unsigned char c) { return absl::ascii_isdigit(c); });
}

// `token`, `api key`, …, for logs.
inline const char* NameOf(Caller::Kind kind) {
  constexpr const char* kNames[] = {"anonymous", "token", "api key", "certificate"};
  return kNames[static_cast<int>(kind)];
}

}  // namespace ett::identity
