#include "identity/claims.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "identity/strict_json.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::identity {
namespace {

constexpr std::size_t kLongestName = 255;        // bytes, of `sub` in OpenID Connect
constexpr double kLatest = 253'402'300'800;      // year 10000, in Unix seconds
constexpr char kOrganisationScheme[] = "0192:";  // ISO 6523: Enhetsregisteret

absl::Status Malformed(absl::string_view claim, absl::string_view wanted) {
  return status::Unauthenticated(
      "TOKEN_MALFORMED", absl::StrCat("claim ", claim, ": want ", wanted, ", got another value"),
      {{"claim", std::string(claim)}});
}

// Nothing where the claim is absent.
absl::StatusOr<std::optional<absl::Time>> TimeOf(const nlohmann::json& claims, const char* claim) {
  const auto found = claims.find(claim);
  if (found == claims.end()) return std::nullopt;
  if (!found->is_number()) return Malformed(claim, "seconds since 1970");
  const double seconds = found->get<double>();
  if (!(seconds >= 0 && seconds < kLatest)) return Malformed(claim, "seconds since 1970");
  return absl::UnixEpoch() + absl::Seconds(seconds);
}

// A claim that is a list of strings.
absl::StatusOr<std::vector<std::string>> ListOf(const nlohmann::json& list, const char* claim) {
  std::vector<std::string> texts;
  if (!list.is_array()) return Malformed(claim, "a list of strings");
  for (const nlohmann::json& each : list) {
    if (!each.is_string()) return Malformed(claim, "a list of strings");
    texts.push_back(each.get<std::string>());
  }
  return texts;
}

bool IsName(absl::string_view text) {
  return !text.empty() && text.size() <= kLongestName &&
         std::none_of(text.begin(), text.end(), absl::ascii_iscntrl);
}

absl::StatusOr<std::string> NameOf(const nlohmann::json& claims) {
  for (const char* claim : {"sub", "client_id"}) {
    if (!claims.contains(claim)) continue;
    const auto name = TextOf(claims, claim);
    if (name && IsName(*name)) return *name;
    return Malformed(claim, absl::StrCat("1..", kLongestName, " bytes of text"));
  }
  return Malformed("sub", "sub or client_id");
}

absl::StatusOr<std::string> OrganisationOf(const nlohmann::json& claims) {
  const auto consumer = claims.find("consumer");
  if (consumer == claims.end()) return "";
  const std::string id = consumer->is_object() ? TextOf(*consumer, "ID").value_or("") : "";
  absl::string_view number = id;
  if (!absl::ConsumePrefix(&number, kOrganisationScheme) || !IsOrganisationNumber(number)) {
    return Malformed("consumer", "an ID of 0192: and 9 digits");
  }
  return std::string(number);
}

absl::StatusOr<std::vector<std::string>> ScopesOf(const nlohmann::json& claims) {
  const auto scope = claims.find("scope");
  if (scope == claims.end()) return std::vector<std::string>();
  if (scope->is_array()) return ListOf(*scope, "scope");
  if (!scope->is_string()) return Malformed("scope", "words between spaces, or a list");
  return std::vector<std::string>(
      absl::StrSplit(scope->get<std::string>(), ' ', absl::SkipEmpty()));
}

absl::Status ReadMunicipalities(const nlohmann::json& claims, Caller& caller) {
  constexpr char kClaim[] = "ett_municipalities";
  const auto found = claims.find(kClaim);
  if (found == claims.end()) {
    if (!caller.organisation.empty()) caller.municipalities = {caller.organisation};
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(caller.municipalities, ListOf(*found, kClaim));
  if (caller.municipalities == std::vector<std::string>{"*"}) {
    caller.municipalities.clear();
    caller.all_municipalities = true;
  }
  const bool all = std::all_of(caller.municipalities.begin(), caller.municipalities.end(),
                               [](const std::string& each) { return IsOrganisationNumber(each); });
  return all ? absl::OkStatus() : Malformed(kClaim, "numbers of 9 digits, or * alone");
}

}  // namespace

absl::StatusOr<absl::Time> CheckTimes(const nlohmann::json& claims, absl::Time now) {
  ASSIGN_OR_RETURN(const auto expires, TimeOf(claims, "exp"));
  ASSIGN_OR_RETURN(const auto begins, TimeOf(claims, "nbf"));
  ASSIGN_OR_RETURN(const auto issued, TimeOf(claims, "iat"));
  if (!expires) return Malformed("exp", "when the token ends");
  if (*expires + kLeeway <= now) {
    return status::Unauthenticated("TOKEN_EXPIRED", "want a token that has not ended");
  }
  for (const auto& from : {begins, issued}) {
    if (from && *from - kLeeway > now) {
      return status::Unauthenticated("TOKEN_NOT_YET_VALID", "want a token that has begun");
    }
  }
  return *expires;
}

absl::Status CheckAudience(const nlohmann::json& claims, const std::string& audience) {
  const auto found = claims.find("aud");
  if (found != claims.end()) {
    if (found->is_string() && *found == audience) return absl::OkStatus();
    const bool listed = found->is_array() &&
                        std::any_of(found->begin(), found->end(), [&](const nlohmann::json& each) {
                          return each.is_string() && each == audience;
                        });
    if (listed) return absl::OkStatus();
  }
  return status::Unauthenticated("AUDIENCE_WRONG",
                                 absl::StrCat("want a token for the audience ", audience),
                                 {{"audience", audience}});
}

absl::StatusOr<Caller> CallerOf(const nlohmann::json& claims) {
  Caller caller;
  caller.kind = Caller::Kind::kToken;
  ASSIGN_OR_RETURN(caller.name, NameOf(claims));
  ASSIGN_OR_RETURN(caller.organisation, OrganisationOf(claims));
  ASSIGN_OR_RETURN(caller.scopes, ScopesOf(claims));
  RETURN_IF_ERROR(ReadMunicipalities(claims, caller));
  std::sort(caller.scopes.begin(), caller.scopes.end());
  std::sort(caller.municipalities.begin(), caller.municipalities.end());
  return caller;
}

}  // namespace ett::identity
