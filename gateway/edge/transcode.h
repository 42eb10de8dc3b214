#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "gateway/edge/schema.h"

// Between REST/JSON and messages, as google/api/http.proto and protobuf's JSON mapping say.
namespace ett::edge {

// What a request says besides its method.
struct RestInput {
  const PathValues& path;   // decoded
  absl::string_view query;  // raw, without `?`
  absl::string_view body;   // JSON; empty for none
};

// The serialized request message. INVALID_ARGUMENT names the field, what was wanted and what came:
// unknown fields and parameters are refused.
absl::StatusOr<std::string> MessageOf(const RestMethod& method, const RestInput& input);

// The answer as JSON: all fields that have a value or a default, lowerCamelCase, enums by name.
absl::StatusOr<std::string> JsonOf(const RestMethod& method, const std::string& message);

// {"error": {"code": 404, "status": "NOT_FOUND", "message": …, "details": […]}}. A detail of a type
// that is not known here is {"@type", "value"} with its bytes in base64. `code` is the HTTP status.
std::string ErrorJson(const absl::Status& status, int code);

// The HTTP status that a gRPC status is told by.
int HttpStatusOf(absl::StatusCode code);

}  // namespace ett::edge
