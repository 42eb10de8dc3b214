#include "gateway/edge/learner.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "gateway/edge/reflection_client.h"
#include "gateway/edge/resolve.h"

namespace ett::edge {
namespace {

// However often it is asked to look again.
constexpr absl::Duration kBetweenLooks = absl::Seconds(1);

std::shared_ptr<grpc::Channel> Connect(const std::string& address) {
  grpc::ChannelArguments arguments;
  // Each look has its own connection: a server that is back is seen at once.
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  arguments.SetMaxReceiveMessageSize(32 << 20);
  return grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments);
}

}  // namespace

Learner::Learner(const Config& config) : config_(config), due_(config.upstreams.size(), false) {
  const std::vector<std::string>& accepted = config.traffic.accept_breaking;
  for (const UpstreamConfig& upstream : config.upstreams) {
    known_.emplace_back(std::find(accepted.begin(), accepted.end(), upstream.name) !=
                        accepted.end());
  }
  schema_ = std::make_shared<const Schema>(
      std::vector<std::shared_ptr<const UpstreamSchema>>(config.upstreams.size()));
  offers_ = std::make_shared<const Offers>(config.upstreams.size());
}

Learner::~Learner() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  if (thread_.joinable()) thread_.join();
}

void Learner::Start() {
  for (std::size_t i = 0; i < known_.size(); ++i) Look(i);
  Publish();
  thread_ = std::thread([this] { Work(); });
}

void Learner::LookAgain(std::size_t upstream) {
  absl::MutexLock lock(&mutex_);
  due_[upstream] = true;
}

bool Learner::SomethingIsDue() const {
  return stopping_ || std::find(due_.begin(), due_.end(), true) != due_.end();
}

void Learner::Work() {
  absl::Time next = NextRound();
  for (;;) {
    std::vector<bool> due;
    {
      absl::MutexLock lock(&mutex_);
      mutex_.AwaitWithDeadline(absl::Condition(this, &Learner::SomethingIsDue), next);
      if (stopping_) return;
      due = std::exchange(due_, std::vector<bool>(due_.size(), false));
    }
    const bool all = absl::Now() >= next;
    if (all) due.assign(due.size(), true);
    if (!all && !Pause(due)) return;
    LookAt(due);
    Publish();
    if (all) next = NextRound();
  }
}

void Learner::LookAt(const std::vector<bool>& due) {
  for (std::size_t i = 0; i < due.size(); ++i) {
    if (due[i]) Look(i);
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

// Those that were never seen are waited for more eagerly.
absl::Time Learner::NextRound() const {
  const bool missing = std::any_of(known_.begin(), known_.end(), [](const Known& each) {
    return each.generations.served() == nullptr;
  });
  return absl::Now() +
         (missing ? std::min(kBetweenLooks, config_.learn_interval) : config_.learn_interval);
}

void Learner::Look(std::size_t upstream) {
  Known& known = known_[upstream];
  known.last_look = absl::Now();
  FindReplicas(upstream);
  for (const std::string& address : known.generations.addresses()) Ask(upstream, address);
  known.generations.Judge(absl::Now());
  for (const std::string& address : known.generations.addresses()) {
    const std::string breaks = known.generations.QuarantineOf(address);
    Tell(upstream, absl::StrCat("quarantine ", address),
         breaks.empty() ? ""
                        : absl::StrCat(address,
                                       " gets no calls, as it breaks the contract that is "
                                       "served: ",
                                       breaks));
  }
  TellAbsence(upstream);
}

void Learner::FindReplicas(std::size_t upstream) {
  const absl::StatusOr<std::vector<std::string>> addresses =
      Resolve(config_.upstreams[upstream].address);
  Tell(upstream, "addresses", std::string(addresses.status().message()));
  if (addresses.ok()) known_[upstream].generations.SetReplicas(*addresses);
}

void Learner::Ask(std::size_t upstream, const std::string& address) {
  const UpstreamConfig& config = config_.upstreams[upstream];
  Known& known = known_[upstream];
  if (config.known.has_value() && known.generations.Knows(address)) return;
  absl::StatusOr<UpstreamFiles> files =
      config.known.has_value() ? *config.known : AskByReflection(Connect(address));
  const absl::Status learnt = files.ok()
                                  ? known.generations.Learn(address, *std::move(files), absl::Now())
                                  : files.status();
  Tell(upstream, address,
       learnt.ok() ? "" : absl::StrCat(address, ": ", std::string(learnt.message())));
}

// It stays as it is, and is said again and again: someone has to decide.
void Learner::TellAbsence(std::size_t upstream) {
  Known& known = known_[upstream];
  const absl::Time now = absl::Now();
  const absl::Duration longest = config_.traffic.absence_alarm;
  if (now - known.generations.AbsentSince() < longest || now - known.alarmed < longest) return;
  known.alarmed = now;
  if (!config_.on_problem) return;
  config_.on_problem(config_.upstreams[upstream].name,
                     "no server offers the contract that is served any more, and what there is "
                     "breaks it: it is served only when that is accepted");
}

void Learner::Tell(std::size_t upstream, const std::string& about, const std::string& problem) {
  std::string& told = known_[upstream].problems[about];
  if (std::exchange(told, problem) == problem || problem.empty()) return;
  if (config_.on_problem) config_.on_problem(config_.upstreams[upstream].name, problem);
}

void Learner::Publish() {
  std::vector<std::shared_ptr<const UpstreamSchema>> schemas;
  Offers offers;
  for (const Known& known : known_) {
    schemas.push_back(known.generations.served());
    offers.push_back(known.generations.Offers());
  }
  if (schema_.load()->upstreams() != schemas) {
    schema_ = std::make_shared<const Schema>(std::move(schemas));
  }
  if (*offers_.load() != offers) {
    offers_ = std::make_shared<const Offers>(std::move(offers));
    ++version_;
  }
}

}  // namespace ett::edge
