#include "gateway/admission.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "chassis/log.h"
#include "gateway/edge/call_head.h"
#include "identity/access.h"
#include "status/errors.h"

namespace ett::gateway {
namespace {

// Two of a kind would let each process choose another.
absl::Status CheckSaidOnce(const edge::Headers& headers) {
  for (const char* name : {"authorization", "x-api-key"}) {
    const auto count = std::count_if(
        headers.begin(), headers.end(),
        [&](const edge::Header& header) { return absl::EqualsIgnoreCase(header.name, name); });
    if (count > 1) {
      return status::Unauthenticated(
          "CREDENTIALS_REPEATED", absl::StrCat("want ", name, " once, got it ", count, " times"));
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status Admission::Admit(const edge::Method& method, const edge::Headers& headers) const {
  if (absl::StartsWith(method.path, "/grpc.")) return absl::OkStatus();
  const absl::StatusOr<identity::CallerPtr> caller = authenticator_->Identify(
      {edge::Find(headers, "authorization"), edge::Find(headers, "x-api-key")});
  absl::Status decided = CheckSaidOnce(headers);
  if (decided.ok()) decided = caller.status();
  if (decided.ok()) decided = identity::Decide({method.scope, method.is_anonymous}, **caller);
  if (decided.ok()) return decided;
  const std::string reason = status::ReasonOf(decided);
  metrics_.Denied(method.path, reason);
  chassis::LogWarning("denied", {{"method", method.path},
                                 {"reason", reason},
                                 {"caller", caller.ok() ? (*caller)->name : ""},
                                 {"request_id", std::string(edge::Find(headers, "x-request-id"))}});
  return decided;
}

}  // namespace ett::gateway
