#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace ett::edge {

// `host:port`, `[::1]:port` or `unix:/path`.
struct Address {
  std::string host;
  std::string port;
  std::string path;  // of a unix socket
};

absl::StatusOr<Address> ParseAddress(const std::string& text);
// Several, with commas between them.
absl::StatusOr<std::vector<Address>> ParseAddresses(const std::string& text);
// The host of the first of several: the name of them all in TLS. Empty for a unix socket.
std::string HostOf(const std::string& addresses);
// As ParseAddress takes it.
std::string AddressText(const Address& address);

}  // namespace ett::edge
