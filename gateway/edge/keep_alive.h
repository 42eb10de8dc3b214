#pragma once

#include <boost/asio/io_context.hpp>
#include <memory>

#include "absl/time/time.h"
#include "gateway/edge/http2.h"

namespace ett::edge {

// Every `interval` in which streams are open, asks the other side of the connection for a sign of
// life, and closes it when there is none within `timeout`; as long as the connection is there.
void KeepAlive(boost::asio::io_context& loop, const std::shared_ptr<Http2>& connection,
               absl::Duration interval, absl::Duration timeout);

}  // namespace ett::edge
