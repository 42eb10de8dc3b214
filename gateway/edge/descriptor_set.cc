#include "gateway/edge/descriptor_set.h"

#include <google/protobuf/descriptor.pb.h>

#include <algorithm>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "status/macros.h"

namespace ett::edge {
namespace {

absl::StatusOr<std::string> Read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes;
  // One more than there may be, so that a file without an end is seen.
  if (file.is_open()) {
    bytes.resize(UpstreamFiles::kMostBytes + 1);
    file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(file.gcount()));
  }
  if (!file.is_open() || file.bad()) {
    return absl::FailedPreconditionError(absl::StrCat(path, " cannot be read"));
  }
  return bytes;
}

void AddServices(const google::protobuf::FileDescriptorProto& file, UpstreamFiles& set) {
  for (const auto& service : file.service()) {
    set.services.push_back(file.package().empty()
                               ? service.name()
                               : absl::StrCat(file.package(), ".", service.name()));
  }
}

}  // namespace

absl::StatusOr<UpstreamFiles> ReadDescriptorSet(const std::string& path) {
  ASSIGN_OR_RETURN(const std::string bytes, Read(path));
  google::protobuf::FileDescriptorSet given;
  if (bytes.size() <= UpstreamFiles::kMostBytes && !given.ParseFromString(bytes)) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, " is no serialized google.protobuf.FileDescriptorSet"));
  }
  if (bytes.size() > UpstreamFiles::kMostBytes || given.file_size() > UpstreamFiles::kMostFiles) {
    return absl::ResourceExhaustedError(absl::StrCat(path, " has more than contracts can be"));
  }
  UpstreamFiles set;
  for (const auto& file : given.file()) {
    if (IsGoogles(file.name())) continue;
    set.files[file.name()] = file.SerializeAsString();
    AddServices(file, set);
  }
  if (set.services.empty()) {
    return absl::InvalidArgumentError(absl::StrCat(path, " has no service"));
  }
  std::sort(set.services.begin(), set.services.end());
  return set;
}

}  // namespace ett::edge
