#include "chassis/tls_config.h"

#include <grpcpp/security/tls_certificate_provider.h>
#include <grpcpp/security/tls_credentials_options.h>

#include "absl/strings/str_cat.h"
#include "chassis/log.h"
#include "status/macros.h"

namespace ett::chassis {
namespace {

using ClientCertificates = tls::ServerOptions::ClientCertificates;

constexpr unsigned int kBetweenLooksSeconds = 1;

absl::Status Wrong(const std::string& flag, absl::string_view wanted) {
  return absl::InvalidArgumentError(absl::StrCat("--", flag, ": want ", wanted));
}

// That each flag has those that it needs.
absl::Status CheckFlags(const TlsConfig& config) {
  if (config.certificate.empty() != config.key.empty()) {
    return Wrong(config.key.empty() ? "tls-key" : "tls-certificate",
                 "both --tls-certificate and --tls-key, or neither, got one");
  }
  if (!config.client_ca.empty() && !config.is_on()) {
    return Wrong("tls-client-ca", "--tls-certificate and --tls-key beside it, got neither");
  }
  if (!config.revoked.empty() && config.client_ca.empty()) {
    return Wrong("tls-revoked", "--tls-client-ca beside it, got none");
  }
  return absl::OkStatus();
}

absl::StatusOr<ClientCertificates> ClientsOf(const TlsConfig& config) {
  const std::string& text = config.client_certificate;
  const bool has_ca = !config.client_ca.empty();
  if (text.empty()) return has_ca ? ClientCertificates::kRequired : ClientCertificates::kOff;
  if (text != "off" && text != "optional" && text != "required") {
    return Wrong("tls-client-certificate",
                 absl::StrCat("off, optional or required, got \"", text, "\""));
  }
  if (has_ca == (text == "off")) {
    return Wrong("tls-client-certificate",
                 absl::StrCat(has_ca ? "optional or required beside" : "off without",
                              " --tls-client-ca, got ", text));
  }
  if (text == "off") return ClientCertificates::kOff;
  return text == "required" ? ClientCertificates::kRequired : ClientCertificates::kOptional;
}

}  // namespace

void TlsConfig::AddTo(Flags& flags) {
  flags.Add("tls-certificate", certificate,
            "Certificate of the API's port and those between it and the root, in PEM; without one "
            "the port is plain");
  flags.Add("tls-key", key, "Key of --tls-certificate, in PEM");
  flags.Add("tls-client-ca", client_ca,
            "Who signs the certificates that callers show, in PEM; callers show none without it");
  flags.Add("tls-client-certificate", client_certificate,
            "Whether callers show a certificate: off, optional or required; when empty, required "
            "with --tls-client-ca");
}

void TlsConfig::AddOwnPortTo(Flags& flags) {
  flags.Add("tls-minimum", minimum, "Lowest version of TLS that callers may speak, 1.3 or 1.2");
  flags.Add("tls-revoked", revoked,
            "Lists (CRLs) of certificates that callers may show no more, in PEM, one of each "
            "authority that signs them; read again when it changes");
}

tls::Material TlsConfig::Named() const {
  return {{"tls-certificate", certificate},
          {"tls-key", key},
          {"tls-client-ca", client_ca},
          {"tls-revoked", revoked}};
}

absl::StatusOr<tls::ServerOptions> TlsConfig::Options() const {
  RETURN_IF_ERROR(CheckFlags(*this));
  ASSIGN_OR_RETURN(const ClientCertificates clients, ClientsOf(*this));
  if (minimum != "1.3" && minimum != "1.2") {
    return Wrong("tls-minimum", absl::StrCat("1.3 or 1.2, got \"", minimum, "\""));
  }
  return tls::ServerOptions{clients, minimum == "1.2" ? TLS1_2_VERSION : TLS1_3_VERSION};
}

absl::StatusOr<std::shared_ptr<grpc::ServerCredentials>> TlsConfig::ServerCredentials() const {
  ASSIGN_OR_RETURN(const tls::ServerOptions options, Options());
  if (!is_on()) return grpc::InsecureServerCredentials();
  ASSIGN_OR_RETURN(const tls::Material material, tls::Load(Named()));
  // gRPC would say of a wrong file only that handshakes fail.
  RETURN_IF_ERROR(tls::MakeServerContext(material, options).status());
  grpc::experimental::TlsServerCredentialsOptions wanted(
      std::make_shared<grpc::experimental::FileWatcherCertificateProvider>(
          key, certificate, client_ca, kBetweenLooksSeconds));
  wanted.watch_identity_key_cert_pairs();
  if (options.clients != ClientCertificates::kOff) {
    wanted.watch_root_certs();
    wanted.set_cert_request_type(options.clients == ClientCertificates::kRequired
                                     ? GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY
                                     : GRPC_SSL_REQUEST_CLIENT_CERTIFICATE_AND_VERIFY);
  }
  return grpc::experimental::TlsServerCredentials(wanted);
}

absl::StatusOr<std::unique_ptr<tls::WatchedContext>> TlsConfig::Watch() const {
  ASSIGN_OR_RETURN(const tls::ServerOptions options, Options());
  if (!is_on()) return nullptr;
  ASSIGN_OR_RETURN(
      auto watched,
      tls::WatchedContext::Open(
          Named(),
          [options](const tls::Material& found) { return tls::MakeServerContext(found, options); },
          [path = certificate](const absl::Status& status) { LogReload(path, status); }));
  watched->Start();
  return watched;
}

void LogReload(const std::string& certificate, const absl::Status& status) {
  if (status.ok()) return LogInfo("certificate taken", {{"certificate", certificate}});
  LogWarning("certificate refused, the last one stays",
             {{"certificate", certificate}, {"problem", std::string(status.message())}});
}

}  // namespace ett::chassis
