#include "gateway/edge/keep_alive.h"

#include <boost/asio/steady_timer.hpp>

namespace ett::edge {
namespace {

class Pulse : public std::enable_shared_from_this<Pulse> {
 public:
  Pulse(boost::asio::io_context& loop, const std::shared_ptr<Http2>& connection,
        absl::Duration interval, absl::Duration timeout)
      : timer_(loop), connection_(connection), interval_(interval), timeout_(timeout) {}

  void Wait() {
    const int pings = pings_;
    timer_.expires_after(absl::ToChronoNanoseconds(interval_));
    timer_.async_wait([self = shared_from_this(), pings](const boost::system::error_code& error) {
      if (!error && pings == self->pings_) self->Feel();
    });
  }

 private:
  void Feel() {
    const std::shared_ptr<Http2> connection = connection_.lock();
    if (connection == nullptr || connection->is_gone()) return;
    if (connection->streams() == 0) return Wait();
    const int ping = ++pings_;
    connection->Ping([self = shared_from_this()] {
      ++self->pings_;
      self->Wait();
    });
    timer_.expires_after(absl::ToChronoNanoseconds(timeout_));
    timer_.async_wait([self = shared_from_this(), ping](const boost::system::error_code& error) {
      if (error || ping != self->pings_) return;
      if (const auto silent = self->connection_.lock()) silent->Close();
    });
  }

  boost::asio::steady_timer timer_;
  const std::weak_ptr<Http2> connection_;
  const absl::Duration interval_;
  const absl::Duration timeout_;
  int pings_ = 0;  // sent and answered: a timer of before is known by it
};

}  // namespace

void KeepAlive(boost::asio::io_context& loop, const std::shared_ptr<Http2>& connection,
               absl::Duration interval, absl::Duration timeout) {
  if (interval == absl::InfiniteDuration()) return;
  std::make_shared<Pulse>(loop, connection, interval, timeout)->Wait();
}

}  // namespace ett::edge
