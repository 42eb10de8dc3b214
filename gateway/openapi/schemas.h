#pragma once

#include <google/protobuf/descriptor.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "gateway/openapi/well_known.h"

namespace ett::openapi {

// Whether a field is marked so by google.api.field_behavior.
bool IsRequired(const google::protobuf::FieldDescriptor& field);
bool IsOutputOnly(const google::protobuf::FieldDescriptor& field);

// What of a message stands in an object.
struct Extent {
  std::set<std::string> without;  // fields that are not there
  bool partial = false;           // none is demanded, as in a change of some fields
};

// JSON Schemas of protobuf's JSON mapping. Messages and enums are components by their full names;
// those of one name that differ, of several pools, get a number.
class Schemas {
 public:
  Json Of(const google::protobuf::Descriptor& type);
  // Any of the fields of a message, none demanded: a component of its own.
  Json PatchOf(const google::protobuf::Descriptor& type);
  // With its comment and marks.
  Json Of(const google::protobuf::FieldDescriptor& field);
  // One value of it, also of a repeated one.
  Json ValueOf(const google::protobuf::FieldDescriptor& field);
  // A message, written out.
  Json ObjectOf(const google::protobuf::Descriptor& type, const Extent& extent);

  // The components that were referred to, and those that they refer to, by name.
  Json Components();

 private:
  struct Pending {
    std::string name;
    const google::protobuf::Descriptor* message = nullptr;
    const google::protobuf::EnumDescriptor* enumeration = nullptr;
    bool partial = false;
  };

  Json Reference(Pending pending);
  Json Written(const Pending& pending);
  Json EnumOf(const google::protobuf::EnumDescriptor& type);

  std::map<std::string, std::vector<const google::protobuf::Descriptor*>> messages_;
  std::map<std::string, std::vector<const google::protobuf::EnumDescriptor*>> enums_;
  std::vector<Pending> pending_;
  std::map<std::string, Json> components_;
};

}  // namespace ett::openapi
