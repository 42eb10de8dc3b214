#pragma once

#include <string>
#include <vector>

#include "records/kind.h"

namespace ett::records {

// A field of a record, or of a message within it: the fields on the way.
using FieldPath = std::vector<const google::protobuf::FieldDescriptor*>;

// The field that `path` (`name`, `part.weight`) stands for; empty when there is none that a caller
// may set to a single value.
FieldPath FindField(const Kind& kind, absl::string_view path);

// The field whose own name, in the contract or in JSON, this is; null when there is none.
const google::protobuf::FieldDescriptor* FieldNamed(const Kind& kind, absl::string_view name);

// The kind that a field of `kind` refers to; null when it refers to none.
const Kind* ReferredBy(const Kind& kind, const FieldPath& path);

}  // namespace ett::records
