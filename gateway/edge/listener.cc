#include "gateway/edge/listener.h"

#include "absl/strings/str_cat.h"
#include "gateway/edge/greeting.h"
#include "gateway/edge/http2_stream.h"
#include "gateway/edge/peer.h"

namespace ett::edge {
namespace {

namespace asio = boost::asio;
using ReusePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;

}  // namespace

Listener::Listener(Worker& worker, asio::ip::tcp::endpoint endpoint)
    : worker_(worker), endpoint_(std::move(endpoint)), acceptor_(worker.loop) {}

absl::Status Listener::Open() {
  boost::system::error_code error;
  acceptor_.open(endpoint_.protocol(), error);
  if (!error) acceptor_.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) acceptor_.set_option(ReusePort(true), error);
  if (!error) acceptor_.bind(endpoint_, error);
  if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
  if (error) {
    return absl::UnavailableError(absl::StrCat("cannot listen on ", endpoint_.address().to_string(),
                                               ":", endpoint_.port(), ": ", error.message()));
  }
  port_ = acceptor_.local_endpoint().port();
  Accept();
  return absl::OkStatus();
}

void Listener::Accept() {
  acceptor_.async_accept(
      [this](const boost::system::error_code& error, asio::ip::tcp::socket accepted) {
        if (leaving_ || error == asio::error::operation_aborted) return;
        if (!error) {
          boost::system::error_code ignored;
          accepted.set_option(asio::ip::tcp::no_delay(true), ignored);
          std::string peer = PeerOf(accepted.remote_endpoint(ignored).address());
          Greet(Socket(std::move(accepted)), std::move(peer));
        }
        Accept();
      });
}

void Listener::LeaveInTime(std::uint64_t id) {
  const absl::Duration age = worker_.config.traffic.connection_age;
  if (age == absl::InfiniteDuration()) return;
  // So that those that came together do not come again together.
  std::uniform_real_distribution<double> spread(0.9, 1.1);
  auto timer = std::make_unique<asio::steady_timer>(
      worker_.loop, absl::ToChronoNanoseconds(age * spread(random_)));
  timer->async_wait([this, id](const boost::system::error_code& error) {
    if (error) return;
    const auto found = connections_.find(id);
    if (found == connections_.end()) return;
    // It may end the connection, and so take it from the map.
    const std::function<void()> leave = found->second.leave;
    leave();
  });
  connections_[id].age = std::move(timer);
}

void Listener::Greet(Socket socket, std::string peer) {
  const auto greeted = [this, peer = std::move(peer)](Transport transport, Greeting::Spoken spoken,
                                                      absl::string_view read) {
    if (spoken == Greeting::Spoken::kHttp2) return StartHttp2(std::move(transport), peer, read);
    StartHttp1(std::move(transport), peer, read);
  };
  std::make_shared<Greeting>(worker_, std::move(socket), greeted)->Start();
}

void Listener::StartHttp2(Transport transport, std::string peer, absl::string_view read) {
  const std::uint64_t id = ++last_id_;
  const auto accept = [this, peer = std::make_shared<const std::string>(std::move(peer))](
                          Http2& connection, std::int32_t stream) {
    return std::make_shared<Http2Stream>(worker_, connection.shared_from_this(), stream, peer);
  };
  const auto connection = Http2::Server(std::move(transport), worker_.config.limits,
                                        {accept, nullptr, [this, id] { connections_.erase(id); }});
  connections_[id] = {[connection] { connection->Leave(); }, [connection] { connection->Close(); }};
  LeaveInTime(id);
  connection->Start(read);
  if (leaving_) connection->Leave();
}

void Listener::StartHttp1(Transport transport, std::string peer, absl::string_view read) {
  const std::uint64_t id = ++last_id_;
  const auto connection = std::make_shared<Http1>(worker_, std::move(transport), std::move(peer),
                                                  [this, id] { connections_.erase(id); });
  connections_[id] = {[connection] { connection->Leave(); }, [connection] { connection->Close(); }};
  LeaveInTime(id);
  connection->Start(read);
  if (leaving_) connection->Leave();
}

void Listener::Leave() {
  leaving_ = true;
  boost::system::error_code ignored;
  acceptor_.close(ignored);
  // Leaving may end a connection, and so take it from the map.
  std::vector<std::function<void()>> leaves;
  for (const auto& [id, connection] : connections_) leaves.push_back(connection.leave);
  for (const auto& leave : leaves) leave();
}

void Listener::CloseAll() {
  std::vector<std::function<void()>> closes;
  for (const auto& [id, connection] : connections_) closes.push_back(connection.close);
  for (const auto& close : closes) close();
}

}  // namespace ett::edge
