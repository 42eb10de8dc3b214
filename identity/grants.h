#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "identity/caller.h"
#include "watch/watch.h"
#include "watch/watched_text.h"

namespace ett::identity {

// A credential, and who it makes its owner.
struct Grant {
  std::string credential;
  std::shared_ptr<const Caller> caller;
};

// What a file of grants is of.
struct GrantFile {
  absl::string_view flag;    // `--api-keys`, for errors
  absl::string_view wanted;  // of a credential: "64 hexadecimal digits"
  Caller::Kind kind;
  // The credential as it is kept; nothing for one that is none.
  std::function<std::optional<std::string>(absl::string_view)> read;
};

using Grants = std::vector<Grant>;

// Reads a text with a line each:
//   {name} {credential} {scopes, between commas} {municipalities, between commas, or *}
// Empty lines and lines that begin with `#` are skipped. INVALID_ARGUMENT tells which line is
// wrong and what was wanted, never what it holds.
absl::StatusOr<Grants> ParseGrants(absl::string_view text, const GrantFile& file);

// The grants of a file, as they are now. Of many threads, who looks excepted.
class GrantSource {
 public:
  // INVALID_ARGUMENT, as ParseGrants, also for a file that cannot be read.
  static absl::StatusOr<std::shared_ptr<GrantSource>> Open(const std::string& path,
                                                           const GrantFile& file);

  // Never null.
  std::shared_ptr<const Grants> current() const { return current_.load(); }

  // Takes the file if it has changed. What is wrong with it leaves what was before.
  absl::Status Look() { return text_.Look(); }
  // From now on, looks in a thread of its own, until this ends.
  void Watch(watch::WatchedText::Told told);

 private:
  GrantSource(const std::string& path, const GrantFile& file);

  std::atomic<std::shared_ptr<const Grants>> current_;
  watch::WatchedText text_;
  watch::Watch watch_;
};

}  // namespace ett::identity
