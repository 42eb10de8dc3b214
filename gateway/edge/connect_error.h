#pragma once

#include <string>

#include "absl/status/status.h"

namespace ett::edge {

// A status as Connect says it: {"code": "invalid_argument", "message": …, "details": [{"type":
// "google.rpc.BadRequest", "value": bytes in base64}]}.
std::string ConnectError(const absl::Status& status);

}  // namespace ett::edge
