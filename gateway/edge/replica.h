#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "gateway/edge/config.h"
#include "gateway/edge/outlier.h"

namespace ett::edge {

// One loop's connection to one server of an upstream, made when it is first needed and again when
// it is lost. It is used once the server has answered, so that one which takes connections and
// drops them has certainly seen no call. All calls of the loop to it share it. In the loop's thread
// only.
class Replica : public std::enable_shared_from_this<Replica> {
 public:
  using Ready = std::function<void(absl::StatusOr<std::shared_ptr<Http2>>)>;
  struct Setting {
    boost::asio::io_context& loop;
    const Config& config;  // outlives it
    std::shared_ptr<const UpstreamConfig> upstream;
    std::function<void()> on_connected;  // told of each connection made
  };

  Replica(Setting setting, std::string address);

  // Null while there is none.
  const std::shared_ptr<Http2>& connection() const { return connection_; }
  // Calls back with the connection, at once or when it is made; UNAVAILABLE, naming the upstream,
  // the address and why, when it cannot be made.
  void Acquire(Ready ready);
  // Looks whether it takes calls; what is found is in is_healthy.
  void Check();
  // No calls come any more; those in flight end first.
  void Leave();
  void Close();

  const std::string& address() const { return address_; }
  const std::shared_ptr<const UpstreamConfig>& upstream() const { return setting_.upstream; }
  bool is_healthy() const { return healthy_; }
  Outlier& outlier() { return outlier_; }
  // Calls of this loop that it is asked at the moment.
  int in_flight = 0;

 private:
  void Connect();
  void Connected(Socket socket);
  void Secure(Socket socket);
  void Greet(Transport transport);
  void Greeted();
  void Lost(std::uint64_t attempt);
  void Failed(const std::string& why);
  void GiveUpAttempt();

  const Setting setting_;
  const std::string address_;
  boost::asio::steady_timer timeout_;
  std::shared_ptr<Socket> connecting_;
  std::shared_ptr<Transport> securing_;  // connected, in the handshake of TLS
  std::shared_ptr<Http2> greeting_;      // connected, but the server has not answered yet
  std::uint64_t attempt_ = 0;
  std::shared_ptr<Http2> connection_;
  std::uint64_t connection_attempt_ = 0;  // the one that it comes of
  std::vector<Ready> waiting_;
  bool healthy_ = true;
  bool checking_ = false;
  Outlier outlier_;
};

}  // namespace ett::edge
