#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "json/plan.h"

namespace ett::json {

// A message's wire as protobuf itself would write it: fields by number, repeated ones in one piece
// where the contract packs them, the pieces of a singular message merged, defaults left out, fields
// that the plan does not have last and unchanged. INVALID_ARGUMENT for what is not the wire of such
// a message.
absl::StatusOr<std::string> CanonicalWire(const MessagePlan& plan, absl::string_view wire);

}  // namespace ett::json
