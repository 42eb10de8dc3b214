#pragma once

#include <grpcpp/server_context.h>

#include <string>

#include "absl/strings/string_view.h"

namespace ett::chassis {

// The first value of a call's metadata under that name, as long as the call; empty when there is
// none.
inline absl::string_view MetadataOf(const grpc::ServerContextBase& context, const char* name) {
  const auto& metadata = context.client_metadata();
  const auto found = metadata.find(name);
  if (found == metadata.end()) return "";
  return {found->second.data(), found->second.size()};
}

// The caller's, when it is well-formed, otherwise the one that the observer made.
inline std::string RequestIdOf(const grpc::ServerContextBase& context) {
  return std::string(MetadataOf(context, "x-request-id"));
}

}  // namespace ett::chassis
