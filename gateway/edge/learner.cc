#include "gateway/edge/learner.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "gateway/edge/reflection_client.h"

namespace ett::edge {
namespace {

// However often it is asked to look again.
constexpr absl::Duration kBetweenLooks = absl::Seconds(1);

std::shared_ptr<grpc::Channel> Connect(const UpstreamConfig& upstream) {
  grpc::ChannelArguments arguments;
  // Each look has its own connection: a server that is back is seen at once.
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  arguments.SetMaxReceiveMessageSize(32 << 20);
  return grpc::CreateCustomChannel(
      upstream.address,
      upstream.tls.has_value() ? upstream.tls->credentials : grpc::InsecureChannelCredentials(),
      arguments);
}

}  // namespace

Learner::Learner(const Config& config)
    : config_(config), due_(config.upstreams.size(), false), known_(config.upstreams.size()) {
  schema_ = std::make_shared<const Schema>(
      std::vector<std::shared_ptr<const UpstreamSchema>>(config.upstreams.size()));
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
    if (LookAt(due)) Publish();
    if (all) next = NextRound();
  }
}

bool Learner::LookAt(const std::vector<bool>& due) {
  bool changed = false;
  for (std::size_t i = 0; i < due.size(); ++i) {
    if (due[i]) changed = Look(i) || changed;
  }
  return changed;
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
  const bool missing = std::any_of(known_.begin(), known_.end(),
                                   [](const Known& each) { return each.schema == nullptr; });
  return absl::Now() +
         (missing ? std::min(kBetweenLooks, config_.learn_interval) : config_.learn_interval);
}

// True when what the upstream offers has changed.
bool Learner::Look(std::size_t upstream) {
  const UpstreamConfig& config = config_.upstreams[upstream];
  Known& known = known_[upstream];
  if (config.known.has_value() && known.schema != nullptr) return false;
  known.last_look = absl::Now();
  absl::StatusOr<UpstreamFiles> files =
      config.known.has_value() ? *config.known : AskByReflection(Connect(config));
  if (files.ok() && known.schema != nullptr && known.schema->files() == *files) {
    known.problem.clear();
    return false;
  }
  auto schema = files.ok() ? UpstreamSchema::Build(*std::move(files))
                           : absl::StatusOr<std::shared_ptr<const UpstreamSchema>>(files.status());
  if (!schema.ok()) {
    const std::string problem(schema.status().message());
    const bool told = std::exchange(known.problem, problem) == problem;
    if (!told && config_.on_problem) config_.on_problem(config.name, problem);
    return false;
  }
  known.problem.clear();
  known.schema = *std::move(schema);
  return true;
}

void Learner::Publish() {
  std::vector<std::shared_ptr<const UpstreamSchema>> schemas;
  for (const Known& known : known_) schemas.push_back(known.schema);
  schema_ = std::make_shared<const Schema>(std::move(schemas));
}

}  // namespace ett::edge
