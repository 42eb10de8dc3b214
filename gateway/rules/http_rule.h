#pragma once

#include <google/protobuf/descriptor.h>

#include <string>
#include <vector>

namespace ett::rules {

// One way to a method, as google.api.http says it.
struct Binding {
  std::string verb;           // `GET`; of a custom one as it is written
  std::string pattern;        // `/v1/{name=municipalities/*}`
  std::string body;           // empty, `*` or a field of the request
  std::string response_body;  // empty or a field of the answer

  bool operator==(const Binding& other) const = default;
};

// The rule, then its additional bindings; a rule without a pattern has an empty verb.
std::vector<Binding> BindingsOf(const google::protobuf::MethodDescriptor& method);

}  // namespace ett::rules
