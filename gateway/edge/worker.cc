#include "gateway/edge/worker.h"

namespace ett::edge {

Worker::Worker(const Config& given, Learner& knows) : config(given), learner(knows) {
  for (std::size_t i = 0; i < config.upstreams.size(); ++i) {
    upstreams.push_back(std::make_unique<Upstream>(loop, config, learner, i));
  }
}

}  // namespace ett::edge
