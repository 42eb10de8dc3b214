#pragma once

#include <prometheus/gauge.h>
#include <prometheus/registry.h>

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "gateway/upstream_file.h"
#include "watch/watch.h"
#include "watch/watched_text.h"

namespace ett::gateway {

// Keeps the upstreams as a file says. A file that is wrong leaves those that there were, is said
// once in the log, and is 1 in `ett_upstreams_file_refused` as long as it is.
class UpstreamWatch {
 public:
  using Use = std::function<absl::Status(DomainAddresses domains)>;

  // `use` is told of all that there are, each time that the file is another; by one thread at a
  // time. `registry` must outlive it.
  UpstreamWatch(UpstreamSources sources, Use use, prometheus::Registry& registry);

  // Looks once, and says what is wrong with the file.
  absl::Status Look();
  // From now on, looks every few seconds in a thread of its own, until this ends. Nothing happens
  // without a file.
  void Start();

 private:
  absl::Status Take(const std::string& text);

  const UpstreamSources sources_;
  const Use use_;
  prometheus::Gauge& refused_;
  watch::WatchedText text_;
  std::string problem_;  // as it was said last
  watch::Watch watch_;
};

}  // namespace ett::gateway
