#include "gateway/door.h"

#include <chrono>
#include <utility>
#include <vector>

namespace ett::gateway {

Door::Door(std::unique_ptr<identity::Authenticator> authenticator, LimitWatch::Sources limits,
           LimitExchange::Options peers, chassis::Metrics& metrics)
    : knows_callers_(authenticator != nullptr),
      has_peers_(limits.find_peers != nullptr),
      admission_(std::move(authenticator), metrics),
      throttle_(limiter_, metrics),
      exchange_(std::move(peers), limiter_, metrics),
      watch_(WithExchange(std::move(limits)), limiter_) {}

LimitWatch::Sources Door::WithExchange(LimitWatch::Sources limits) {
  limits.use_peers = [this](const std::vector<std::string>& addresses) {
    exchange_.UsePeers(addresses);
  };
  return limits;
}

void Door::Watch() {
  watch_.Start();
  if (has_peers_) exchange_.Start();
}

void Door::Keep(edge::Config& config) const {
  config.allow = [this](const edge::Asked& asked, const edge::Admitted& caller) {
    return throttle_.Allow(asked, caller, std::chrono::steady_clock::now());
  };
  if (!knows_callers_) return;
  config.admit = [this](const edge::Asked& asked) { return admission_.Admit(asked); };
}

}  // namespace ett::gateway
