#include "gateway/limit_exchange.h"

#include <grpcpp/client_context.h>
#include <grpcpp/create_channel.h>

#include <chrono>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/blocking_counter.h"
#include "absl/time/clock.h"
#include "chassis/log.h"
#include "status/errors.h"
#include "status/grpc.h"

namespace ett::gateway {
namespace {

// Of a message: about 50 kB. With four in a second, 4000 callers can be told of, those first who
// call most.
constexpr int kMostTakings = 1000;
constexpr std::size_t kProcessDigits = 32;
// More gateways than anybody has: who tells is taken at their word.
constexpr std::size_t kMostProcesses = 1000;
// For an answer. Another exchange does not begin before, so it is short beside kLongestSilence: the
// others are to be told again before this one counts as away.
constexpr absl::Duration kAnswerLimit = absl::Seconds(1);

prometheus::Gauge& PeersIn(const char* state, prometheus::Registry& registry) {
  return prometheus::BuildGauge()
      .Name("ett_limit_peers")
      .Help("Gateways beside this one. While none is away, callers' limits are counted together.")
      .Register(registry)
      .Add({{"state", state}});
}

}  // namespace

struct LimitExchange::Telling {
  std::string address;
  std::shared_ptr<v1::LimitPeerService::Stub> stub;
  std::unique_ptr<grpc::ClientContext> context;
  v1::TellTakingsResponse response;
  grpc::Status status;
};

LimitExchange::LimitExchange(Options options, limits::RateLimiter& limiter,
                             chassis::Metrics& metrics)
    : options_(std::move(options)),
      limiter_(limiter),
      heard_peers_(PeersIn("heard", *metrics.registry())),
      away_peers_(PeersIn("away", *metrics.registry())) {}

std::shared_ptr<v1::LimitPeerService::Stub> LimitExchange::Connect(
    const std::string& address) const {
  grpc::ChannelArguments arguments;
  // A gateway that comes back is found again within a second; a connection may take two to be made.
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, 2000);
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 100);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 1000);
  if (!options_.host.empty()) arguments.SetSslTargetNameOverride(options_.host);
  return v1::LimitPeerService::NewStub(grpc::CreateCustomChannel(
      address,
      options_.credentials == nullptr ? grpc::InsecureChannelCredentials() : options_.credentials,
      arguments));
}

void LimitExchange::UsePeers(const std::vector<std::string>& addresses) {
  absl::MutexLock lock(&mutex_);
  Peers peers;
  for (const std::string& address : addresses) {
    const auto found = peers_.find(address);
    if (found == peers_.end()) limiter_.CountTogether(false);
    peers.emplace(address, found == peers_.end() ? Connect(address) : found->second);
  }
  peers_ = std::move(peers);
}

absl::StatusOr<std::string> LimitExchange::Hear(const v1::TellTakingsRequest& request,
                                                limits::Instant now) {
  if (request.process().size() != kProcessDigits) {
    return status::InvalidField("process", "32 hexadecimal digits", request.process());
  }
  if (request.takings_size() > kMostTakings) {
    return status::InvalidField("takings", absl::StrCat("at most ", kMostTakings),
                                absl::StrCat(request.takings_size()));
  }
  if (request.process() == options_.process) return options_.process;
  {
    absl::MutexLock lock(&mutex_);
    if (!IsNews(request, now)) return options_.process;
  }
  for (const v1::Takings& each : request.takings()) {
    limiter_.Add({each.methods(), each.callers(), each.caller(), each.calls()}, now);
  }
  return options_.process;
}

bool LimitExchange::IsNews(const v1::TellTakingsRequest& request, limits::Instant now) {
  const auto found = heard_.find(request.process());
  if (found == heard_.end()) {
    if (heard_.size() < kMostProcesses) heard_[request.process()] = {now, request.number()};
    return true;
  }
  found->second.at = now;
  if (request.number() <= found->second.number) return false;
  found->second.number = request.number();
  return true;
}

v1::TellTakingsRequest LimitExchange::Untold() {
  v1::TellTakingsRequest request;
  request.set_number(++number_);
  request.set_process(options_.process);
  for (limits::Takings& each : limiter_.TakeUntold(kMostTakings)) {
    v1::Takings& takings = *request.add_takings();
    takings.set_methods(std::move(each.methods));
    takings.set_callers(std::move(each.callers));
    takings.set_caller(std::move(each.caller));
    takings.set_calls(each.calls);
  }
  return request;
}

void LimitExchange::Exchange(limits::Instant now) {
  Peers peers;
  {
    absl::MutexLock lock(&mutex_);
    peers = peers_;
  }
  // With nobody to tell, too: what is long past is nothing for those who come later.
  const v1::TellTakingsRequest request = Untold();
  std::vector<Telling> tellings;
  for (const auto& [address, stub] : peers) {
    tellings.push_back({address, stub, std::make_unique<grpc::ClientContext>(), {}, {}});
  }
  absl::BlockingCounter waits(static_cast<int>(tellings.size()));
  for (Telling& each : tellings) {
    each.context->set_deadline(absl::ToChronoTime(absl::Now() + kAnswerLimit));
    each.stub->async()->TellTakings(each.context.get(), &request, &each.response,
                                    [&each, &waits](grpc::Status answered) {
                                      each.status = std::move(answered);
                                      waits.DecrementCount();
                                    });
  }
  waits.Wait();
  absl::MutexLock lock(&mutex_);
  // Others than those that were told.
  if (peers != peers_) return;
  Judge(tellings, now);
}

std::string LimitExchange::ProblemWith(const Telling& telling, limits::Instant now) const {
  if (!telling.status.ok()) {
    return absl::StrCat(
        telling.address, ": ",
        status::FromGrpc(telling.status).ToString(absl::StatusToStringMode::kWithNoExtraData));
  }
  const auto heard = heard_.find(telling.response.process());
  if (heard != heard_.end() &&
      now - heard->second.at < absl::ToChronoNanoseconds(limits::kLongestSilence)) {
    return "";
  }
  return absl::StrCat(telling.address, ": was told, and tells nothing");
}

void LimitExchange::Judge(const std::vector<Telling>& tellings, limits::Instant now) {
  absl::erase_if(heard_, [&](const auto& each) {
    return now - each.second.at >= absl::ToChronoNanoseconds(limits::kLongestSilence);
  });
  Standing standing;
  for (const Telling& each : tellings) {
    if (each.status.ok() && each.response.process() == options_.process) continue;
    const std::string problem = ProblemWith(each, now);
    if (problem.empty()) {
      standing.counted.insert(each.response.process());
    } else {
      ++standing.away;
      if (standing.problem.empty()) standing.problem = problem;
    }
  }
  limiter_.CountTogether(standing.away == 0);
  Show(standing);
}

void LimitExchange::Show(const Standing& standing) {
  const std::size_t counted = standing.counted.size();
  heard_peers_.Set(static_cast<double>(counted));
  away_peers_.Set(standing.away);
  const bool was_away = std::exchange(was_away_, standing.away > 0);
  if (was_away_ && !was_away) {
    chassis::LogWarning("limits are shared evenly", {{"problem", standing.problem}});
  }
  const std::size_t before = std::exchange(counted_before_, was_away_ ? 0 : counted);
  if (counted_before_ > 0 && counted_before_ != before) {
    chassis::LogInfo("limits are counted together",
                     {{"peers", static_cast<std::int64_t>(counted)}});
  }
}

void LimitExchange::Start() {
  watch_.emplace().Start(limits::kBetweenExchanges,
                         [this] { Exchange(std::chrono::steady_clock::now()); });
}

grpc::ServerUnaryReactor* LimitPeerService::TellTakings(grpc::CallbackServerContext* context,
                                                        const v1::TellTakingsRequest* request,
                                                        v1::TellTakingsResponse* response) {
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  const absl::StatusOr<std::string> told = exchange_.Hear(*request, clock_());
  if (told.ok()) response->set_process(*told);
  reactor->Finish(status::ToGrpc(told.status()));
  return reactor;
}

}  // namespace ett::gateway
