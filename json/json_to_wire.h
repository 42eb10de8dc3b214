#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "json/field_tree.h"
#include "json/plan.h"
#include "json/text_fields.h"

namespace ett::json {

struct ParseOptions {
  // Passes over names that the message does not have, and names that an enum does not have.
  bool ignore_unknown = false;
  // Fields of the outermost message that are said beside this JSON, which may only say the same of
  // them (unless TextFields says otherwise), or nothing: null, or the default of a field that has
  // no presence. They are left out of its wire, and not missed when they are required. Null for
  // none. Outlives the call.
  const TextFields* beside = nullptr;
};

// The wire of a message, from its JSON as protobuf's mapping has it, read strictly: duplicate
// names, two members of a oneof, trailing commas, numbers that the field cannot hold exactly and
// text that is not UTF-8 are refused. Messages may be merged on the wire: what is appended to it
// adds to repeated fields and wins over singular ones.
//
// INVALID_ARGUMENT names one field by its path, such as `lines[2].unitPrice`, or `body` when it is
// the whole; what was wanted; what came. Its reason is
//   MALFORMED_JSON     it is not JSON; line and column, both in bytes from 1, are in the text
//   INVALID_FIELD      a value that the field cannot hold
//   UNKNOWN_FIELD      a name that the message does not have
//   DUPLICATE_FIELD    a field, or a key of a map, said twice
//   FIELD_CONFLICT     another value than is said beside the JSON
//   ONEOF_CONFLICT     a second member of a oneof
//   MISSING_FIELD      a required field is absent
//   UNKNOWN_TYPE       an Any of a type that the pool does not know
//   TOO_DEEP           more than 100 messages within one another
absl::StatusOr<std::string> WireOf(const MessagePlan& plan, absl::string_view json,
                                   const ParseOptions& options = {});

// The wire of a message that has one field, from the JSON of that field's value: of a repeated
// field an array, of a map an object. `options.beside` is of the message.
absl::StatusOr<std::string> WireOfField(const FieldPlan& field, absl::string_view json,
                                        const ParseOptions& options = {});

// The paths of the fields that a message's JSON has, null or not, as a field mask says them:
// `building.year_built`. Maps, repeated fields, well-known types and empty objects are leaves.
// Unknown names are passed over, and so is what is in `except`, if not null. INVALID_ARGUMENT for
// what is not a JSON object.
absl::StatusOr<std::vector<std::string>> MaskOf(const MessagePlan& plan, absl::string_view json,
                                                const FieldTree* except = nullptr);

}  // namespace ett::json
