#include "chassis/denial.h"

#include "chassis/log.h"
#include "chassis/logged_caller.h"
#include "status/errors.h"

namespace ett::chassis {

void TellDenied(const Denial& denial, const absl::Status& why, Metrics& metrics) {
  const std::string reason = status::ReasonOf(why);
  metrics.Denied(denial.method, reason);
  const identity::Caller* caller = denial.caller;
  LogWarning("denied", {{"event", "denied"},
                        {"method", denial.method},
                        {"reason", reason},
                        {"caller", caller == nullptr ? "" : LoggedCaller(*caller)},
                        {"caller_kind", caller == nullptr ? "" : identity::NameOf(caller->kind)},
                        {"request_id", denial.request_id}});
}

}  // namespace ett::chassis
