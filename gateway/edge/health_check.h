#pragma once

#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>

#include "absl/time/time.h"
#include "gateway/edge/http2.h"

namespace ett::edge {

// Asks by grpc.health.v1 whether a server takes calls; `done` is told once. A server without that
// service is healthy; one that does not answer within `longest` is not. In the loop's thread.
void CheckHealth(boost::asio::io_context& loop, std::shared_ptr<Http2> connection,
                 absl::Duration longest, std::function<void(bool healthy)> done);

}  // namespace ett::edge
