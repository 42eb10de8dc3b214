#include "gateway/edge/entrance.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gateway/edge/refusal.h"

namespace ett::edge {
namespace {

constexpr absl::Duration kAgain = absl::Seconds(1);

absl::Status TakePlace(Worker& worker, const Method& method, limits::CallCount::Place& place) {
  const auto importance =
      method.changes_nothing ? limits::Importance::kRead : limits::Importance::kChange;
  const auto shed = [&](ShedReason reason, absl::string_view message) {
    if (worker.config.on_shed) worker.config.on_shed(reason, importance);
    return Overloaded(message, kAgain);
  };
  place = worker.calls.Enter();
  if (!place.is_taken()) {
    return shed(ShedReason::kCalls,
                absl::StrCat("there are ", worker.calls.most(), " calls in flight already"));
  }
  if (!worker.lag.Refuses(importance)) return absl::OkStatus();
  return shed(ShedReason::kLag, "there are more calls than can be dealt with");
}

}  // namespace

Entry Enter(Worker& worker, const Asked& asked) {
  const Config& config = worker.config;
  const bool is_health = absl::StartsWith(asked.method.path, "/grpc.health.");
  Entry entry;
  if (!is_health) entry.status = TakePlace(worker, asked.method, entry.place);
  if (!entry.status.ok()) return entry;
  absl::StatusOr<Admitted> caller = Admitted();
  if (config.admit) caller = config.admit(asked);
  entry.status = caller.status();
  if (!caller.ok()) return entry;
  entry.caller = *std::move(caller);
  if (is_health || !config.allow) return entry;
  Allowance allowance = config.allow(asked, entry.caller);
  entry.status = std::move(allowance.status);
  entry.headers = std::move(allowance.headers);
  return entry;
}

}  // namespace ett::edge
