#pragma once

#include <google/protobuf/descriptor.h>
#include <grpcpp/impl/service_type.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace ett::chassis {

// The contracts that a server can tell about.
class SchemaSource {
 public:
  virtual ~SchemaSource() = default;
  // Full names, sorted.
  virtual std::vector<std::string> Services() const = 0;
  // Serialized FileDescriptorProtos: the file that is meant, then all that it imports. NOT_FOUND
  // when there is none.
  virtual absl::StatusOr<std::vector<std::string>> FilesOfName(const std::string& name) const = 0;
  virtual absl::StatusOr<std::vector<std::string>> FilesOfSymbol(
      const std::string& symbol) const = 0;
};

// `file` and all that it imports, serialized with their comments, each once. NOT_FOUND, naming what
// was asked, for null.
absl::StatusOr<std::vector<std::string>> WithImports(const google::protobuf::FileDescriptor* file,
                                                     const std::string& asked);

// The contracts linked into this program, for these services.
std::unique_ptr<SchemaSource> LinkedSchema(std::vector<std::string> services);

// grpc.reflection.v1 and v1alpha over one source, which must outlive them.
std::vector<std::unique_ptr<grpc::Service>> MakeReflection(const SchemaSource& schema);

}  // namespace ett::chassis
