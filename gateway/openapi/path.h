#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "gateway/openapi/resources.h"

namespace ett::openapi {

// A segment of a path that is filled in.
struct PathParameter {
  std::string name;
  std::string field;   // of the request, `org_unit.name`; empty when the segment binds none
  bool whole = false;  // it is the field's value; otherwise a part of it
  bool many = false;   // `**`: takes slashes
};

// A path of google.api.http as OpenAPI has it. A variable of several segments becomes several
// parameters, since clients encode the slashes of one:
// `/v1/{name=municipalities/*/orgUnits/*}` → `/v1/municipalities/{municipality}/orgUnits/{orgUnit}`
struct Path {
  std::string text;
  std::string shape;  // the text with `{}` for every parameter: what a request is told apart by
  std::vector<PathParameter> parameters;
  std::set<std::string> bound;  // fields of the request that the path sets
};

// Nothing when the pattern is wrong.
std::optional<Path> ParsePath(const std::string& pattern, const Resources& resources);

}  // namespace ett::openapi
