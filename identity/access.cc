#include "identity/access.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "status/errors.h"

namespace ett::identity {
namespace {

// As it came when it can be one: callers make up names.
std::string Shown(absl::string_view municipality) {
  return IsOrganisationNumber(municipality) ? std::string(municipality) : "another";
}

}  // namespace

absl::Status Decide(const Rule& rule, const Caller& caller) {
  if (rule.anonymous) return absl::OkStatus();
  if (rule.scope.empty()) {
    return status::Denied("RULE_MISSING", "the contract does not say who may call this method");
  }
  if (caller.kind == Caller::Kind::kAnonymous) {
    return status::Unauthenticated("TOKEN_MISSING",
                                   "want authorization: Bearer {token} or x-api-key, got neither");
  }
  if (caller.Holds(rule.scope)) return absl::OkStatus();
  return status::Denied("SCOPE_MISSING",
                        absl::StrCat("want the scope ", rule.scope, ", got a caller without it"),
                        {{"scope", rule.scope}});
}

absl::Status CheckCoverage(const Caller& caller, absl::string_view name) {
  if (!absl::ConsumePrefix(&name, "municipalities/")) return absl::OkStatus();
  const absl::string_view municipality = name.substr(0, name.find('/'));
  if (caller.Covers(municipality)) return absl::OkStatus();
  const std::string shown = Shown(municipality);
  return status::Denied(
      "MUNICIPALITY_NOT_COVERED",
      absl::StrCat("want a caller of municipality ", shown, ", got one of others or of none"),
      {{"municipality", shown}});
}

}  // namespace ett::identity
