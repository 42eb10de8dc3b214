#pragma once

#include <google/protobuf/descriptor.h>

#include <vector>

#include "gateway/rules/http_rule.h"

namespace ett::openapi {

using rules::Binding;

// A method's bindings with verbs as OpenAPI spells them, `get`. Those by verbs that it has no word
// for are left out.
std::vector<Binding> BindingsOf(const google::protobuf::MethodDescriptor& method);

}  // namespace ett::openapi
