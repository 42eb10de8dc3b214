#include "gateway/admission.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "chassis/denial.h"
#include "identity/access.h"

namespace ett::gateway {
namespace {

bool IsRepeated(const edge::Headers& headers, absl::string_view name) {
  return std::count_if(headers.begin(), headers.end(), [&](const edge::Header& header) {
           return absl::EqualsIgnoreCase(header.name, name);
         }) > 1;
}

}  // namespace

absl::Status Admission::Admit(const edge::Method& method, const edge::Headers& headers,
                              const std::string& request_id) const {
  if (absl::StartsWith(method.path, "/grpc.")) return absl::OkStatus();
  identity::Credentials shown{edge::Find(headers, "authorization"),
                              edge::Find(headers, "x-api-key")};
  shown.several = IsRepeated(headers, "authorization") || IsRepeated(headers, "x-api-key");
  const absl::StatusOr<identity::CallerPtr> caller = authenticator_->Identify(shown);
  absl::Status decided = caller.status();
  if (caller.ok()) decided = identity::Decide({method.scope, method.is_anonymous}, **caller);
  if (decided.ok()) return decided;
  chassis::TellDenied({method.path, caller.ok() ? caller->get() : nullptr, request_id}, decided,
                      metrics_);
  return decided;
}

}  // namespace ett::gateway
