#include "gateway/edge/transport.h"

namespace ett::edge {

Transport Transport::TlsServer(Socket socket, const tls::Context& context) {
  boost::system::error_code ignored;
  socket.native_non_blocking(true, ignored);
  auto session = TlsSession::Server(context, socket.native_handle());
  return {std::move(socket), std::move(session)};
}

Transport Transport::TlsClient(Socket socket, const tls::Context& context,
                               const std::string& host) {
  boost::system::error_code ignored;
  socket.native_non_blocking(true, ignored);
  auto session = TlsSession::Client(context, socket.native_handle(), host);
  return {std::move(socket), std::move(session)};
}

void Transport::EndWriting() {
  boost::system::error_code ignored;
  if (session_ != nullptr && socket_.is_open()) session_->SayEnd();
  socket_.shutdown(Socket::shutdown_send, ignored);
}

void Transport::Close() {
  boost::system::error_code ignored;
  if (session_ != nullptr && socket_.is_open()) session_->SayEnd();
  socket_.close(ignored);
}

}  // namespace ett::edge
