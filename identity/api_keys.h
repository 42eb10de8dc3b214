#pragma once

#include <memory>
#include <string>
#include <utility>

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

  // Takes the file if it has changed. What is wrong with it leaves what was before. Of those that
  // were loaded, as below.
  absl::Status Look() const { return grants_->Look(); }
  // From now on, looks in a thread of its own, until this and its copies end.
  void Watch(watch::WatchedText::Told told) const { grants_->Watch(std::move(told)); }

  // UNAUTHENTICATED API_KEY_UNKNOWN when it is nobody's.
  absl::StatusOr<std::shared_ptr<const Caller>> Identify(absl::string_view key) const;

 private:
  std::shared_ptr<GrantSource> grants_;  // null for none
};

}  // namespace ett::identity
