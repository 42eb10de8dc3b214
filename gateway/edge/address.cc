#include "gateway/edge/address.h"

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "status/errors.h"

namespace ett::edge {

absl::StatusOr<Address> ParseAddress(const std::string& text) {
  Address address;
  if (absl::StartsWith(text, "unix:")) {
    address.path = text.substr(5);
    if (!address.path.empty()) return address;
  }
  const std::size_t colon = text.rfind(':');
  int port = 0;
  if (address.path.empty() && colon != std::string::npos && colon > 0 &&
      absl::SimpleAtoi(text.substr(colon + 1), &port) && port >= 0 && port <= 65535) {
    address.host = text.substr(0, colon);
    if (absl::StartsWith(address.host, "[") && absl::EndsWith(address.host, "]")) {
      address.host = address.host.substr(1, address.host.size() - 2);
    }
    address.port = text.substr(colon + 1);
    return address;
  }
  return status::InvalidField("address", "host:port or unix:/path", text);
}

}  // namespace ett::edge
