#pragma once

#include <google/protobuf/descriptor.h>

#include <string>
#include <vector>

namespace ett::openapi {

// One way to a method, as google.api.http says it.
struct Binding {
  std::string verb;           // `get`, as OpenAPI spells it
  std::string pattern;        // `/v1/{name=municipalities/*}`
  std::string body;           // empty, `*` or a field of the request
  std::string response_body;  // empty or a field of the answer
};

// The rule, then its additional bindings. Those by verbs that OpenAPI has no word for are left out.
std::vector<Binding> BindingsOf(const google::protobuf::MethodDescriptor& method);

}  // namespace ett::openapi
