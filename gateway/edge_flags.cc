#include "gateway/edge_flags.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "chassis/log.h"
#include "gateway/limits/limit_file.h"
#include "status/macros.h"

namespace ett::gateway {
namespace {

absl::StatusOr<edge::IgnoredParameter> ReadIgnored(const std::string& text) {
  const std::pair<std::string, std::string> parts = absl::StrSplit(text, absl::MaxSplits('@', 1));
  edge::IgnoredParameter ignored{parts.first, parts.second.empty() ? "*" : parts.second};
  if (!ignored.name.empty() && limits::AreMethods(ignored.methods)) return ignored;
  return absl::InvalidArgumentError(absl::StrCat(
      "--ignored-parameter: want name, name@ett.hr.v1.* or *@ett.hr.v1.*, got \"", text, "\""));
}

void LogOverload(int pressure) {
  if (pressure == 0) return chassis::LogInfo("the loop keeps up again");
  chassis::LogWarning("calls are refused: the loop is late", {{"event", "overloaded"}});
}

}  // namespace

void EdgeFlags::AddTo(chassis::Flags& flags) {
  flags.Add("max-calls", max_calls, "Calls in flight at a time, of all callers; more are refused");
  flags.Add("lag-target", lag_target,
            "A loop that is later than this all the time refuses calls, those that read first; 0 "
            "for never");
  flags.Add("cache-bytes", cache_bytes,
            "Of answers that are kept by the version of their data; 0 for none");
  flags.Add("stale-if-error", stale_if_error,
            "How long such an answer stands in for a service that is away");
  flags.Add("ignored-parameter", ignored_parameters,
            "A query parameter of REST that says nothing, as name or name@methods "
            "(name@ett.hr.v1.*); * for all that a method does not know");
}

absl::Status EdgeFlags::Apply(edge::Config& config) const {
  if (max_calls < 1) {
    return absl::InvalidArgumentError(absl::StrCat("--max-calls: want 1 or more, got ", max_calls));
  }
  if (cache_bytes < 0) {
    return absl::InvalidArgumentError(
        absl::StrCat("--cache-bytes: want 0 or more, got ", cache_bytes));
  }
  config.max_calls = max_calls;
  config.cache_bytes = static_cast<std::size_t>(cache_bytes);
  config.stale_if_error = stale_if_error;
  config.overload.target = lag_target;
  config.on_overload = LogOverload;
  for (const std::string& text : ignored_parameters) {
    ASSIGN_OR_RETURN(config.ignored_parameters.emplace_back(), ReadIgnored(text));
  }
  return absl::OkStatus();
}

}  // namespace ett::gateway
