#pragma once

#include <grpcpp/security/server_credentials.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "chassis/flags.h"
#include "tls/watched_context.h"

namespace ett::chassis {

// How the connections of a process's callers are encrypted: not at all without a certificate. Files
// that change are taken for the connections that are made after that.
struct TlsConfig {
  std::string certificate;         // path of PEM
  std::string key;                 // path of PEM
  std::string client_ca;           // path of PEM; empty: callers show no certificates
  std::string client_certificate;  // off, optional or required; empty: required with client_ca
  std::string minimum = "1.3";     // or 1.2
  std::string revoked;             // path of PEM; empty: no client's certificate is

  void AddTo(Flags& flags);
  // What a port of gRPC's cannot be held to: the versions from 1.3 on, and lists of revoked
  // certificates.
  void AddOwnPortTo(Flags& flags);

  bool is_on() const { return !certificate.empty(); }
  bool asks_for_certificates() const { return !client_ca.empty(); }

  // For a port of gRPC's: plain without TLS. INVALID_ARGUMENT, naming the flag, for what is
  // missing, wrong, or does not go together; so do those below.
  absl::StatusOr<std::shared_ptr<grpc::ServerCredentials>> ServerCredentials() const;
  // For a port of our own, watched; null without TLS. What becomes of changed files is logged.
  absl::StatusOr<std::unique_ptr<tls::WatchedContext>> Watch() const;

 private:
  tls::Material Named() const;
  absl::StatusOr<tls::ServerOptions> Options() const;
};

// Logs what became of files that have changed.
void LogReload(const std::string& certificate, const absl::Status& status);

}  // namespace ett::chassis
