#pragma once

#include <functional>
#include <memory>
#include <string>

#include "gateway/edge/transport.h"

namespace ett::edge {

// Makes the handshake of TLS with an upstream, whose certificate is to name `host`, and which is to
// speak HTTP/2. `done` is called with what is wrong, empty for nothing, and then the connection is
// the caller's; closing it gives up, and is wrong too.
std::shared_ptr<Transport> ShakeHands(Socket socket, const tls::Context& context,
                                      const std::string& host,
                                      std::function<void(const std::string& problem)> done);

}  // namespace ett::edge
