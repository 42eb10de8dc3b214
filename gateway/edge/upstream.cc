#include "gateway/edge/upstream.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "status/errors.h"

namespace ett::edge {
namespace {

constexpr absl::Duration kFirstBackoff = absl::Milliseconds(25);

bool IsWell(Replica& replica, absl::Time now) {
  return replica.is_healthy() && !replica.outlier().is_ejected(now);
}

// Leaves only those that are `good`, unless that would leave none.
template <class Candidates, class Good>
void Prefer(Candidates& replicas, Good good) {
  const auto others = std::partition(replicas.begin(), replicas.end(), good);
  if (others != replicas.begin()) replicas.erase(others, replicas.end());
}

}  // namespace

Upstream::Upstream(boost::asio::io_context& loop, const Config& config, Learner& learner,
                   Place place)
    : loop_(loop),
      config_(config),
      learner_(learner),
      slot_(place.slot),
      upstream_(std::move(place.upstream)),
      health_timer_(loop),
      random_(std::random_device{}()) {
  if (config_.traffic.health_interval == absl::InfiniteDuration()) return;
  health_timer_.expires_after(std::chrono::seconds(0));
  health_timer_.async_wait([this](const boost::system::error_code& error) {
    if (!error) CheckHealth();
  });
}

void Upstream::CheckHealth() {
  Follow();
  TellReplicas();
  for (const Member& member : members_) member.replica->Check();
  health_timer_.expires_after(absl::ToChronoNanoseconds(config_.traffic.health_interval));
  health_timer_.async_wait([this](const boost::system::error_code& error) {
    if (!error) CheckHealth();
  });
}

void Upstream::TellReplicas() const {
  if (!config_.on_replicas) return;
  if (is_gone_) return config_.on_replicas(name(), nullptr);
  const absl::Time now = absl::Now();
  ReplicaCounts counts;
  for (const Member& member : members_) {
    if (!member.offer.quarantine.empty()) {
      ++counts.quarantined;
    } else {
      ++(IsWell(*member.replica, now) ? counts.healthy : counts.unwell);
    }
  }
  config_.on_replicas(name(), &counts);
}

void Upstream::Tell(TrafficEvent event) const {
  if (config_.on_traffic) config_.on_traffic(name(), event);
}

std::shared_ptr<Replica> Upstream::MakeReplica(const std::string& address) {
  return std::make_shared<Replica>(
      Replica::Setting{loop_, config_, upstream_,
                       [&learner = learner_, slot = slot_] { learner.LookAgain(slot); }},
      address);
}

// Takes over what was learnt since the last time. Connections stay with their addresses, but not
// when the upstream is configured anew: its name in TLS may be another.
void Upstream::Follow() {
  const std::uint64_t version = learner_.version();
  if (version == version_) return;
  version_ = version;
  const std::shared_ptr<const Offers> offers = learner_.offers();
  if (slot_ >= offers->size()) return;
  const UpstreamOffer& offered = (*offers)[slot_];
  is_gone_ = offered.upstream == nullptr;
  if (!is_gone_) upstream_ = offered.upstream;
  std::vector<Member> before = std::exchange(members_, {});
  for (const ReplicaOffer& offer : offered.replicas) {
    const auto known = std::find_if(before.begin(), before.end(), [&](const Member& each) {
      return each.replica != nullptr && each.replica->address() == offer.address &&
             each.replica->upstream() == upstream_;
    });
    members_.push_back(
        {known == before.end() ? MakeReplica(offer.address) : std::move(known->replica), offer});
  }
  for (const Member& member : before) {
    if (member.replica != nullptr) member.replica->Leave();
  }
}

// Those whose contract has the method, or else those that nothing is known of yet.
Upstream::Candidates Upstream::Offering(absl::string_view method) const {
  Candidates offering;
  Candidates unknown;
  for (const Member& member : members_) {
    if (!member.offer.quarantine.empty()) continue;
    if (member.offer.schema == nullptr) {
      unknown.push_back(member.replica.get());
    } else if (member.offer.schema->Serves(method)) {
      offering.push_back(member.replica.get());
    }
  }
  return offering.empty() ? unknown : offering;
}

// Says it of the contract when that is why.
absl::Status Upstream::NobodyOffers(absl::string_view method) const {
  const std::string who = absl::StrCat("the service \"", name(), "\" at ", upstream_->address);
  for (const Member& member : members_) {
    if (member.offer.quarantine.empty()) continue;
    return status::Unavailable(
        "CONTRACT_BROKEN",
        absl::StrCat(who,
                     " has come back with a contract that breaks the one that callers rely "
                     "on, and is held back: ",
                     member.offer.quarantine));
  }
  return status::Unavailable("UPSTREAM_UNAVAILABLE",
                             absl::StrCat(who, " does not answer: no server of it has ", method));
}

absl::StatusOr<std::shared_ptr<Replica>> Upstream::Choose(
    absl::string_view method, const std::vector<std::shared_ptr<Replica>>& tried) {
  Follow();
  Candidates choice = Offering(method);
  if (choice.empty()) return NobodyOffers(method);
  if (choice.size() > 1) {
    const absl::Time now = absl::Now();
    Prefer(choice, [&](Replica* each) {
      return std::none_of(tried.begin(), tried.end(),
                          [each](const auto& other) { return other.get() == each; });
    });
    Prefer(choice, [now](Replica* each) { return IsWell(*each, now); });
  }
  const std::size_t first = random_() % choice.size();
  Replica* chosen = choice[first];
  if (choice.size() > 1) {
    const std::size_t step = 1 + random_() % (choice.size() - 1);
    Replica* other = choice[(first + step) % choice.size()];
    if (other->in_flight < chosen->in_flight) chosen = other;
  }
  return chosen->shared_from_this();
}

void Upstream::Failed(Replica& replica) {
  const absl::Time now = absl::Now();
  if (!replica.outlier().Failed() || replica.outlier().is_ejected(now)) return;
  const auto ejected = std::count_if(members_.begin(), members_.end(), [now](const Member& each) {
    return each.replica->outlier().is_ejected(now);
  });
  if (static_cast<std::size_t>(ejected + 1) * 2 > members_.size()) return;
  replica.outlier().Eject(now);
  Tell(TrafficEvent::kEjection);
}

absl::StatusOr<Seat> Upstream::Enter() {
  if (*in_flight_ >= config_.traffic.calls_in_flight) {
    Tell(TrafficEvent::kRefusal);
    return status::Exhausted("TOO_MANY_CALLS",
                             absl::StrCat("the service \"", name(), "\" has ", *in_flight_,
                                          " calls in flight, which is as many as it may have"));
  }
  budget_.CountCall(absl::Now());
  return Seat(in_flight_);
}

bool Upstream::TakeRetry() { return budget_.Take(absl::Now()); }

absl::Duration Upstream::Backoff(int attempts) {
  std::uniform_real_distribution<double> spread(0.5, 1.5);
  return kFirstBackoff * (1 << (attempts - 1)) * spread(random_);
}

void Upstream::Close() {
  health_timer_.cancel();
  for (const Member& member : members_) member.replica->Close();
}

}  // namespace ett::edge
