#pragma once

#include <openssl/ssl.h>

#include <memory>

#include "absl/status/statusor.h"
#include "tls/material.h"

namespace ett::tls {

// What connections are made with. Those that there are keep theirs, whatever comes after it. May be
// used by many threads.
using Context = std::shared_ptr<SSL_CTX>;

struct ServerOptions {
  enum class ClientCertificates { kOff, kOptional, kRequired };

  // With `authorities` only. One that is shown is always verified.
  ClientCertificates clients = ClientCertificates::kOff;
  int minimum = TLS1_3_VERSION;
};

// A server's, with ALPN: `h2` before `http/1.1`; who offers only others is refused. Tickets carry
// on sessions of callers without certificates only: a certificate is verified by each connection.
// With lists of revoked certificates, one whose signer has no list that is current is not taken
// either. INVALID_ARGUMENT, naming the flag, when something is no certificate, no key, no list, or
// does not go with the other.
absl::StatusOr<Context> MakeServerContext(const Material& material, const ServerOptions& options);

// A client's of TLS 1.3, which offers `h2` and believes `authorities` alone. Certificate and key
// may both be empty.
absl::StatusOr<Context> MakeClientContext(const Material& material);

}  // namespace ett::tls
