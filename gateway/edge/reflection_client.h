#pragma once

#include <grpcpp/channel.h>

#include <memory>

#include "absl/status/statusor.h"
#include "gateway/edge/upstream_schema.h"

namespace ett::edge {

// Asks a server what it offers: its services and their files with all that they import, but those
// of Google, which are compiled in. RESOURCE_EXHAUSTED when it is more than contracts can be.
absl::StatusOr<UpstreamFiles> AskByReflection(const std::shared_ptr<grpc::Channel>& channel);

}  // namespace ett::edge
