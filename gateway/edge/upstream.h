#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "absl/status/statusor.h"
#include "gateway/edge/config.h"
#include "gateway/edge/learner.h"
#include "gateway/edge/replica.h"
#include "gateway/edge/retry_budget.h"

namespace ett::edge {

// A call's place among those in flight, free again when it goes.
class Seat {
 public:
  explicit Seat(std::shared_ptr<int> taken) : taken_(std::move(taken)) { ++*taken_; }
  Seat(Seat&&) = default;
  Seat& operator=(Seat&&) = default;
  ~Seat() {
    if (taken_ != nullptr) --*taken_;
  }

 private:
  std::shared_ptr<int> taken_;
};

// An upstream as one loop sees it: its replicas, and which of them a call goes to. In the loop's
// thread only.
class Upstream {
 public:
  struct Place {
    std::size_t slot = 0;
    std::shared_ptr<const UpstreamConfig> upstream;  // as long as nothing is known of its servers
  };
  // `config` and `learner` must outlive it.
  Upstream(boost::asio::io_context& loop, const Config& config, Learner& learner, Place place);
  Upstream(const Upstream&) = delete;
  Upstream& operator=(const Upstream&) = delete;

  const std::string& name() const { return upstream_->name; }
  void Close();

  // A call begins. RESOURCE_EXHAUSTED when too many are in flight.
  absl::StatusOr<Seat> Enter();

  // The replica that the call is best asked of: of two that offer the method and are well, picked
  // at random, the one with fewer calls in flight. One that is not well is taken when there is no
  // other but those in `tried`, and one of these when there is no other at all. UNAVAILABLE when
  // nobody offers the method.
  absl::StatusOr<std::shared_ptr<Replica>> Choose(
      absl::string_view method, const std::vector<std::shared_ptr<Replica>>& tried);

  // How an attempt ended. A replica that fails again and again is left out for a while, but never
  // more than half of them.
  void Succeeded(Replica& replica) { replica.outlier().Succeeded(); }
  void Failed(Replica& replica);

  // Whether a call may be repeated: false when too many were.
  bool TakeRetry();
  // How long to wait before another attempt, after `attempts` of them: twice as long each time,
  // spread at random.
  absl::Duration Backoff(int attempts);
  void Tell(TrafficEvent event) const;

 private:
  struct Member {
    std::shared_ptr<Replica> replica;
    ReplicaOffer offer;
  };

  using Candidates = absl::InlinedVector<Replica*, 8>;

  void Follow();
  void CheckHealth();
  void TellReplicas() const;
  absl::Status NobodyOffers(absl::string_view method) const;
  Candidates Offering(absl::string_view method) const;
  std::shared_ptr<Replica> MakeReplica(const std::string& address);

  boost::asio::io_context& loop_;
  const Config& config_;
  Learner& learner_;
  const std::size_t slot_;
  std::shared_ptr<const UpstreamConfig> upstream_;  // the last that there was
  bool is_gone_ = false;
  boost::asio::steady_timer health_timer_;
  std::uint64_t version_ = 0;  // of what was learnt
  std::vector<Member> members_;
  // Outlived by calls that are given up when the loop ends.
  const std::shared_ptr<int> in_flight_ = std::make_shared<int>(0);
  RetryBudget budget_;
  std::minstd_rand random_;
};

}  // namespace ett::edge
