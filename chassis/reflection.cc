#include "chassis/reflection.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>
#include <grpcpp/server_context.h>
#include <grpcpp/support/server_callback.h>

#include <algorithm>
#include <set>

#include "grpc/reflection/v1/reflection.grpc.pb.h"
#include "grpc/reflection/v1alpha/reflection.grpc.pb.h"
#include "proto/comments/comments.h"
#include "status/errors.h"

namespace ett::chassis {
namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::FileDescriptor;

// With comments: those of the file, or those linked into this program.
google::protobuf::FileDescriptorProto Whole(const FileDescriptor& file) {
  google::protobuf::FileDescriptorProto message;
  file.CopyTo(&message);
  file.CopySourceCodeInfoTo(&message);
  const std::string& linked = comments::Of(file.name());
  if (!message.has_source_code_info() && !linked.empty()) {
    message.mutable_source_code_info()->ParseFromString(linked);
  }
  return message;
}

// `file` and what it imports, each once, in `files`.
void Collect(const FileDescriptor& file, std::set<std::string>& seen,
             std::vector<std::string>& files) {
  if (!seen.insert(file.name()).second) return;
  files.push_back(Whole(file).SerializeAsString());
  for (int i = 0; i < file.dependency_count(); ++i) Collect(*file.dependency(i), seen, files);
}

class Linked final : public SchemaSource {
 public:
  explicit Linked(std::vector<std::string> services) : services_(std::move(services)) {
    std::sort(services_.begin(), services_.end());
  }

  std::vector<std::string> Services() const override { return services_; }

  absl::StatusOr<std::vector<std::string>> FilesOfName(const std::string& name) const override {
    return WithImports(DescriptorPool::generated_pool()->FindFileByName(name), name);
  }

  absl::StatusOr<std::vector<std::string>> FilesOfSymbol(const std::string& symbol) const override {
    return WithImports(DescriptorPool::generated_pool()->FindFileContainingSymbol(symbol), symbol);
  }

 private:
  std::vector<std::string> services_;
};

// v1 and v1alpha differ in their package alone.
template <class Request, class Response>
Response Answer(const SchemaSource& schema, const Request& request) {
  Response response;
  response.set_valid_host(request.host());
  *response.mutable_original_request() = request;
  absl::StatusOr<std::vector<std::string>> files = absl::UnimplementedError(
      "extensions are found in the file that declares them: ask for it by name or symbol");
  switch (request.message_request_case()) {
    case Request::kListServices:
      for (const std::string& name : schema.Services()) {
        response.mutable_list_services_response()->add_service()->set_name(name);
      }
      return response;
    case Request::kFileByFilename:
      files = schema.FilesOfName(request.file_by_filename());
      break;
    case Request::kFileContainingSymbol:
      files = schema.FilesOfSymbol(request.file_containing_symbol());
      break;
    default:
      break;
  }
  if (files.ok()) {
    for (std::string& file : *files) {
      response.mutable_file_descriptor_response()->add_file_descriptor_proto(std::move(file));
    }
  } else {
    response.mutable_error_response()->set_error_code(static_cast<int>(files.status().code()));
    response.mutable_error_response()->set_error_message(std::string(files.status().message()));
  }
  return response;
}

// One answer for each question, in order.
template <class Request, class Response>
class Conversation final : public grpc::ServerBidiReactor<Request, Response> {
 public:
  explicit Conversation(const SchemaSource& schema) : schema_(schema) {
    this->StartRead(&request_);
  }

  void OnReadDone(bool ok) override {
    if (!ok) return this->Finish(grpc::Status::OK);
    response_ = Answer<Request, Response>(schema_, request_);
    this->StartWrite(&response_);
  }
  void OnWriteDone(bool ok) override {
    if (!ok) return this->Finish(grpc::Status::CANCELLED);
    this->StartRead(&request_);
  }
  void OnDone() override { delete this; }

 private:
  const SchemaSource& schema_;
  Request request_;
  Response response_;
};

template <class Service, class Request, class Response>
class Reflection final : public Service {
 public:
  explicit Reflection(const SchemaSource& schema) : schema_(schema) {}
  grpc::ServerBidiReactor<Request, Response>* ServerReflectionInfo(
      grpc::CallbackServerContext*) override {
    return new Conversation<Request, Response>(schema_);
  }

 private:
  const SchemaSource& schema_;
};

namespace v1 = ::grpc::reflection::v1;
namespace v1alpha = ::grpc::reflection::v1alpha;

}  // namespace

absl::StatusOr<std::vector<std::string>> WithImports(const FileDescriptor* file,
                                                     const std::string& asked) {
  if (file == nullptr) return status::NotFound("descriptor", asked);
  std::set<std::string> seen;
  std::vector<std::string> files;
  Collect(*file, seen, files);
  return files;
}

std::unique_ptr<SchemaSource> LinkedSchema(std::vector<std::string> services) {
  return std::make_unique<Linked>(std::move(services));
}

std::vector<std::unique_ptr<grpc::Service>> MakeReflection(const SchemaSource& schema) {
  std::vector<std::unique_ptr<grpc::Service>> services;
  services.push_back(
      std::make_unique<Reflection<v1::ServerReflection::CallbackService,
                                  v1::ServerReflectionRequest, v1::ServerReflectionResponse>>(
          schema));
  services.push_back(
      std::make_unique<
          Reflection<v1alpha::ServerReflection::CallbackService, v1alpha::ServerReflectionRequest,
                     v1alpha::ServerReflectionResponse>>(schema));
  return services;
}

}  // namespace ett::chassis
