#pragma once

#include <google/api/resource.pb.h>
#include <google/protobuf/descriptor.h>

#include <map>
#include <set>
#include <string>
#include <vector>

namespace ett::openapi {

// Names of resources, as google.api.resource declares them in the files of services and in those
// that they import.
class Resources {
 public:
  // `examples` as Contents has them.
  Resources(const std::vector<const google::protobuf::ServiceDescriptor*>& services,
            std::map<std::string, std::string> examples);

  // What stands in the segment after `prefix`: `municipalities/*/orgUnits` → `orgUnit`. By a
  // declared pattern, else the singular of the last literal; empty where there is none.
  std::string SegmentAfter(const std::string& prefix) const;

  // A value for a segment: that of the examples, else its own name, `org-unit`.
  std::string ExampleOf(const std::string& segment) const;

  // A value for a field of type string: that of the examples, else, when it is or refers to a name,
  // such a name, `municipalities/935478715`. Empty for other fields.
  std::string ExampleOf(const google::protobuf::FieldDescriptor& field) const;

 private:
  void Read(const google::protobuf::FileDescriptor& file);
  void Read(const google::protobuf::Descriptor& message);
  void Add(const google::api::ResourceDescriptor& resource);
  std::string Fill(const std::vector<std::string>& pattern, std::size_t without) const;

  const std::map<std::string, std::string> examples_;
  std::set<const google::protobuf::FileDescriptor*> seen_;
  std::map<std::string, std::string> segments_;               // by prefix
  std::map<std::string, std::vector<std::string>> patterns_;  // by type: the first, in segments
};

}  // namespace ett::openapi
