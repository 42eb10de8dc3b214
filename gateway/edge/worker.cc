#include "gateway/edge/worker.h"

namespace ett::edge {

Worker::Worker(const Config& given, Learner& knows, limits::CallCount& counted, AnswerCache& kept)
    : config(given),
      learner(knows),
      calls(counted),
      answers(kept),
      lag(loop, given.overload, given.on_overload) {}

void Worker::Add(const UpstreamSlots& slots) {
  for (std::size_t i = upstreams.size(); i < slots.size(); ++i) {
    upstreams.push_back(
        std::make_unique<Upstream>(loop, config, learner, Upstream::Place{i, slots[i].upstream}));
  }
}

}  // namespace ett::edge
