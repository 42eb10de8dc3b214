#pragma once

#include <memory>

#include "gateway/edge/dialects.h"
#include "gateway/edge/rest_fields.h"

namespace ett::edge {

// How the body of a request of REST becomes messages.
class RestRequest {
 public:
  virtual ~RestRequest() = default;
  // Appends gRPC's frames.
  virtual absl::Status Take(absl::string_view body, std::string& frames) = 0;
  virtual absl::Status TakeEnd(std::string& frames) = 0;
};

// By the method and the content type: JSON; for a method that takes a stream also JSON lines, and a
// form with a file; any bytes where the contract takes google.api.HttpBody. INVALID_ARGUMENT of
// the field `content-type` for another. `fields` outlives it.
absl::StatusOr<std::unique_ptr<RestRequest>> MakeRestRequest(const WebAsked& asked,
                                                             const Route& route,
                                                             const RestFields& fields);

}  // namespace ett::edge
