#pragma once

#include <google/protobuf/descriptor.h>

#include <set>
#include <string>
#include <vector>

#include "gateway/openapi/resources.h"
#include "gateway/openapi/well_known.h"

namespace ett::openapi {

// Values that fit their contracts, the same each time: every field that a caller may set, one of
// each oneof, nothing below messages that hold themselves.
class Examples {
 public:
  explicit Examples(const Resources& resources) : resources_(resources) {}

  // A message without the fields named.
  Json Of(const google::protobuf::Descriptor& type, const std::set<std::string>& without) const;
  Json Of(const google::protobuf::FieldDescriptor& field) const;

 private:
  // The messages around a value.
  using Around = std::vector<const google::protobuf::Descriptor*>;

  Json ObjectOf(const google::protobuf::Descriptor& type, const std::set<std::string>& without,
                Around& around) const;
  // Null where the value would lie within its own type, or too deep.
  Json FieldOf(const google::protobuf::FieldDescriptor& field, Around& around) const;
  Json MapOf(const google::protobuf::FieldDescriptor& field, Around& around) const;
  Json ValueOf(const google::protobuf::FieldDescriptor& field, Around& around) const;
  Json ScalarOf(const google::protobuf::FieldDescriptor& field) const;

  const Resources& resources_;
};

}  // namespace ett::openapi
