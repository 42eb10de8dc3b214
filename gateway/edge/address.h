#pragma once

#include <string>

#include "absl/status/statusor.h"

namespace ett::edge {

// `host:port`, `[::1]:port` or `unix:/path`.
struct Address {
  std::string host;
  std::string port;
  std::string path;  // of a unix socket
};

absl::StatusOr<Address> ParseAddress(const std::string& text);

}  // namespace ett::edge
