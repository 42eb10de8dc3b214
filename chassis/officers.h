#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace ett::chassis {

// Those who may see what is kept of persons. Where tokens say who calls, whoever has the scope is
// an officer; elsewhere, those of a file with a line each:
//   {name} {SHA-256 of the officer's secret, 64 hexadecimal digits}
// and, in either case, under the name `fingerprint-key`, 64 hexadecimal digits at random. Empty
// lines and lines that begin with `#` are skipped.
class Officers {
 public:
  // Nobody.
  Officers() = default;

  // INVALID_ARGUMENT tells which line is wrong and what was wanted, never what it holds. With
  // `by_token`, the file need not name an officer, and whom it names does not count.
  static absl::StatusOr<Officers> Load(const std::string& path, bool by_token = false);

  // PERMISSION_DENIED when there is no file.
  absl::Status CheckPresent() const;

  // The name of the officer whose secret this is: `Bearer {secret}`. PERMISSION_DENIED without
  // officers, UNAUTHENTICATED when it is nobody's.
  absl::StatusOr<std::string> Identify(absl::string_view authorization) const;

  // HMAC-SHA-256 under the key, in hexadecimal; empty without officers.
  std::string Fingerprint(absl::string_view text) const;

 private:
  struct Officer {
    std::string name;
    std::string digest;  // 32 bytes
  };

  absl::Status AddLine(absl::string_view line);

  std::vector<Officer> officers_;
  std::string key_;  // 32 bytes
};

}  // namespace ett::chassis
