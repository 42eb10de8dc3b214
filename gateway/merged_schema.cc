#include "gateway/merged_schema.h"

#include <google/protobuf/descriptor.pb.h>

#include <algorithm>
#include <set>

#include "status/errors.h"

namespace ett::gateway {
namespace {

using google::protobuf::FileDescriptor;

// `file` and what it imports, each once.
void Collect(const FileDescriptor& file, std::set<std::string>& seen,
             std::vector<std::string>& files) {
  if (!seen.insert(file.name()).second) return;
  google::protobuf::FileDescriptorProto message;
  file.CopyTo(&message);
  files.push_back(message.SerializeAsString());
  for (int i = 0; i < file.dependency_count(); ++i) Collect(*file.dependency(i), seen, files);
}

absl::StatusOr<std::vector<std::string>> Closure(const FileDescriptor* file,
                                                 const std::string& asked) {
  if (file == nullptr) return status::NotFound("descriptor", asked);
  std::set<std::string> seen;
  std::vector<std::string> files;
  Collect(*file, seen, files);
  return files;
}

}  // namespace

std::vector<std::string> MergedSchema::Services() const { return current_()->Services(); }

absl::StatusOr<std::vector<std::string>> MergedSchema::FilesOfName(const std::string& name) const {
  const auto upstream = current_()->OfFile(name);
  return Closure(upstream == nullptr ? nullptr : upstream->pool().FindFileByName(name), name);
}

absl::StatusOr<std::vector<std::string>> MergedSchema::FilesOfSymbol(
    const std::string& symbol) const {
  const auto upstream = current_()->OfSymbol(symbol);
  return Closure(upstream == nullptr ? nullptr : upstream->pool().FindFileContainingSymbol(symbol),
                 symbol);
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
