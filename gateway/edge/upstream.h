#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "gateway/edge/address.h"
#include "gateway/edge/config.h"

namespace ett::edge {

// One loop's connection to an upstream, made when it is first needed and again when it is lost. All
// calls of the loop share it. In the loop's thread only.
class Upstream {
 public:
  using Ready = std::function<void(absl::StatusOr<std::shared_ptr<Http2>>)>;

  // `on_connected` is told of each connection made. `config` must outlive it.
  Upstream(boost::asio::io_context& loop, const Config& config, std::size_t index,
           std::function<void()> on_connected);

  // Calls back with the connection, at once or when it is made; UNAVAILABLE, naming the upstream
  // and why, when it cannot be made.
  void Acquire(Ready ready);
  const std::string& name() const { return config_.upstreams[index_].name; }
  void Close();

 private:
  void Connect();
  void ConnectTo(const std::vector<boost::asio::generic::stream_protocol::endpoint>& endpoints,
                 std::size_t at);
  void Connected(Socket socket);
  void Secure(Socket socket);
  void Use(Transport transport);
  void Forget();
  void Failed(const std::string& why);

  boost::asio::io_context& loop_;
  const Config& config_;
  const std::size_t index_;
  const std::function<void()> on_connected_;
  absl::StatusOr<Address> address_;
  boost::asio::ip::tcp::resolver resolver_;
  boost::asio::steady_timer timeout_;
  std::shared_ptr<Socket> connecting_;
  std::shared_ptr<Transport> securing_;
  std::uint64_t attempt_ = 0;
  std::shared_ptr<Http2> connection_;
  std::vector<Ready> waiting_;
};

}  // namespace ett::edge
