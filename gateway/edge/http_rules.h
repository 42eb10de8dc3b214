#pragma once

#include <google/protobuf/descriptor.h>

#include <string>
#include <vector>

namespace ett::edge {

// One way to call a method by HTTP, as google.api.http has it.
struct HttpBinding {
  std::string verb;  // `GET`; empty when the rule has none
  std::string path;
  std::string body;           // empty, `*` or a field
  std::string response_body;  // empty, or a field

  bool operator==(const HttpBinding& other) const = default;
};

// The first, then the additional ones.
std::vector<HttpBinding> HttpBindingsOf(const google::protobuf::MethodDescriptor& method);

}  // namespace ett::edge
