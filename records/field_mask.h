#pragma once

#include <google/protobuf/field_mask.pb.h>

#include "absl/status/status.h"
#include "records/kind.h"

namespace ett::records {

// INVALID_ARGUMENT for a path that the kind's message has not.
absl::Status CheckMask(const Kind& kind, const google::protobuf::FieldMask& mask);

// What `current` becomes when the fields of `mask` are taken from `change`. An empty mask stands
// for all fields that are set, `*` for every field.
void Merge(const Kind& kind, const Message& change, const google::protobuf::FieldMask& mask,
           Message& current);

}  // namespace ett::records
