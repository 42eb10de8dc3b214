#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "gateway/edge/config.h"
#include "gateway/edge/headers.h"
#include "gateway/edge/schema.h"

// What the gateway itself reads of a call's head.
namespace ett::edge {

// The caller's `x-request-id`, if it can be one, else a new one.
std::string RequestIdOf(const Headers& headers);

// Whether a header is of one hop only, or said anew by the gateway.
bool StaysHere(const std::string& name);

// Whether a header of a request of the web goes on to the service as metadata: all but those of the
// hop, of the body, and of browsers.
bool GoesOn(const std::string& name);

// When the call is given up: as `grpc-timeout`, or `connect-timeout-ms`, says, counted from
// `start`, but not later than the method may take. INVALID_ARGUMENT for what is no timeout.
absl::StatusOr<absl::Time> DeadlineOf(const Headers& headers, absl::Time start,
                                      const Method& method, const Config& config);

// UNIMPLEMENTED.
absl::Status UnknownMethod(absl::string_view path);

}  // namespace ett::edge
