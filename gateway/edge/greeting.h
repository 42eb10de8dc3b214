#pragma once

#include <array>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <memory>

#include "absl/strings/string_view.h"
#include "gateway/edge/transport.h"
#include "gateway/edge/worker.h"

namespace ett::edge {

// Finds out what a new caller speaks: after the handshake, where callers' connections are
// encrypted, by ALPN, else by the first bytes. Who is not clear within 10 s is let go. Alive while
// the connection is. In its loop's thread.
class Greeting : public std::enable_shared_from_this<Greeting> {
 public:
  enum class Spoken { kHttp1, kHttp2 };
  // `read` has been read from it already.
  using Greeted = std::function<void(Transport transport, Spoken spoken, absl::string_view read)>;

  // `worker`, and what `greeted` needs, must outlive the loop.
  Greeting(Worker& worker, Socket socket, Greeted greeted);

  void Start();

 private:
  void Shake();
  void Read();
  void Received(std::size_t size);
  void End(Spoken spoken);

  Worker& worker_;
  Transport transport_;
  const Greeted greeted_;
  boost::asio::steady_timer timer_;
  std::array<char, 4096> bytes_;
  std::size_t size_ = 0;
};

}  // namespace ett::edge
