#include "chassis/identity_config.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "chassis/log.h"
#include "identity/fetch.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::chassis {
namespace {

using identity::Issuer;

constexpr char kOff[] = "off";
constexpr char kDevelopment[] = "development";
constexpr char kTokens[] = "tokens";
constexpr absl::Duration kBetweenFetches = absl::Minutes(5);
constexpr absl::Duration kBetweenReads = absl::Seconds(5);  // of a file

absl::Status Wrong(const std::string& flag, absl::string_view wanted) {
  return absl::InvalidArgumentError(absl::StrCat("--", flag, ": want ", wanted));
}

absl::Status CheckMode(const std::string& mode, const std::string& listen, const TlsConfig& tls) {
  if (mode == kTokens) return absl::OkStatus();
  if (mode != kOff && mode != kDevelopment) {
    return Wrong("identity", absl::StrCat("off, development or tokens, got \"", mode, "\""));
  }
  if (!IsLocal(listen)) {
    return Wrong("identity",
                 absl::StrCat("tokens where other machines can call (--listen=", listen, "), got ",
                              mode, "; or listen on 127.0.0.1 or a unix socket"));
  }
  if (mode == kDevelopment && tls.is_on()) {
    return Wrong("identity", absl::StrCat("tokens beside --tls-certificate=", tls.certificate,
                                          ", got development"));
  }
  return absl::OkStatus();
}

identity::KeySource::Options OptionsOf(const std::string& issuer, absl::Duration interval) {
  identity::KeySource::Options options;
  options.interval = interval;
  options.on_problem = [issuer](const absl::Status& problem) {
    LogWarning("keys of an issuer",
               {{"issuer", issuer}, {"problem", std::string(problem.message())}});
  };
  return options;
}

// A file must be there; an address may answer later.
absl::StatusOr<Issuer> ReadIssuer(const std::string& text) {
  const std::pair<std::string, std::string> parts = absl::StrSplit(text, absl::MaxSplits('=', 1));
  if (parts.first.empty() || parts.second.empty()) {
    return Wrong("identity-issuer",
                 absl::StrCat("issuer=URL or path of its JWK set, got \"", text, "\""));
  }
  const bool is_url = identity::IsUrl(parts.second);
  const auto keys = std::make_shared<identity::KeySource>(
      is_url ? identity::FromUrl(parts.second) : identity::FromFile(parts.second),
      OptionsOf(parts.first, is_url ? kBetweenFetches : kBetweenReads));
  keys->RefreshIfDue();
  if (!is_url && !keys->last().ok()) {
    return Wrong("identity-issuer", absl::StrCat("a JWK set: ", keys->last().message()));
  }
  keys->Start();
  return Issuer{parts.first, keys};
}

absl::StatusOr<Issuer> Development(const std::string& key_file) {
  ASSIGN_OR_RETURN(const auto issuer, identity::DevelopmentIssuer::Open(key_file));
  const auto keys = std::make_shared<identity::KeySource>(
      [text = issuer.KeySetText()] { return text; },
      OptionsOf(identity::kDevelopmentIssuer, absl::InfiniteDuration()));
  keys->RefreshIfDue();
  LogWarning(
      "DEVELOPMENT IDENTITY: whoever can read the key file can make a token for anything; "
      "never where there is real data",
      {{"key_file", key_file}});
  return Issuer{identity::kDevelopmentIssuer, keys};
}

absl::StatusOr<std::vector<Issuer>> IssuersOf(const IdentityConfig& config) {
  std::vector<Issuer> issuers;
  if (config.mode == kDevelopment) {
    if (!config.issuers.empty()) return Wrong("identity-issuer", "--identity=tokens beside it");
    ASSIGN_OR_RETURN(issuers.emplace_back(), Development(config.key_file));
    return issuers;
  }
  for (const std::string& text : config.issuers) {
    ASSIGN_OR_RETURN(Issuer issuer, ReadIssuer(text));
    const bool is_known = std::any_of(issuers.begin(), issuers.end(),
                                      [&](const Issuer& each) { return each.name == issuer.name; });
    if (is_known) return Wrong("identity-issuer", absl::StrCat("each once, got ", text));
    issuers.push_back(std::move(issuer));
  }
  if (issuers.empty() && config.api_keys.empty() && config.certificates.empty()) {
    return Wrong("identity-issuer",
                 "an issuer, --api-keys or --certificates with --identity=tokens, got none");
  }
  return issuers;
}

bool IsLoopback(absl::string_view host) {
  const bool is_number = std::all_of(host.begin(), host.end(),
                                     [](char c) { return absl::ascii_isdigit(c) || c == '.'; });
  return host == "localhost" || host == "[::1]" || (is_number && absl::StartsWith(host, "127."));
}

// What becomes of a file of callers that has changed.
watch::WatchedText::Told LogCallers(const std::string& path) {
  return [path](const absl::Status& status) {
    if (status.ok()) return LogInfo("callers read", {{"file", path}});
    LogWarning("callers stay as they were",
               {{"file", path}, {"problem", std::string(status.message())}});
  };
}

// Callers that a file names, as it is now; none for an empty path.
template <class Callers>
absl::StatusOr<Callers> Watched(const std::string& path) {
  if (path.empty()) return Callers();
  ASSIGN_OR_RETURN(Callers callers, Callers::Load(path));
  callers.Watch(LogCallers(path));
  return callers;
}

}  // namespace

bool IsLocal(const std::string& address) {
  if (absl::StartsWith(address, "unix:") || absl::StartsWith(address, "unix-abstract:"))
    return true;
  return IsLoopback(address.substr(0, address.rfind(':')));
}

void IdentityConfig::AddTo(Flags& flags) {
  flags.Add("identity", mode,
            "Who may call: off (anybody; for loopback), development (tokens that this machine "
            "makes itself; for loopback), or tokens (of --identity-issuer, and --api-keys)");
  flags.Add("identity-issuer", issuers,
            "An issuer of tokens and where its JWK set is, as issuer=URL or issuer=path");
  flags.Add("identity-audience", audience, "What the aud of a token must name");
  flags.Add("identity-key-file", key_file,
            "Key of development tokens, shared by the processes of a machine; made when there is "
            "none");
  flags.Add("api-keys", api_keys,
            "File of callers with an x-api-key, read again when it changes; none when empty. Its "
            "lines are: name SHA-256-of-key scopes municipalities, the last two between commas");
  flags.Add(
      "certificates", certificates,
      "File of callers with a certificate that --tls-client-ca vouches for, read again when it "
      "changes; none when empty. Its lines are: name DNS:…, URI:… or CN:… scopes municipalities");
}

absl::StatusOr<std::unique_ptr<identity::Authenticator>> IdentityConfig::Make(
    const std::string& listen, const TlsConfig& tls) const {
  RETURN_IF_ERROR(CheckMode(mode, listen, tls));
  if (mode == kOff) {
    if (issuers.empty() && api_keys.empty() && certificates.empty()) return nullptr;
    return Wrong("identity",
                 "tokens beside --identity-issuer, --api-keys or --certificates, got off");
  }
  if (!certificates.empty() && !tls.asks_for_certificates()) {
    return Wrong("certificates", "--tls-client-ca beside it, got none");
  }
  if (audience.empty()) return Wrong("identity-audience", "what the aud of tokens names, got \"\"");
  ASSIGN_OR_RETURN(std::vector<Issuer> known, IssuersOf(*this));
  ASSIGN_OR_RETURN(identity::ApiKeys keys, Watched<identity::ApiKeys>(api_keys));
  ASSIGN_OR_RETURN(identity::Certificates shown, Watched<identity::Certificates>(certificates));
  return std::make_unique<identity::Authenticator>(
      std::make_unique<identity::TokenVerifier>(std::move(known), audience,
                                                [] { return absl::Now(); }),
      std::move(keys), std::move(shown));
}

}  // namespace ett::chassis
