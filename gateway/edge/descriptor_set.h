#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "gateway/edge/upstream_schema.h"

namespace ett::edge {

// What a file says that a server offers: all services of a serialized google.protobuf.
// FileDescriptorSet, as `protoc --include_imports --descriptor_set_out` or `buf build` writes it.
// The errors name the file. FAILED_PRECONDITION when it cannot be read, INVALID_ARGUMENT when it is
// no such set or has no service, RESOURCE_EXHAUSTED when it is more than contracts can be.
absl::StatusOr<UpstreamFiles> ReadDescriptorSet(const std::string& path);

}  // namespace ett::edge
