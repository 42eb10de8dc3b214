#pragma once

#include <google/protobuf/descriptor.h>

#include <nlohmann/json.hpp>

namespace ett::openapi {

using Json = nlohmann::ordered_json;

// A message that protobuf's JSON writes in a form of its own, such as google.protobuf.Timestamp.
struct WellKnown {
  Json schema;
  Json example;
  bool in_query = false;  // a value that stands in a query parameter
};

// Null for all others.
const WellKnown* FindWellKnown(const google::protobuf::Descriptor& type);

// google.api.HttpBody: what a caller sends or gets as it is.
bool IsHttpBody(const google::protobuf::Descriptor& type);

}  // namespace ett::openapi
