#include "gateway/merged_schema.h"

#include <google/protobuf/descriptor.pb.h>

#include <algorithm>

namespace ett::gateway {

std::vector<std::string> MergedSchema::Services() const { return current_()->Services(); }

absl::StatusOr<std::vector<std::string>> MergedSchema::FilesOfName(const std::string& name) const {
  const auto upstream = current_()->OfFile(name);
  return chassis::WithImports(upstream == nullptr ? nullptr : upstream->pool().FindFileByName(name),
                              name);
}

absl::StatusOr<std::vector<std::string>> MergedSchema::FilesOfSymbol(
    const std::string& symbol) const {
  const auto upstream = current_()->OfSymbol(symbol);
  return chassis::WithImports(
      upstream == nullptr ? nullptr : upstream->pool().FindFileContainingSymbol(symbol), symbol);
}

edge::UpstreamFiles LinkedFiles(std::vector<std::string> services) {
  edge::UpstreamFiles linked;
  std::sort(services.begin(), services.end());
  const auto schema = chassis::LinkedSchema(services);
  for (const std::string& service : services) {
    const auto files = schema->FilesOfSymbol(service);
    if (!files.ok()) continue;
    for (const std::string& bytes : *files) {
      google::protobuf::FileDescriptorProto file;
      if (file.ParseFromString(bytes) && !edge::IsGoogles(file.name())) {
        linked.files[file.name()] = bytes;
      }
    }
  }
  linked.services = std::move(services);
  return linked;
}

}  // namespace ett::gateway
