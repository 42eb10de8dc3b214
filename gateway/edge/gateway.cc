#include "gateway/edge/gateway.h"

#include <algorithm>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <future>
#include <thread>

#include "absl/time/clock.h"
#include "gateway/edge/address.h"
#include "gateway/edge/listener.h"
#include "gateway/edge/seldom.h"
#include "gateway/edge/upstream_slots.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::edge {
namespace {

namespace asio = boost::asio;

// What all loops have together.
struct Shared {
  Shared(Config given, UpstreamSlots first)
      : config(std::move(given)),
        slots(std::move(first)),
        learner(config, slots),
        calls(config.max_calls),
        answers(config.cache_bytes) {}

  const Config config;
  UpstreamSlots slots;  // of the thread that calls UseUpstreams
  Learner learner;
  limits::CallCount calls;
  AnswerCache answers;
};

// A loop with its thread.
struct Loop {
  Loop(Shared& shared, const asio::ip::tcp::endpoint& endpoint)
      : worker(shared.config, shared.learner, shared.calls, shared.answers),
        listener(worker, endpoint),
        work(worker.loop.get_executor()) {
    worker.Add(shared.slots);
  }

  // Runs `ask` in the loop's thread and waits for what it says.
  template <class Ask>
  auto Run(Ask ask) {
    std::packaged_task<decltype(ask())()> task(std::move(ask));
    auto answer = task.get_future();
    asio::post(worker.loop, [&task] { task(); });
    return answer.get();
  }

  Worker worker;
  Listener listener;
  asio::executor_work_guard<asio::io_context::executor_type> work;
  std::thread thread;
};

absl::StatusOr<asio::ip::tcp::endpoint> EndpointOf(const std::string& text) {
  ASSIGN_OR_RETURN(const Address address, ParseAddress(text));
  boost::system::error_code error;
  const auto ip = asio::ip::make_address(address.host, error);
  if (error || !address.path.empty()) {
    return status::InvalidField("listen", "an IP address and a port, 0.0.0.0:8080", text);
  }
  return asio::ip::tcp::endpoint(ip, static_cast<std::uint16_t>(std::stoi(address.port)));
}

// However many callers come with something wrong.
constexpr absl::Duration kBetweenHandshakeProblems = absl::Minutes(10);

// The same, but told less of handshakes.
Config Quieter(Config config) {
  if (!config.on_handshake_problem) return config;
  const auto seldom = std::make_shared<Seldom>(kBetweenHandshakeProblems);
  config.on_handshake_problem = [seldom, tell = std::move(config.on_handshake_problem)](
                                    const std::string& reason, int) {
    if (const auto unsaid = seldom->Tell(reason, absl::Now())) tell(reason, *unsaid);
  };
  return config;
}

}  // namespace

struct Gateway::Parts {
  Parts(Config given, UpstreamSlots slots) : shared(Quieter(std::move(given)), std::move(slots)) {}

  Shared shared;
  std::vector<std::unique_ptr<Loop>> loops;
};

Gateway::Gateway(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

absl::StatusOr<std::unique_ptr<Gateway>> Gateway::Start(Config config) {
  ASSIGN_OR_RETURN(asio::ip::tcp::endpoint endpoint, EndpointOf(config.listen));
  ASSIGN_OR_RETURN(UpstreamSlots slots, SlotsOf({}, config.upstreams));
  auto parts = std::make_unique<Parts>(std::move(config), std::move(slots));
  const int cores = static_cast<int>(std::thread::hardware_concurrency());
  const int threads =
      parts->shared.config.threads > 0 ? parts->shared.config.threads : std::max(1, cores);
  for (int i = 0; i < threads; ++i) {
    auto loop = std::make_unique<Loop>(parts->shared, endpoint);
    RETURN_IF_ERROR(loop->listener.Open());
    endpoint.port(static_cast<std::uint16_t>(loop->listener.port()));
    parts->loops.push_back(std::move(loop));
  }
  parts->shared.learner.Start();
  for (const auto& loop : parts->loops) {
    loop->worker.lag.Start();
    loop->thread = std::thread([&worker = loop->worker] { worker.loop.run(); });
  }
  return std::unique_ptr<Gateway>(new Gateway(std::move(parts)));
}

Gateway::~Gateway() {
  for (const auto& loop : parts_->loops) {
    loop->Run([&loop] {
      loop->listener.Leave();
      loop->listener.CloseAll();
      for (const auto& upstream : loop->worker.upstreams) upstream->Close();
      return true;
    });
    // What was posted by closing runs before the loop ends.
    loop->Run([] { return true; });
    loop->worker.loop.stop();
    loop->thread.join();
  }
}

int Gateway::port() const { return parts_->loops.front()->listener.port(); }

absl::Status Gateway::UseUpstreams(const std::vector<UpstreamConfig>& upstreams) {
  UpstreamSlots& slots = parts_->shared.slots;
  ASSIGN_OR_RETURN(slots, SlotsOf(slots, upstreams));
  for (const auto& loop : parts_->loops) {
    loop->Run([&loop, &slots] {
      loop->worker.Add(slots);
      return true;
    });
  }
  parts_->shared.learner.Use(slots);
  return absl::OkStatus();
}

std::shared_ptr<const Schema> Gateway::schema() const { return parts_->shared.learner.schema(); }

std::int64_t Gateway::calls_in_flight() const { return parts_->shared.calls.taken(); }

void Gateway::Drain(absl::Duration longest) {
  const absl::Time end = absl::Now() + longest;
  for (const auto& loop : parts_->loops) {
    loop->Run([&loop] {
      loop->listener.Leave();
      return true;
    });
  }
  for (const auto& loop : parts_->loops) {
    while (absl::Now() < end && loop->Run([&loop] { return loop->listener.connections(); }) > 0) {
      absl::SleepFor(absl::Milliseconds(10));
    }
  }
}

}  // namespace ett::edge
