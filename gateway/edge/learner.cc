#include "gateway/edge/learner.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include <algorithm>
#include <future>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "gateway/edge/address.h"
#include "gateway/edge/contract_breaks.h"
#include "gateway/edge/descriptor_set.h"
#include "gateway/edge/reflection_client.h"
#include "gateway/edge/resolve.h"

namespace ett::edge {
namespace {

// However often it is asked to look again.
constexpr absl::Duration kBetweenLooks = absl::Seconds(1);

// To one replica of the upstream.
std::shared_ptr<grpc::Channel> Connect(const UpstreamConfig& upstream, const std::string& address,
                                       absl::Duration longest) {
  grpc::ChannelArguments arguments;
  // In gRPC, also the least time that it tries to connect for: a machine that is off says nothing.
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS,
                   static_cast<int>(absl::ToInt64Milliseconds(longest)));
  // Each look has its own connection: a server that is back is seen at once.
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  arguments.SetMaxReceiveMessageSize(32 << 20);
  if (!upstream.tls.has_value()) {
    return grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments);
  }
  arguments.SetSslTargetNameOverride(HostOf(upstream.address));
  return grpc::CreateCustomChannel(address, upstream.tls->credentials, arguments);
}

// Of a server that is there, and has no reflection or keeps it to itself.
bool TellsNothing(const absl::Status& status) {
  return absl::IsUnimplemented(status) || absl::IsPermissionDenied(status) ||
         absl::IsUnauthenticated(status);
}

}  // namespace

Learner::Learner(const Config& config, const UpstreamSlots& slots)
    : config_(config), due_(slots.size(), false) {
  std::vector<bool> due = due_;
  Take(slots, due);
  Publish();
}

Learner::~Learner() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  if (thread_.joinable()) thread_.join();
}

void Learner::Start() {
  LookAt(std::vector<bool>(known_.size(), true));
  Publish();
  thread_ = std::thread([this] { Work(); });
}

void Learner::LookAgain(std::size_t upstream) {
  absl::MutexLock lock(&mutex_);
  due_[upstream] = true;
}

void Learner::Use(UpstreamSlots slots) {
  absl::MutexLock lock(&mutex_);
  due_.resize(slots.size(), false);
  slots_ = std::move(slots);
}

bool Learner::SomethingIsDue() const {
  return stopping_ || slots_.has_value() || std::find(due_.begin(), due_.end(), true) != due_.end();
}

Generations::Rules Learner::RulesOf(const UpstreamConfig& upstream) const {
  const std::vector<std::string>& accepted = config_.traffic.accept_breaking;
  const bool accepts = std::any_of(accepted.begin(), accepted.end(), [&](const auto& name) {
    return name == "*" || name == upstream.name;
  });
  return {accepts, config_.traffic.quarantine};
}

void Learner::Take(const UpstreamSlots& slots, std::vector<bool>& due) {
  for (std::size_t i = 0; i < slots.size(); ++i) {
    if (i == known_.size()) known_.emplace_back(RulesOf(*slots[i].upstream));
    Known& known = known_[i];
    if (slots[i].is_gone) {
      known.gone_since = std::min(known.gone_since, absl::Now());
      continue;
    }
    known.gone_since = absl::InfiniteFuture();
    if (known.upstream == slots[i].upstream && known.offered != nullptr) continue;
    known.upstream = slots[i].upstream;
    if (known.offered == nullptr) known.offered = known.upstream;
    known.last_look = absl::InfinitePast();
    due[i] = true;
  }
}

void Learner::LetGo() {
  for (Known& known : known_) {
    if (known.offered == nullptr || absl::Now() - known.gone_since < kBetweenLooks) continue;
    known.generations = Generations(RulesOf(*known.upstream));
    known.problems.clear();
    known.offered = nullptr;
  }
}

void Learner::Work() {
  absl::Time next = NextRound();
  for (;;) {
    std::vector<bool> due;
    std::optional<UpstreamSlots> slots;
    {
      absl::MutexLock lock(&mutex_);
      mutex_.AwaitWithDeadline(absl::Condition(this, &Learner::SomethingIsDue), next);
      if (stopping_) return;
      due = std::exchange(due_, std::vector<bool>(due_.size(), false));
      slots = std::exchange(slots_, std::nullopt);
    }
    if (slots.has_value()) Take(*slots, due);
    const bool all = absl::Now() >= next;
    if (all) due.assign(due.size(), true);
    if (!all && !Pause(due)) return;
    LookAt(due);
    LetGo();
    Publish();
    if (all || slots.has_value()) next = NextRound();
  }
}

void Learner::LookAt(const std::vector<bool>& due) {
  std::vector<std::future<Findings>> looks(due.size());
  for (std::size_t i = 0; i < due.size(); ++i) {
    if (!due[i] || known_[i].is_gone()) continue;
    known_[i].last_look = absl::Now();
    looks[i] = std::async(std::launch::async, [this, i] { return Look(i); });
  }
  for (std::size_t i = 0; i < due.size(); ++i) {
    if (looks[i].valid()) Learn(i, looks[i].get());
  }
}

// Waits until none of those that are due was looked at just now. False when it is to end.
bool Learner::Pause(const std::vector<bool>& due) {
  absl::Time earliest = absl::InfinitePast();
  for (std::size_t i = 0; i < due.size(); ++i) {
    if (due[i]) earliest = std::max(earliest, known_[i].last_look + kBetweenLooks);
  }
  absl::MutexLock lock(&mutex_);
  return !mutex_.AwaitWithDeadline(absl::Condition(&stopping_), earliest);
}

// Those that were never seen, and those that are to be let go, are waited for more eagerly.
absl::Time Learner::NextRound() const {
  const bool missing = std::any_of(known_.begin(), known_.end(), [](const Known& each) {
    return each.is_gone() ? each.offered != nullptr : each.generations.served() == nullptr;
  });
  return absl::Now() +
         (missing ? std::min(kBetweenLooks, config_.learn_interval) : config_.learn_interval);
}

Learner::Findings Learner::Look(std::size_t upstream) const {
  Findings findings{Resolve(known_[upstream].upstream->address), {}};
  const Generations& known = known_[upstream].generations;
  std::map<std::string, std::future<absl::StatusOr<UpstreamFiles>>> asked;
  for (const std::string& address :
       findings.addresses.ok() ? *findings.addresses : known.addresses()) {
    if (known_[upstream].upstream->known.has_value() && known.Knows(address)) continue;
    asked[address] = std::async(std::launch::async,
                                [this, upstream, address] { return Ask(upstream, address); });
  }
  for (auto& [address, answer] : asked) findings.offers.emplace(address, answer.get());
  return findings;
}

absl::StatusOr<UpstreamFiles> Learner::Ask(std::size_t upstream, const std::string& address) const {
  const UpstreamConfig& config = *known_[upstream].upstream;
  if (config.known.has_value()) return *config.known;
  auto said = AskByReflection(Connect(config, address, config_.connect_timeout));
  if (config.descriptor_set.empty() || !TellsNothing(said.status())) return said;
  return ReadDescriptorSet(config.descriptor_set);
}

void Learner::Learn(std::size_t upstream, Findings findings) {
  Generations& generations = known_[upstream].generations;
  const std::shared_ptr<const UpstreamSchema> before = generations.served();
  const absl::Time now = absl::Now();
  Tell(upstream, "addresses", std::string(findings.addresses.status().message()));
  if (findings.addresses.ok()) {
    generations.SetReplicas(*findings.addresses);
    known_[upstream].offered = known_[upstream].upstream;
  }
  for (auto& [address, files] : findings.offers) {
    const absl::Status learnt =
        files.ok() ? generations.Learn(address, *std::move(files), now) : files.status();
    Tell(upstream, address,
         learnt.ok() ? "" : absl::StrCat(address, ": ", std::string(learnt.message())));
  }
  generations.Judge(now);
  TellQuarantines(upstream);
  if (before == nullptr || before == generations.served()) return;
  const std::vector<std::string> breaks = ContractBreaks(*before, *generations.served());
  if (breaks.empty() || !config_.on_problem) return;
  config_.on_problem(known_[upstream].upstream->name,
                     absl::StrCat("another contract is served now, and it breaks what callers "
                                  "could rely on: ",
                                  absl::StrJoin(breaks, "; ")));
}

void Learner::TellQuarantines(std::size_t upstream) {
  for (const ReplicaOffer& offer : known_[upstream].generations.Offers()) {
    Tell(upstream, absl::StrCat("quarantine ", offer.address),
         offer.quarantine.empty()
             ? ""
             : absl::StrCat(
                   offer.address,
                   " gets no calls, as it breaks the contract that is served: ", offer.quarantine));
  }
}

void Learner::Tell(std::size_t upstream, const std::string& about, const std::string& problem) {
  std::string& told = known_[upstream].problems[about];
  if (std::exchange(told, problem) == problem || problem.empty()) return;
  if (config_.on_problem) config_.on_problem(known_[upstream].upstream->name, problem);
}

// Servers before contracts: what is offered can be called.
void Learner::Publish() {
  std::vector<std::shared_ptr<const UpstreamSchema>> schemas;
  Offers offers;
  for (const Known& known : known_) {
    schemas.push_back(known.is_gone() ? nullptr : known.generations.served());
    offers.push_back({known.offered, known.generations.Offers()});
  }
  if (offers_.load() == nullptr || *offers_.load() != offers) {
    offers_ = std::make_shared<const Offers>(std::move(offers));
    ++version_;
  }
  if (schema_.load() == nullptr || schema_.load()->upstreams() != schemas) {
    schema_ = std::make_shared<const Schema>(std::move(schemas));
  }
}

}  // namespace ett::edge
