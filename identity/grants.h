#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "identity/caller.h"

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

// Reads a file with a line each:
//   {name} {credential} {scopes, between commas} {municipalities, between commas, or *}
// Empty lines and lines that begin with `#` are skipped. INVALID_ARGUMENT tells which line is
// wrong and what was wanted, never what it holds.
absl::StatusOr<std::vector<Grant>> LoadGrants(const std::string& path, const GrantFile& file);

}  // namespace ett::identity
