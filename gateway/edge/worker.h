#pragma once

#include <boost/asio/io_context.hpp>
#include <memory>
#include <vector>

#include "gateway/edge/learner.h"
#include "gateway/edge/upstream.h"

namespace ett::edge {

// What a call needs of the loop that it runs in.
struct Worker {
  Worker(const Config& given, Learner& knows);

  boost::asio::io_context loop{1};
  const Config& config;
  Learner& learner;
  std::vector<std::unique_ptr<Upstream>> upstreams;
};

}  // namespace ett::edge
