#include "gateway/edge/reflection_client.h"

#include <google/protobuf/descriptor.pb.h>
#include <grpcpp/client_context.h>

#include <algorithm>
#include <chrono>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "grpc/reflection/v1/reflection.grpc.pb.h"
#include "grpc/reflection/v1alpha/reflection.grpc.pb.h"
#include "status/grpc.h"
#include "status/macros.h"

namespace ett::edge {
namespace {

constexpr std::chrono::seconds kLongest(5);

// A conversation in one version of the contract; both have the same messages.
template <class Contract, class Request, class Response>
class Conversation {
 public:
  explicit Conversation(const std::shared_ptr<grpc::Channel>& channel)
      : stub_(Contract::NewStub(channel)) {
    context_.set_deadline(std::chrono::system_clock::now() + kLongest);
    stream_ = stub_->ServerReflectionInfo(&context_);
  }

  absl::StatusOr<UpstreamFiles> Learn() {
    UpstreamFiles learnt;
    Request question;
    question.set_list_services("*");
    ASSIGN_OR_RETURN(const Response list, Ask(question));
    for (const auto& service : list.list_services_response().service()) {
      // Reflection is between the gateway and the upstream; the gateway has its own.
      if (absl::StartsWith(service.name(), "grpc.reflection.")) continue;
      learnt.services.push_back(service.name());
    }
    std::sort(learnt.services.begin(), learnt.services.end());
    for (const std::string& service : learnt.services) {
      question.set_file_containing_symbol(service);
      RETURN_IF_ERROR(Fetch(question, learnt));
    }
    // To its end: a call that is dropped was cancelled, to whoever counts it.
    stream_->WritesDone();
    (void)stream_->Finish();
    return learnt;
  }

 private:
  absl::StatusOr<Response> Ask(const Request& question) {
    Response answer;
    if (stream_->Write(question) && stream_->Read(&answer)) return answer;
    const absl::Status ended = status::FromGrpc(stream_->Finish());
    return ended.ok() ? absl::UnavailableError("the conversation ended early") : ended;
  }

  // The files of an answer, then those that they import and that did not come along.
  absl::Status Fetch(const Request& question, UpstreamFiles& learnt) {
    ASSIGN_OR_RETURN(const Response answer, Ask(question));
    if (answer.has_error_response()) {
      return absl::InvalidArgumentError(answer.error_response().error_message());
    }
    std::vector<std::string> imports;
    for (const std::string& bytes : answer.file_descriptor_response().file_descriptor_proto()) {
      google::protobuf::FileDescriptorProto file;
      if (!file.ParseFromString(bytes)) return absl::InvalidArgumentError("an unreadable file");
      if (IsGoogles(file.name())) continue;
      bytes_ += bytes.size();
      learnt.files[file.name()] = bytes;
      imports.insert(imports.end(), file.dependency().begin(), file.dependency().end());
    }
    if (learnt.files.size() > UpstreamFiles::kMostFiles || bytes_ > UpstreamFiles::kMostBytes) {
      return absl::ResourceExhaustedError("it offers more than contracts can be");
    }
    for (const std::string& import : imports) {
      if (IsGoogles(import) || learnt.files.contains(import)) continue;
      Request next;
      next.set_file_by_filename(import);
      RETURN_IF_ERROR(Fetch(next, learnt));
    }
    return absl::OkStatus();
  }

  std::unique_ptr<typename Contract::Stub> stub_;
  grpc::ClientContext context_;
  std::unique_ptr<grpc::ClientReaderWriterInterface<Request, Response>> stream_;
  std::size_t bytes_ = 0;
};

namespace v1 = ::grpc::reflection::v1;
namespace v1alpha = ::grpc::reflection::v1alpha;

}  // namespace

absl::StatusOr<UpstreamFiles> AskByReflection(const std::shared_ptr<grpc::Channel>& channel) {
  auto learnt =
      Conversation<v1::ServerReflection, v1::ServerReflectionRequest, v1::ServerReflectionResponse>(
          channel)
          .Learn();
  if (!absl::IsUnimplemented(learnt.status())) return learnt;
  return Conversation<v1alpha::ServerReflection, v1alpha::ServerReflectionRequest,
                      v1alpha::ServerReflectionResponse>(channel)
      .Learn();
}

}  // namespace ett::edge
