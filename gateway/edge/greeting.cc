#include "gateway/edge/greeting.h"

#include <algorithm>

namespace ett::edge {
namespace {

constexpr absl::string_view kPreface("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
constexpr std::chrono::seconds kLongest(10);

Transport TransportOf(const Config& config, Socket socket) {
  if (!config.tls) return Transport(std::move(socket));
  return Transport::TlsServer(std::move(socket), config.tls());
}

}  // namespace

Greeting::Greeting(Worker& worker, Socket socket, Greeted greeted)
    : worker_(worker),
      transport_(TransportOf(worker.config, std::move(socket))),
      greeted_(std::move(greeted)),
      timer_(worker.loop) {}

void Greeting::Start() {
  timer_.expires_after(kLongest);
  timer_.async_wait([self = weak_from_this()](const boost::system::error_code& error) {
    const std::shared_ptr<Greeting> greeting = self.lock();
    if (!error && greeting != nullptr) greeting->transport_.Close();
  });
  if (transport_.tls() == nullptr) return Read();
  Shake();
}

void Greeting::Shake() {
  transport_.AsyncHandshake(
      [self = shared_from_this()](const boost::system::error_code& error, std::size_t) {
        const TlsSession& session = *self->transport_.tls();
        if (!error)
          return session.protocol() == "http/1.1" ? self->End(Spoken::kHttp1) : self->Read();
        const auto& told = self->worker_.config.on_handshake_problem;
        if (told && !session.problem().empty()) told(session.problem(), 0);
      });
}

void Greeting::Read() {
  transport_.async_read_some(
      boost::asio::buffer(bytes_.data() + size_, bytes_.size() - size_),
      [self = shared_from_this()](const boost::system::error_code& error, std::size_t size) {
        if (!error) self->Received(size);
      });
}

void Greeting::Received(std::size_t size) {
  size_ += size;
  const absl::string_view read(bytes_.data(), size_);
  const std::size_t compared = std::min(size_, kPreface.size());
  if (read.substr(0, compared) != kPreface.substr(0, compared)) {
    const bool promised = transport_.tls() != nullptr && transport_.tls()->protocol() == "h2";
    return promised ? transport_.Close() : End(Spoken::kHttp1);
  }
  if (compared < kPreface.size()) return Read();
  End(Spoken::kHttp2);
}

void Greeting::End(Spoken spoken) {
  timer_.cancel();
  greeted_(std::move(transport_), spoken, {bytes_.data(), size_});
}

}  // namespace ett::edge
