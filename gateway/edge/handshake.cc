#include "gateway/edge/handshake.h"

#include "absl/strings/str_cat.h"

namespace ett::edge {
namespace {

std::string ProblemOf(const boost::system::error_code& error, const TlsSession& session) {
  if (error && session.problem().empty()) return absl::StrCat("TLS: ", error.message());
  if (error) return absl::StrCat("TLS: ", session.problem());
  return session.protocol() == "h2" ? "" : "TLS: it does not speak HTTP/2";
}

}  // namespace

std::shared_ptr<Transport> ShakeHands(Socket socket, const tls::Context& context,
                                      const std::string& host,
                                      std::function<void(const std::string& problem)> done) {
  auto transport =
      std::make_shared<Transport>(Transport::TlsClient(std::move(socket), context, host));
  transport->AsyncHandshake(
      [transport, done = std::move(done)](const boost::system::error_code& error, std::size_t) {
        done(ProblemOf(error, *transport->tls()));
      });
  return transport;
}

}  // namespace ett::edge
