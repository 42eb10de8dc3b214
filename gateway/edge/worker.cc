#include "gateway/edge/worker.h"

namespace ett::edge {

Worker::Worker(const Config& given, Learner& knows, limits::CallCount& counted, AnswerCache& kept)
    : config(given),
      learner(knows),
      calls(counted),
      answers(kept),
      lag(loop, given.overload, given.on_overload) {
  for (std::size_t i = 0; i < config.upstreams.size(); ++i) {
    upstreams.push_back(std::make_unique<Upstream>(loop, config, learner, i));
  }
}

}  // namespace ett::edge
