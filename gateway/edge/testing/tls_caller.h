#pragma once

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <string>

#include "absl/strings/string_view.h"
#include "tls/testing.h"

namespace ett::edge::testing {

// How a caller greets.
struct TlsGreeting {
  std::string believes;                  // authorities, PEM
  const tls::TestPair* shows = nullptr;  // null: no certificate
  std::string offers = "\x08http/1.1";   // of ALPN; empty: nothing
  int version = TLS1_3_VERSION;          // the highest
};

// A caller over TLS that is not ours: one HTTP/1.1 connection, kept alive.
class TlsCaller {
 public:
  TlsCaller(int port, const TlsGreeting& greeting) : stream_(loop_, ContextOf(greeting)) {
    SSL* const session = stream_.native_handle();
    SSL_set_max_proto_version(session, greeting.version);
    SSL_set_alpn_protos(session, reinterpret_cast<const unsigned char*>(greeting.offers.data()),
                        static_cast<unsigned int>(greeting.offers.size()));
    stream_.lowest_layer().connect(
        {boost::asio::ip::make_address("127.0.0.1"), static_cast<std::uint16_t>(port)});
    stream_.handshake(boost::asio::ssl::stream_base::client, error_);
  }

  // The status of the answer; 0 when the connection is broken, see `error`.
  int Ask(const std::string& target, const std::string& body = "", bool keep = true) {
    namespace http = boost::beast::http;
    const http::verb method = body.empty() ? http::verb::get : http::verb::post;
    http::request<http::string_body> request{method, target, 11};
    request.set(http::field::host, "localhost");
    request.keep_alive(keep);
    if (!body.empty()) {
      request.set(http::field::content_type, "application/json");
      request.body() = body;
      request.prepare_payload();
    }
    if (!error_) http::write(stream_, request, error_);
    http::response_parser<http::string_body> parser;
    parser.body_limit(64 << 20);
    if (!error_) http::read(stream_, buffer_, parser, error_);
    if (error_) return 0;
    text_ = parser.get().body();
    return static_cast<int>(parser.get().result_int());
  }

  // Whether the other side ends the connection, and says so.
  bool IsEnded() {
    char byte = 0;
    boost::system::error_code error;
    stream_.read_some(boost::asio::buffer(&byte, 1), error);
    return error == boost::asio::error::eof;
  }

  const boost::system::error_code& error() const { return error_; }
  const std::string& text() const { return text_; }
  std::string protocol() const {
    const unsigned char* name = nullptr;
    unsigned int size = 0;
    SSL_get0_alpn_selected(Session(), &name, &size);
    return {reinterpret_cast<const char*>(name), size};
  }
  // The common name of the certificate that was shown.
  std::string shown() const {
    const X509* certificate = SSL_get0_peer_certificate(Session());
    char name[64] = "";
    if (certificate == nullptr) return name;
    X509_NAME_get_text_by_NID(X509_get_subject_name(certificate), NID_commonName, name,
                              sizeof name);
    return name;
  }

 private:
  const SSL* Session() const { return const_cast<TlsCaller*>(this)->stream_.native_handle(); }

  static boost::asio::ssl::context& ContextOf(const TlsGreeting& greeting) {
    namespace ssl = boost::asio::ssl;
    // As long as the process: streams refer to it.
    auto& context = *new ssl::context(ssl::context::tls_client);
    context.set_verify_mode(ssl::verify_peer);
    context.add_certificate_authority(boost::asio::buffer(greeting.believes));
    if (greeting.shows == nullptr) return context;
    context.use_certificate(boost::asio::buffer(greeting.shows->certificate), ssl::context::pem);
    context.use_private_key(boost::asio::buffer(greeting.shows->key), ssl::context::pem);
    return context;
  }

  boost::asio::io_context loop_;
  boost::asio::ssl::stream<boost::asio::ip::tcp::socket> stream_;
  boost::beast::flat_buffer buffer_;
  boost::system::error_code error_;
  std::string text_;
};

}  // namespace ett::edge::testing
