#pragma once

#include <openssl/ssl.h>

#include <boost/system/error_code.hpp>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "tls/context.h"

namespace ett::edge {

// One side of TLS on a connected socket that does not block, read and written without copies
// between. Buffers are there only while something is said, so that an idle connection costs little.
// In its loop's thread.
class TlsSession {
 public:
  enum class Want { kNothing, kToRead, kToWrite };
  // What came of an attempt: when nothing is wanted of the socket, it is over.
  struct Outcome {
    Want want = Want::kNothing;
    boost::system::error_code error = {};
    std::size_t size = 0;
  };

  // `socket` stays the caller's.
  static std::unique_ptr<TlsSession> Server(const tls::Context& context, int socket);
  // Of a client that wants `host`, a name or an IP address, in the other side's certificate; empty,
  // of a unix socket, is `localhost`, as gRPC has it.
  static std::unique_ptr<TlsSession> Client(const tls::Context& context, int socket,
                                            const std::string& host);

  Outcome Handshake();
  Outcome Read(void* data, std::size_t size);
  Outcome Write(const void* data, std::size_t size);
  // Tells the other side that nothing more is said; it may go on saying things.
  void SayEnd();

  // Why the handshake failed; empty when the other side merely went away.
  const std::string& problem() const { return problem_; }
  // After the handshake: what ALPN chose, empty for nothing.
  absl::string_view protocol() const;
  // Of the other side's certificate, as identity::NamesOf has them; null without one.
  std::shared_ptr<const std::vector<std::string>> certificate_names() const { return names_; }

 private:
  using Session = std::unique_ptr<SSL, void (*)(SSL*)>;

  TlsSession(const tls::Context& context, int socket);
  Outcome OutcomeOf(int result, std::size_t size);
  void NoteProblem();
  void NoteNames();

  Session session_;
  std::string problem_;
  std::shared_ptr<const std::vector<std::string>> names_;
  bool broken_ = false;
};

}  // namespace ett::edge
