#pragma once

#include <boost/asio/io_context.hpp>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "gateway/edge/answer_cache.h"
#include "gateway/edge/learner.h"
#include "gateway/edge/loop_lag.h"
#include "gateway/edge/upstream.h"
#include "gateway/edge/upstream_slots.h"
#include "gateway/limits/call_count.h"

namespace ett::edge {

// What a call needs of the loop that it runs in.
struct Worker {
  Worker(const Config& given, Learner& knows, limits::CallCount& counted, AnswerCache& kept);

  // In the loop's thread, or before it: makes those that are new. Before any call can be for one.
  void Add(const UpstreamSlots& slots);

  boost::asio::io_context loop{1};
  const Config& config;
  Learner& learner;
  limits::CallCount& calls;  // of all loops
  AnswerCache& answers;      // of all loops
  LoopLag lag;
  // By slot; calls hold on to them, so none ever goes.
  std::vector<std::unique_ptr<Upstream>> upstreams;
  // Methods seen to answer with the version of their data, so that answers are kept.
  absl::flat_hash_set<std::string> versioned;
};

}  // namespace ett::edge
