#pragma once

#include <google/protobuf/descriptor.h>

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "absl/status/status.h"

namespace ett::edge {

// Puts a query parameter into the JSON of a message: `name` is a field path, `building.year_built`
// or `building.yearBuilt`; a repeated field takes one value after the other. INVALID_ARGUMENT for
// unknown fields, and for values that the field does not take.
absl::Status SetField(const google::protobuf::Descriptor& type, const std::string& name,
                      const std::string& value, nlohmann::json& message);

// The same for a variable of the path, which wins over whatever was there.
absl::Status ReplaceField(const google::protobuf::Descriptor& type, const std::string& name,
                          const std::string& value, nlohmann::json& message);

}  // namespace ett::edge
