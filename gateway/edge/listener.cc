#include "gateway/edge/listener.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "gateway/edge/http2_stream.h"

namespace ett::edge {
namespace {

namespace asio = boost::asio;
using ReusePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;

constexpr absl::string_view kPreface("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
constexpr std::chrono::seconds kGreeting(10);

}  // namespace

// Reads until it is clear what is spoken.
class Listener::Greeting : public std::enable_shared_from_this<Greeting> {
 public:
  Greeting(Listener& listener, Socket socket)
      : listener_(listener), socket_(std::move(socket)), timer_(listener.worker_.loop) {}

  void Start() {
    timer_.expires_after(kGreeting);
    timer_.async_wait([self = weak_from_this()](const boost::system::error_code& error) {
      const std::shared_ptr<Greeting> greeting = self.lock();
      boost::system::error_code ignored;
      if (!error && greeting != nullptr) greeting->socket_.close(ignored);
    });
    Read();
  }

 private:
  void Read() {
    socket_.async_read_some(
        asio::buffer(bytes_.data() + size_, bytes_.size() - size_),
        [self = shared_from_this()](const boost::system::error_code& error, std::size_t size) {
          if (!error) self->Received(size);
        });
  }

  void Received(std::size_t size) {
    size_ += size;
    const absl::string_view read(bytes_.data(), size_);
    const std::size_t compared = std::min(size_, kPreface.size());
    const bool preface = read.substr(0, compared) == kPreface.substr(0, compared);
    if (preface && compared < kPreface.size()) return Read();
    timer_.cancel();
    if (preface) {
      listener_.StartHttp2(std::move(socket_), read);
    } else {
      listener_.StartHttp1(std::move(socket_), read);
    }
  }

  Listener& listener_;
  Socket socket_;
  asio::steady_timer timer_;
  std::array<char, 4096> bytes_;
  std::size_t size_ = 0;
};

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
          std::make_shared<Greeting>(*this, Socket(std::move(accepted)))->Start();
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

void Listener::StartHttp2(Socket socket, absl::string_view read) {
  const std::uint64_t id = ++last_id_;
  const auto accept = [this](Http2& connection, std::int32_t stream) {
    return std::make_shared<Http2Stream>(worker_, connection.shared_from_this(), stream);
  };
  const auto connection = Http2::Server(std::move(socket), worker_.config.limits,
                                        {accept, nullptr, [this, id] { connections_.erase(id); }});
  connections_[id] = {[connection] { connection->Leave(); }, [connection] { connection->Close(); }};
  LeaveInTime(id);
  connection->Start(read);
  if (leaving_) connection->Leave();
}

void Listener::StartHttp1(Socket socket, absl::string_view read) {
  const std::uint64_t id = ++last_id_;
  const auto connection =
      std::make_shared<Http1>(worker_, std::move(socket), [this, id] { connections_.erase(id); });
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
