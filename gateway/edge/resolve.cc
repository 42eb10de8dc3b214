#include "gateway/edge/resolve.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <set>

#include "absl/strings/str_cat.h"
#include "gateway/edge/address.h"
#include "status/macros.h"

namespace ett::edge {

absl::StatusOr<std::vector<std::string>> Resolve(const std::string& addresses) {
  ASSIGN_OR_RETURN(const std::vector<Address> parsed, ParseAddresses(addresses));
  boost::asio::io_context loop;
  boost::asio::ip::tcp::resolver resolver(loop);
  std::set<std::string> resolved;
  for (const Address& address : parsed) {
    if (!address.path.empty()) {
      resolved.insert(AddressText(address));
      continue;
    }
    boost::system::error_code error;
    const auto found = resolver.resolve(address.host, address.port, error);
    if (error) {
      return absl::UnavailableError(
          absl::StrCat("cannot find ", address.host, ": ", error.message()));
    }
    for (const auto& each : found) {
      const auto endpoint = each.endpoint();
      resolved.insert(AddressText(
          {endpoint.address().to_string(), absl::StrCat(endpoint.port()), /*path=*/""}));
    }
  }
  return std::vector<std::string>(resolved.begin(), resolved.end());
}

}  // namespace ett::edge
