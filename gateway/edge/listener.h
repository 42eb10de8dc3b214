#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <map>
#include <memory>
#include <random>

#include "gateway/edge/http1.h"
#include "gateway/edge/worker.h"

namespace ett::edge {

// Accepts callers in one loop, and serves each in what it speaks (see Greeting).
class Listener {
 public:
  // `port` 0 takes a free one; several loops may listen on the same port.
  Listener(Worker& worker, boost::asio::ip::tcp::endpoint endpoint);

  // UNAVAILABLE when the address cannot be had.
  absl::Status Open();
  int port() const { return port_; }

  // In the loop's thread: takes no more callers and lets those that there are finish.
  void Leave();
  void CloseAll();
  std::size_t connections() const { return connections_.size(); }

 private:
  // How to end a connection, whatever it speaks.
  struct Connection {
    std::function<void()> leave;
    std::function<void()> close;
    std::unique_ptr<boost::asio::steady_timer> age = nullptr;
  };

  void Accept();
  // Leaves a connection when it is old.
  void LeaveInTime(std::uint64_t id);
  void Greet(Socket socket, std::string peer);
  void StartHttp2(Transport transport, std::string peer, absl::string_view read);
  void StartHttp1(Transport transport, std::string peer, absl::string_view read);

  Worker& worker_;
  const boost::asio::ip::tcp::endpoint endpoint_;
  boost::asio::ip::tcp::acceptor acceptor_;
  int port_ = 0;
  bool leaving_ = false;
  std::minstd_rand random_{std::random_device{}()};
  std::uint64_t last_id_ = 0;
  std::map<std::uint64_t, Connection> connections_;
};

}  // namespace ett::edge
