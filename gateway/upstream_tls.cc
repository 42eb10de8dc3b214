#include "gateway/upstream_tls.h"

#include <grpcpp/security/credentials.h>
#include <grpcpp/security/tls_certificate_provider.h>
#include <grpcpp/security/tls_credentials_options.h>

#include "absl/strings/str_cat.h"
#include "chassis/tls_config.h"
#include "status/macros.h"

namespace ett::gateway {
namespace {

namespace experimental = grpc::experimental;

constexpr unsigned int kBetweenLooksSeconds = 1;

absl::Status CheckFlags(const UpstreamTlsConfig& config) {
  if (config.certificate.empty() != config.key.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat("--upstream-", config.key.empty() ? "key" : "certificate",
                     ": want both --upstream-certificate and --upstream-key, or neither, got one"));
  }
  if (config.ca.empty() && !config.certificate.empty()) {
    return absl::InvalidArgumentError(
        "--upstream-ca: want one beside --upstream-certificate, got none");
  }
  return absl::OkStatus();
}

// Of the gateway's own calls.
std::shared_ptr<grpc::ChannelCredentials> CredentialsOf(const UpstreamTlsConfig& config) {
  experimental::TlsChannelCredentialsOptions options;
  options.set_certificate_provider(std::make_shared<experimental::FileWatcherCertificateProvider>(
      config.key, config.certificate, config.ca, kBetweenLooksSeconds));
  options.watch_root_certs();
  if (!config.certificate.empty()) options.watch_identity_key_cert_pairs();
  return experimental::TlsCredentials(options);
}

}  // namespace

void UpstreamTlsConfig::AddTo(chassis::Flags& flags) {
  flags.Add("upstream-ca", ca,
            "Who signs the services' certificates, in PEM; without it services are called in the "
            "open");
  flags.Add("upstream-certificate", certificate,
            "Certificate that services are shown, in PEM; none when empty");
  flags.Add("upstream-key", key, "Key of --upstream-certificate, in PEM");
}

absl::StatusOr<std::optional<edge::UpstreamTls>> UpstreamTlsConfig::Make(
    const chassis::IdentityConfig& identity) const {
  RETURN_IF_ERROR(CheckFlags(*this));
  if (ca.empty()) return std::nullopt;
  if (identity.is_development()) {
    return absl::InvalidArgumentError(
        absl::StrCat("--identity: want tokens beside --upstream-ca=", ca, ", got ", identity.mode));
  }
  ASSIGN_OR_RETURN(
      auto opened,
      tls::WatchedContext::Open(
          {{"upstream-certificate", certificate}, {"upstream-key", key}, {"upstream-ca", ca}},
          tls::MakeClientContext,
          [path = ca](const absl::Status& status) { chassis::LogReload(path, status); }));
  const std::shared_ptr<tls::WatchedContext> watched = std::move(opened);
  watched->Start();
  return edge::UpstreamTls{[watched] { return watched->current(); }, CredentialsOf(*this)};
}

}  // namespace ett::gateway
