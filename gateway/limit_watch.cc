#include "gateway/limit_watch.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "chassis/log.h"
#include "gateway/edge/address.h"
#include "gateway/edge/resolve.h"
#include "status/macros.h"

namespace ett::gateway {
namespace {

constexpr absl::Duration kBetweenLooks = absl::Seconds(2);

}  // namespace

LimitWatch::LimitWatch(Sources sources, limits::RateLimiter& limiter)
    : sources_(std::move(sources)),
      limiter_(limiter),
      text_(sources_.read, [this](const std::string& text) { return UseLimits(text); }) {}

absl::Status LimitWatch::Look() {
  if (sources_.find_peers) FindPeers();
  return sources_.read ? text_.Look() : absl::OkStatus();
}

absl::Status LimitWatch::UseLimits(const std::string& text) {
  ASSIGN_OR_RETURN(const std::vector<limits::Limit> limits,
                   limits::ParseLimits(sources_.file, text));
  limiter_.Use(limits);
  chassis::LogInfo("limits read",
                   {{"file", sources_.file}, {"limits", static_cast<std::int64_t>(limits.size())}});
  return absl::OkStatus();
}

void LimitWatch::FindPeers() {
  absl::StatusOr<std::vector<std::string>> peers = sources_.find_peers();
  const std::string problem(peers.status().message());
  if (!problem.empty() && problem != peers_problem_) {
    chassis::LogWarning("limits are shared as before", {{"problem", problem}});
  }
  peers_problem_ = problem;
  if (!peers.ok() || peers->empty() || *peers == peers_) return;
  peers_ = *std::move(peers);
  // Before the limiter relies on them.
  if (sources_.use_peers) sources_.use_peers(peers_);
  limiter_.Share(static_cast<std::int64_t>(peers_.size()));
  chassis::LogInfo("limits are shared", {{"replicas", static_cast<std::int64_t>(peers_.size())}});
}

void LimitWatch::Start() {
  watch_.Start(kBetweenLooks, [this] {
    if (sources_.find_peers) FindPeers();
    if (!sources_.read) return;
    text_.LookAndTell([](const absl::Status& status) {
      if (status.ok()) return;
      chassis::LogWarning("limits stay as they were", {{"problem", std::string(status.message())}});
    });
  });
}

void LimitFlags::AddTo(chassis::Flags& flags) {
  flags.Add("limits", file,
            "File of how often callers may call, JSON; read again when it changes; no limits when "
            "empty");
  flags.Add(
      "limit-peers", peers,
      "host:port[,host:port…] of all gateways, or a headless service's name: they count calls "
      "together; empty for one alone");
}

absl::StatusOr<LimitWatch::Sources> LimitFlags::Make() const {
  LimitWatch::Sources sources{file, nullptr, nullptr, nullptr};
  if (!file.empty()) sources.read = watch::FromFile("--limits", file);
  if (peers.empty()) return sources;
  ASSIGN_OR_RETURN(const auto addresses, edge::ParseAddresses(peers));
  for (const edge::Address& each : addresses) {
    if (each.path.empty()) continue;
    return absl::InvalidArgumentError(
        absl::StrCat("--limit-peers: want host:port, got \"", peers, "\""));
  }
  sources.find_peers = [name = peers]() -> absl::StatusOr<std::vector<std::string>> {
    absl::StatusOr<std::vector<std::string>> found = edge::Resolve(name);
    if (found.ok()) return found;
    return absl::UnavailableError(absl::StrCat("--limit-peers: ", found.status().message()));
  };
  return sources;
}

}  // namespace ett::gateway
