#include "gateway/edge/upstream.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>

#include "absl/strings/str_cat.h"
#include "gateway/edge/handshake.h"
#include "status/errors.h"

namespace ett::edge {

namespace asio = boost::asio;
using Endpoint = asio::generic::stream_protocol::endpoint;

Upstream::Upstream(asio::io_context& loop, const Config& config, std::size_t index,
                   std::function<void()> on_connected)
    : loop_(loop),
      config_(config),
      index_(index),
      on_connected_(std::move(on_connected)),
      address_(ParseAddress(config.upstreams[index].address)),
      resolver_(loop),
      timeout_(loop) {}

void Upstream::Acquire(Ready ready) {
  if (connection_ != nullptr) return ready(connection_);
  waiting_.push_back(std::move(ready));
  if (waiting_.size() == 1) Connect();
}

void Upstream::Connect() {
  const std::uint64_t attempt = ++attempt_;
  timeout_.expires_after(absl::ToChronoMilliseconds(config_.connect_timeout));
  timeout_.async_wait([this, attempt](const boost::system::error_code& error) {
    if (!error && attempt == attempt_) Failed("no connection in time");
  });
  if (!address_.ok()) return Failed(std::string(address_.status().message()));
  if (!address_->path.empty()) {
    return ConnectTo({Endpoint(asio::local::stream_protocol::endpoint(address_->path))}, 0);
  }
  resolver_.async_resolve(
      address_->host, address_->port,
      [this, attempt](const boost::system::error_code& error, const auto& found) {
        if (attempt != attempt_) return;
        if (error) return Failed(error.message());
        std::vector<Endpoint> endpoints;
        for (const auto& each : found) endpoints.push_back(Endpoint(each.endpoint()));
        ConnectTo(endpoints, 0);
      });
}

void Upstream::ConnectTo(const std::vector<Endpoint>& endpoints, std::size_t at) {
  const std::uint64_t attempt = attempt_;
  connecting_ = std::make_shared<Socket>(loop_);
  connecting_->async_connect(endpoints[at], [this, attempt, endpoints, at, socket = connecting_](
                                                const boost::system::error_code& error) {
    if (attempt != attempt_) return;
    if (!error) return Connected(std::move(*socket));
    if (at + 1 < endpoints.size()) return ConnectTo(endpoints, at + 1);
    Failed(error.message());
  });
}

void Upstream::Connected(Socket socket) {
  boost::system::error_code ignored;
  if (address_->path.empty()) socket.set_option(asio::ip::tcp::no_delay(true), ignored);
  if (config_.upstreams[index_].tls.has_value()) return Secure(std::move(socket));
  Use(Transport(std::move(socket)));
}

void Upstream::Secure(Socket socket) {
  const auto done = [this, attempt = attempt_](const std::string& problem) {
    if (attempt != attempt_) return;
    if (!problem.empty()) return Failed(problem);
    Use(std::move(*securing_));
  };
  securing_ =
      ShakeHands(std::move(socket), config_.upstreams[index_].tls->context(), address_->host, done);
}

// Of an attempt that is over.
void Upstream::Forget() {
  ++attempt_;
  timeout_.cancel();
  connecting_.reset();
  if (securing_ != nullptr) std::exchange(securing_, nullptr)->Close();
}

void Upstream::Use(Transport transport) {
  Forget();
  const auto forget = [this] { connection_.reset(); };
  connection_ = Http2::Client(std::move(transport), config_.limits, {nullptr, forget, nullptr});
  const std::shared_ptr<Http2> connection = connection_;
  connection->Start();
  on_connected_();
  for (const Ready& ready : std::exchange(waiting_, {})) ready(connection);
}

void Upstream::Failed(const std::string& why) {
  Forget();
  const UpstreamConfig& upstream = config_.upstreams[index_];
  const absl::Status status = status::Unavailable(
      "UPSTREAM_UNAVAILABLE", absl::StrCat("the service \"", upstream.name, "\" at ",
                                           upstream.address, " does not answer: ", why));
  for (const Ready& ready : std::exchange(waiting_, {})) ready(status);
}

void Upstream::Close() {
  Forget();
  if (connection_ != nullptr) std::exchange(connection_, nullptr)->Close();
}

}  // namespace ett::edge
