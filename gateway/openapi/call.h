#pragma once

#include <google/protobuf/descriptor.h>

#include <string>

#include "gateway/openapi/document.h"
#include "gateway/openapi/examples.h"
#include "gateway/openapi/http_rule.h"
#include "gateway/openapi/path.h"
#include "gateway/openapi/resources.h"
#include "gateway/openapi/schemas.h"

namespace ett::openapi {

// A method by one of its bindings.
struct Call {
  const google::protobuf::MethodDescriptor& method;
  Binding binding;
  Path path;
  std::string id;  // of the operation
};

// What operations are written with.
struct Sources {
  const Resources& resources;
  const Examples& examples;
  Schemas& schemas;
  Language language;
};

// A field by its path, `org_unit.name`; null where there is none.
const google::protobuf::FieldDescriptor* FindField(const google::protobuf::Descriptor& type,
                                                   const std::string& path);

// Path parameters, then those of the query: every value of the request that neither path nor body
// holds, those of messages with dots.
Json ParametersOf(const Call& call, const Sources& sources);

// Null for none.
Json RequestBodyOf(const Call& call, const Sources& sources);

Json ResponsesOf(const Call& call, const Sources& sources);

}  // namespace ett::openapi
