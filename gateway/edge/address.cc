#include "gateway/edge/address.h"

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "status/errors.h"
#include "status/macros.h"

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

absl::StatusOr<std::vector<Address>> ParseAddresses(const std::string& text) {
  std::vector<Address> addresses;
  for (const absl::string_view each : absl::StrSplit(text, ',')) {
    ASSIGN_OR_RETURN(Address address, ParseAddress(std::string(each)));
    addresses.push_back(std::move(address));
  }
  return addresses;
}

std::string HostOf(const std::string& addresses) {
  const absl::StatusOr<std::vector<Address>> parsed = ParseAddresses(addresses);
  return parsed.ok() && !parsed->empty() ? parsed->front().host : std::string();
}

std::string AddressText(const Address& address) {
  if (!address.path.empty()) return absl::StrCat("unix:", address.path);
  const bool is_v6 = absl::StrContains(address.host, ':');
  return absl::StrCat(is_v6 ? "[" : "", address.host, is_v6 ? "]:" : ":", address.port);
}

}  // namespace ett::edge
