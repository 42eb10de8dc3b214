#include "gateway/limit_watch.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "chassis/log.h"
#include "gateway/edge/address.h"
#include "gateway/edge/resolve.h"
#include "identity/fetch.h"
#include "status/macros.h"

namespace ett::gateway {
namespace {

constexpr absl::Duration kBetweenLooks = absl::Seconds(2);

}  // namespace

LimitWatch::LimitWatch(Sources sources, limits::RateLimiter& limiter)
    : sources_(std::move(sources)), limiter_(limiter) {}

LimitWatch::~LimitWatch() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  if (thread_.joinable()) thread_.join();
}

absl::Status LimitWatch::Look() {
  if (sources_.find_peers) FindPeers();
  return sources_.read ? ReadFile() : absl::OkStatus();
}

absl::Status LimitWatch::ReadFile() {
  ASSIGN_OR_RETURN(std::string text, sources_.read());
  if (has_text_ && text == text_) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::vector<limits::Limit> limits,
                   limits::ParseLimits(sources_.file, text));
  limiter_.Use(limits);
  text_ = std::move(text);
  has_text_ = true;
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

bool LimitWatch::Wait() {
  absl::MutexLock lock(&mutex_);
  return !mutex_.AwaitWithTimeout(absl::Condition(&stopping_), kBetweenLooks);
}

void LimitWatch::Start() {
  thread_ = std::thread([this] {
    while (Wait()) {
      const std::string problem(Look().message());
      if (!problem.empty() && problem != problem_) {
        chassis::LogWarning("limits stay as they were", {{"problem", problem}});
      }
      problem_ = problem;
    }
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
  if (!file.empty()) sources.read = identity::FromFile(file);
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
