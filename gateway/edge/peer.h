#pragma once

#include <boost/asio/ip/address.hpp>
#include <string>

namespace ett::edge {

// The other end of a caller's connection, as callers nobody knows by name are told apart: an
// address of IPv4, or of IPv6 its first 64 bits, of which one who has them has all the rest. Not
// what X-Forwarded-For says, which anybody may write.
std::string PeerOf(const boost::asio::ip::address& address);

}  // namespace ett::edge
