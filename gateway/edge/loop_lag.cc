#include "gateway/edge/loop_lag.h"

#include <utility>

namespace ett::edge {
namespace {

// Ten looks in an interval of half a second.
constexpr std::chrono::milliseconds kBetweenLooks(50);

}  // namespace

LoopLag::LoopLag(boost::asio::io_context& loop, const limits::Overload::Options& options, Tell tell)
    : timer_(loop), tell_(std::move(tell)), overload_(options) {}

void LoopLag::Start() {
  timer_.expires_after(kBetweenLooks);
  Wait();
}

void LoopLag::Wait() {
  timer_.async_wait([this](const boost::system::error_code& error) {
    if (!error) Fired();
  });
}

void LoopLag::Fired() {
  const limits::Instant now = std::chrono::steady_clock::now();
  const int before = overload_.pressure();
  overload_.Observe(absl::FromChrono(now - timer_.expiry()), now);
  const int pressure = overload_.pressure();
  if (tell_ && (before == 0) != (pressure == 0)) tell_(pressure);
  Start();
}

}  // namespace ett::edge
