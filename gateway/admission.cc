#include "gateway/admission.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "chassis/denial.h"
#include "chassis/logged_caller.h"
#include "gateway/edge/schema.h"
#include "identity/access.h"

namespace ett::gateway {
namespace {

bool IsRepeated(const edge::Headers& headers, absl::string_view name) {
  return std::count_if(headers.begin(), headers.end(),
                       [&](const edge::Header& header) { return header.name == name; }) > 1;
}

}  // namespace

absl::StatusOr<edge::Admitted> Admission::Admit(const edge::Asked& asked) const {
  if (absl::StartsWith(asked.method.path, "/grpc.")) return edge::Admitted();
  identity::Credentials shown{edge::Find(asked.headers, "authorization"),
                              edge::Find(asked.headers, "x-api-key"), asked.certificate_names};
  shown.several =
      IsRepeated(asked.headers, "authorization") || IsRepeated(asked.headers, "x-api-key");
  const absl::StatusOr<identity::CallerPtr> caller = authenticator_->Identify(shown);
  absl::Status decided = caller.status();
  if (caller.ok())
    decided = identity::Decide({asked.method.scope, asked.method.is_anonymous}, **caller);
  if (decided.ok()) return edge::Admitted{(*caller)->name, chassis::LoggedCaller(**caller)};
  chassis::TellDenied({asked.method.path, caller.ok() ? caller->get() : nullptr, asked.request_id},
                      decided, metrics_);
  return decided;
}

}  // namespace ett::gateway
