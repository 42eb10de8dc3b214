#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace ett::tls {

// A file in PEM, and the flag that names it: what is wrong is said of the flag.
struct Pem {
  std::string flag;  // `tls-key`
  std::string path;  // empty: there is none
  std::string text = {};

  bool operator==(const Pem&) const = default;
};

// What one side of a connection shows, and whom it believes.
struct Material {
  Pem certificate;                    // its own, then those between it and the root
  Pem key;                            // without a passphrase
  Pem authorities;                    // who signs the certificates of the other side
  Pem revoked = {"tls-revoked", ""};  // lists of those that count no more, of a server

  bool operator==(const Material&) const = default;
};

// `--tls-key: want …`
absl::Status Wrong(const Pem& pem, absl::string_view wanted);

// The same with the texts as they are in the files now. INVALID_ARGUMENT, naming the flag, when one
// cannot be read.
absl::StatusOr<Material> Load(Material named);

}  // namespace ett::tls
