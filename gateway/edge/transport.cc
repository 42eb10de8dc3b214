#include "gateway/edge/transport.h"

namespace ett::edge {

Transport::Transport(Socket socket) : socket_(std::move(socket)) {
  boost::system::error_code ignored;
  socket_.non_blocking(true, ignored);
}

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

std::size_t Transport::WriteNow(absl::string_view bytes, boost::system::error_code& error) {
  if (session_ != nullptr) {
    if (!socket_.is_open()) error = boost::asio::error::operation_aborted;
    if (error) return 0;
    const TlsSession::Outcome outcome = session_->Write(bytes.data(), bytes.size());
    error = outcome.error;
    return outcome.size;
  }
  const std::size_t size =
      socket_.write_some(boost::asio::buffer(bytes.data(), bytes.size()), error);
  if (error == boost::asio::error::would_block) error = {};
  return size;
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
