#include "gateway/edge/upstream_schema.h"

#include <google/api/annotations.pb.h>
#include <google/protobuf/any.pb.h>
#include <google/protobuf/descriptor.pb.h>
#include <google/rpc/error_details.pb.h>
#include <google/rpc/status.pb.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "status/macros.h"

namespace ett::edge {
namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::FileDescriptorProto;

constexpr int kDeepestImport = 64;

// The first thing that is wrong with a file.
class Errors final : public DescriptorPool::ErrorCollector {
 public:
  void AddError(const std::string& file, const std::string& element,
                const google::protobuf::Message*, ErrorLocation,
                const std::string& message) override {
    if (first.empty()) first = absl::StrCat(file, ": ", element, ": ", message);
  }
  std::string first;
};

}  // namespace

bool IsGoogles(const std::string& file) {
  for (const char* folder : {"google/protobuf/", "google/api/", "google/rpc/", "google/type/"}) {
    if (absl::StartsWith(file, folder)) {
      return DescriptorPool::generated_pool()->FindFileByName(file) != nullptr;
    }
  }
  return false;
}

absl::Status UpstreamSchema::Add(const std::string& name, int depth) {
  if (pool_.FindFileByName(name) != nullptr) return absl::OkStatus();
  if (depth > kDeepestImport) return absl::InvalidArgumentError("imports go too deep");
  FileDescriptorProto file;
  if (IsGoogles(name)) {
    DescriptorPool::generated_pool()->FindFileByName(name)->CopyTo(&file);
  } else {
    const auto found = files_.files.find(name);
    if (found == files_.files.end() || !file.ParseFromString(found->second)) {
      return absl::InvalidArgumentError(absl::StrCat("no readable file ", name));
    }
  }
  for (const std::string& import : file.dependency()) RETURN_IF_ERROR(Add(import, depth + 1));
  Errors errors;
  if (pool_.BuildFileCollectingErrors(file, &errors) != nullptr) return absl::OkStatus();
  return absl::InvalidArgumentError(errors.first);
}

absl::StatusOr<std::shared_ptr<const UpstreamSchema>> UpstreamSchema::Build(UpstreamFiles files) {
  std::shared_ptr<UpstreamSchema> schema(new UpstreamSchema(std::move(files)));
  for (const auto& [name, file] : schema->files_.files) RETURN_IF_ERROR(schema->Add(name, 0));
  for (const std::string& service : schema->files_.services) {
    const auto* found = schema->pool_.FindServiceByName(service);
    if (found == nullptr) {
      return absl::InvalidArgumentError(absl::StrCat("no contract of ", service));
    }
    for (int i = 0; i < found->method_count(); ++i) {
      schema->methods_.insert(absl::StrCat("/", service, "/", found->method(i)->name()));
    }
  }
  return schema;
}

}  // namespace ett::edge
