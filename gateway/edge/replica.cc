#include "gateway/edge/replica.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>

#include "absl/strings/str_cat.h"
#include "gateway/edge/address.h"
#include "gateway/edge/handshake.h"
#include "gateway/edge/health_check.h"
#include "gateway/edge/keep_alive.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::edge {
namespace {

namespace asio = boost::asio;
using Endpoint = asio::generic::stream_protocol::endpoint;

// Of an address that is resolved.
absl::StatusOr<Endpoint> EndpointOf(const std::string& text) {
  ASSIGN_OR_RETURN(const Address address, ParseAddress(text));
  if (!address.path.empty()) return Endpoint(asio::local::stream_protocol::endpoint(address.path));
  boost::system::error_code error;
  const auto ip = asio::ip::make_address(address.host, error);
  if (error) return status::InvalidField("address", "an IP address", address.host);
  return Endpoint(asio::ip::tcp::endpoint(ip, static_cast<std::uint16_t>(std::stoi(address.port))));
}

}  // namespace

Replica::Replica(Setting setting, std::string address)
    : setting_(std::move(setting)), address_(std::move(address)), timeout_(setting_.loop) {}

void Replica::Acquire(Ready ready) {
  if (connection_ != nullptr) return ready(connection_);
  waiting_.push_back(std::move(ready));
  if (waiting_.size() == 1) Connect();
}

void Replica::Connect() {
  const std::uint64_t attempt = ++attempt_;
  const absl::StatusOr<Endpoint> endpoint = EndpointOf(address_);
  if (!endpoint.ok()) return Failed(std::string(endpoint.status().message()));
  timeout_.expires_after(absl::ToChronoMilliseconds(setting_.config.connect_timeout));
  timeout_.async_wait([weak = weak_from_this(), attempt](const boost::system::error_code& error) {
    const std::shared_ptr<Replica> self = weak.lock();
    if (error || self == nullptr || attempt != self->attempt_) return;
    self->Failed("no connection in time");
  });
  connecting_ = std::make_shared<Socket>(setting_.loop);
  connecting_->async_connect(*endpoint, [weak = weak_from_this(), attempt, socket = connecting_](
                                            const boost::system::error_code& error) {
    const std::shared_ptr<Replica> self = weak.lock();
    if (self == nullptr || attempt != self->attempt_) return;
    if (!error) return self->Connected(std::move(*socket));
    self->Failed(error.message());
  });
}

void Replica::Connected(Socket socket) {
  connecting_.reset();
  boost::system::error_code ignored;
  socket.set_option(asio::ip::tcp::no_delay(true), ignored);  // no such thing for unix sockets
  if (setting_.upstream->tls.has_value()) return Secure(std::move(socket));
  Greet(Transport(std::move(socket)));
}

void Replica::Secure(Socket socket) {
  const auto done = [weak = weak_from_this(), attempt = attempt_](const std::string& problem) {
    const std::shared_ptr<Replica> self = weak.lock();
    if (self == nullptr || attempt != self->attempt_) return;
    if (!problem.empty()) return self->Failed(problem);
    self->Greet(std::move(*std::exchange(self->securing_, nullptr)));
  };
  securing_ = ShakeHands(std::move(socket), setting_.upstream->tls->context(),
                         HostOf(setting_.upstream->address), done);
}

void Replica::Greet(Transport transport) {
  const auto lost = [weak = weak_from_this(), attempt = attempt_] {
    if (const auto self = weak.lock()) self->Lost(attempt);
  };
  const auto greeted = [weak = weak_from_this(), attempt = attempt_] {
    const auto self = weak.lock();
    if (self != nullptr && attempt == self->attempt_) self->Greeted();
  };
  greeting_ = Http2::Client(std::move(transport), setting_.config.limits,
                            {nullptr, lost, nullptr, greeted});
  greeting_->Start();
}

void Replica::Greeted() {
  connection_attempt_ = attempt_++;
  timeout_.cancel();
  connection_ = std::move(greeting_);
  const std::shared_ptr<Http2> connection = connection_;
  KeepAlive(setting_.loop, connection, setting_.config.traffic.ping_interval,
            setting_.config.traffic.ping_timeout);
  setting_.on_connected();
  for (const Ready& ready : std::exchange(waiting_, {})) ready(connection);
}

// The server leaves, or the connection is broken.
void Replica::Lost(std::uint64_t attempt) {
  if (attempt == attempt_) return Failed("it closes the connection");
  if (attempt == connection_attempt_) connection_.reset();
}

void Replica::Failed(const std::string& why) {
  GiveUpAttempt();
  const absl::Status status = status::Unavailable(
      "UPSTREAM_UNAVAILABLE", absl::StrCat("the service \"", setting_.upstream->name, "\" at ",
                                           address_, " does not answer: ", why));
  for (const Ready& ready : std::exchange(waiting_, {})) ready(status);
}

void Replica::Check() {
  if (std::exchange(checking_, true)) return;
  const auto found = [weak = weak_from_this()](bool healthy) {
    const std::shared_ptr<Replica> self = weak.lock();
    if (self == nullptr) return;
    self->checking_ = false;
    self->healthy_ = healthy;
  };
  Acquire([this, found](const absl::StatusOr<std::shared_ptr<Http2>>& connection) {
    if (!connection.ok()) return found(false);
    CheckHealth(setting_.loop, *connection, setting_.config.traffic.health_timeout, found);
  });
}

void Replica::Leave() {
  if (connection_ != nullptr) std::exchange(connection_, nullptr)->Leave();
}

void Replica::GiveUpAttempt() {
  ++attempt_;
  timeout_.cancel();
  connecting_.reset();
  if (securing_ != nullptr) std::exchange(securing_, nullptr)->Close();
  if (greeting_ != nullptr) std::exchange(greeting_, nullptr)->Close();
}

void Replica::Close() {
  GiveUpAttempt();
  waiting_.clear();
  if (connection_ != nullptr) std::exchange(connection_, nullptr)->Close();
}

}  // namespace ett::edge
