#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "json/field_tree.h"
#include "json/plan.h"

namespace ett::json {

struct PrintOptions {
  // Also the fields that cannot be absent and have their default: 0, "", [], {}.
  bool defaults = false;
  bool enum_numbers = false;
  // `unit_price` instead of `unitPrice`.
  bool proto_names = false;
  // An Any of a type that the pool does not know, or whose bytes are not of its type, becomes
  // {"@type": …, "value": its bytes in base64}. Otherwise it is an error.
  bool unknown_any_as_bytes = false;
  // The fields shown, of the outermost message; null for all. Outlives the call.
  const FieldTree* shown = nullptr;
};

// A message's JSON as protobuf's mapping has it: fields by number, maps as on the wire, floats with
// the fewest digits that say them, no blanks. Fields that the plan does not have are left out.
//
// INTERNAL says what of the message does not fit its contract: bytes that are not the wire of a
// message, text that is not UTF-8, times that JSON has no text for, more than 100 messages within
// one another.
absl::StatusOr<std::string> JsonOf(const MessagePlan& plan, absl::string_view wire,
                                   const PrintOptions& options = {});

// The same, appended; what was appended is undefined after an error.
absl::Status AppendJson(const MessagePlan& plan, absl::string_view wire,
                        const PrintOptions& options, std::string& json);

}  // namespace ett::json
