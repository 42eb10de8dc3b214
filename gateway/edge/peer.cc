#include "gateway/edge/peer.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace ett::edge {

std::string PeerOf(const boost::asio::ip::address& address) {
  namespace ip = boost::asio::ip;
  if (!address.is_v6()) return address.to_string();
  if (address.to_v6().is_v4_mapped()) {
    return ip::make_address_v4(ip::v4_mapped, address.to_v6()).to_string();
  }
  ip::address_v6::bytes_type bytes = address.to_v6().to_bytes();
  std::fill(bytes.begin() + bytes.size() / 2, bytes.end(), 0);
  return absl::StrCat(ip::make_address_v6(bytes).to_string(), "/64");
}

}  // namespace ett::edge
