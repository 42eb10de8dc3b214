#include "gateway/edge/tls_session.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>

#include <boost/asio/error.hpp>
#include <boost/asio/ip/address.hpp>
#include <cerrno>

#include "absl/strings/str_cat.h"
#include "identity/certificates.h"

namespace ett::edge {
namespace {

namespace asio = boost::asio;

int SocketOf(BIO* bio) {
  int socket = -1;
  BIO_get_fd(bio, &socket);
  return socket;
}

bool IsToBeTriedAgain() { return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR; }

// OpenSSL's own would raise SIGPIPE where the other side is gone.
int Send(BIO* bio, const char* data, int size) {
  BIO_clear_retry_flags(bio);
  const ssize_t sent = send(SocketOf(bio), data, static_cast<std::size_t>(size), MSG_NOSIGNAL);
  if (sent < 0 && IsToBeTriedAgain()) BIO_set_retry_write(bio);
  return static_cast<int>(sent);
}

const BIO_METHOD* SocketMethod() {
  static const BIO_METHOD* const method = [] {
    const BIO_METHOD* own = BIO_s_socket();
    BIO_METHOD* made = BIO_meth_new(BIO_TYPE_SOCKET, "socket");
    BIO_meth_set_create(made, BIO_meth_get_create(own));
    BIO_meth_set_destroy(made, BIO_meth_get_destroy(own));
    BIO_meth_set_ctrl(made, BIO_meth_get_ctrl(own));
    BIO_meth_set_read(made, BIO_meth_get_read(own));
    BIO_meth_set_write(made, Send);
    return made;
  }();
  return method;
}

}  // namespace

TlsSession::TlsSession(const tls::Context& context, int socket)
    : session_(SSL_new(context.get()), SSL_free) {
  BIO* bio = BIO_new(SocketMethod());
  BIO_set_fd(bio, socket, BIO_NOCLOSE);
  SSL_set_bio(session_.get(), bio, bio);
}

std::unique_ptr<TlsSession> TlsSession::Server(const tls::Context& context, int socket) {
  std::unique_ptr<TlsSession> made(new TlsSession(context, socket));
  SSL_set_accept_state(made->session_.get());
  return made;
}

std::unique_ptr<TlsSession> TlsSession::Client(const tls::Context& context, int socket,
                                               const std::string& wanted) {
  // OpenSSL takes an empty one for any.
  const std::string host = wanted.empty() ? "localhost" : wanted;
  std::unique_ptr<TlsSession> made(new TlsSession(context, socket));
  SSL* session = made->session_.get();
  SSL_set_connect_state(session);
  boost::system::error_code no_address;
  asio::ip::make_address(host, no_address);
  if (no_address) {
    SSL_set_hostflags(session, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    SSL_set1_host(session, host.c_str());
    SSL_set_tlsext_host_name(session, host.c_str());
  } else {
    X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(session), host.c_str());
  }
  return made;
}

TlsSession::Outcome TlsSession::OutcomeOf(int result, std::size_t size) {
  if (result == 1) return {Want::kNothing, {}, size};
  switch (SSL_get_error(session_.get(), result)) {
    case SSL_ERROR_WANT_READ:
      return {Want::kToRead};
    case SSL_ERROR_WANT_WRITE:
      return {Want::kToWrite};
    case SSL_ERROR_ZERO_RETURN:
      return {Want::kNothing, asio::error::eof};
    default:
      broken_ = true;
      return {Want::kNothing, asio::error::connection_reset};
  }
}

TlsSession::Outcome TlsSession::Handshake() {
  ERR_clear_error();
  const Outcome outcome = OutcomeOf(SSL_do_handshake(session_.get()), 0);
  if (broken_) NoteProblem();
  if (outcome.want == Want::kNothing && !outcome.error) NoteNames();
  return outcome;
}

TlsSession::Outcome TlsSession::Read(void* data, std::size_t size) {
  if (size == 0) return {};
  ERR_clear_error();
  std::size_t done = 0;
  const int result = SSL_read_ex(session_.get(), data, size, &done);
  return OutcomeOf(result, done);
}

TlsSession::Outcome TlsSession::Write(const void* data, std::size_t size) {
  if (size == 0) return {};
  ERR_clear_error();
  std::size_t done = 0;
  const int result = SSL_write_ex(session_.get(), data, size, &done);
  return OutcomeOf(result, done);
}

void TlsSession::SayEnd() {
  if (broken_ || SSL_is_init_finished(session_.get()) == 0) return;
  ERR_clear_error();
  SSL_shutdown(session_.get());
  ERR_clear_error();
}

void TlsSession::NoteProblem() {
  const unsigned long error = ERR_peek_error();  // NOLINT(google-runtime-int): OpenSSL's
  const auto verified = SSL_get_verify_result(session_.get());
  if (error == 0 || ERR_GET_REASON(error) == SSL_R_UNEXPECTED_EOF_WHILE_READING) return;
  const char* const reason = ERR_reason_error_string(error);
  problem_ = reason == nullptr ? "an error of TLS" : reason;
  if (ERR_GET_REASON(error) == SSL_R_HTTP_REQUEST) problem_ = "plain HTTP instead of TLS";
  if (verified == X509_V_OK) return;
  problem_ =
      absl::StrCat("the certificate is not taken: ", X509_verify_cert_error_string(verified));
}

void TlsSession::NoteNames() {
  const X509* certificate = SSL_get0_peer_certificate(session_.get());
  if (certificate == nullptr || SSL_get_verify_result(session_.get()) != X509_V_OK) return;
  names_ = std::make_shared<const std::vector<std::string>>(identity::NamesOf(*certificate));
}

absl::string_view TlsSession::protocol() const {
  const unsigned char* name = nullptr;
  unsigned int size = 0;
  SSL_get0_alpn_selected(session_.get(), &name, &size);
  return {reinterpret_cast<const char*>(name), size};
}

}  // namespace ett::edge
