#pragma once

#include <google/protobuf/descriptor.h>

namespace ett::openapi {

// Whether two types, of two pools perhaps, look the same in JSON, they and all that they hold.
bool SameType(const google::protobuf::Descriptor& a, const google::protobuf::Descriptor& b);
bool SameType(const google::protobuf::EnumDescriptor& a, const google::protobuf::EnumDescriptor& b);

}  // namespace ett::openapi
