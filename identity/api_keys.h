#pragma once

#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "identity/grants.h"

namespace ett::identity {

// Callers that send `x-api-key`. The file (see grants.h) has the SHA-256 of each key in 64
// hexadecimal digits as its credential, so that the file opens nothing; a key is random, of 128
// bits or more.
class ApiKeys {
 public:
  // None.
  ApiKeys() = default;

  static absl::StatusOr<ApiKeys> Load(const std::string& path);

  // UNAUTHENTICATED API_KEY_UNKNOWN when it is nobody's.
  absl::StatusOr<std::shared_ptr<const Caller>> Identify(absl::string_view key) const;

 private:
  std::vector<Grant> grants_;
};

}  // namespace ett::identity
