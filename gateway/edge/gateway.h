#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "gateway/edge/config.h"
#include "gateway/edge/schema.h"

namespace ett::edge {

// The gateway's data plane: one port for gRPC over HTTP/2 and REST over HTTP/1.1 and 2, in front of
// upstreams whose contracts it learns from themselves.
class Gateway {
 public:
  // Listens when it returns. Of several processes, each needs a port of its own.
  static absl::StatusOr<std::unique_ptr<Gateway>> Start(Config config);
  ~Gateway();

  int port() const;
  // Calls that have begun and not ended, health aside.
  std::int64_t calls_in_flight() const;
  // These are all the upstreams from now on; a name keeps its place among them. New ones are found
  // as those of the start are. What only those that are gone offered is offered no more; calls to
  // them that have begun end as they would. INVALID_ARGUMENT, with nothing changed, for an address
  // that is none and for a name that comes twice. By one thread at a time.
  absl::Status UseUpstreams(const std::vector<UpstreamConfig>& upstreams);
  // What the upstreams offer now.
  std::shared_ptr<const Schema> schema() const;

  // Takes no more callers, lets calls in flight end, and returns when all have or `longest` has
  // passed; what is left is broken off.
  void Drain(absl::Duration longest);

 private:
  struct Parts;
  explicit Gateway(std::unique_ptr<Parts> parts);

  const std::unique_ptr<Parts> parts_;
};

}  // namespace ett::edge
