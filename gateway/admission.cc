#include "gateway/admission.h"

#include "absl/strings/match.h"
#include "chassis/log.h"
#include "gateway/edge/call_head.h"
#include "identity/access.h"
#include "status/errors.h"

namespace ett::gateway {

absl::Status Admission::Admit(const edge::Method& method, const edge::Headers& headers) const {
  if (absl::StartsWith(method.path, "/grpc.")) return absl::OkStatus();
  const absl::StatusOr<identity::CallerPtr> caller = authenticator_->Identify(
      {edge::Find(headers, "authorization"), edge::Find(headers, "x-api-key")});
  absl::Status decided = caller.status();
  if (caller.ok()) decided = identity::Decide({method.scope, method.is_anonymous}, **caller);
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
