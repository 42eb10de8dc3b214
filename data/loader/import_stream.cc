#include "data/loader/import_stream.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "status/errors.h"
#include "status/grpc.h"
#include "status/macros.h"

namespace ett::loader {
namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::FieldDescriptor;
using google::protobuf::MethodDescriptor;

constexpr std::size_t kMessageBytes = 1 << 20;

std::string Capitalised(std::string text) {
  if (!text.empty()) text[0] = absl::ascii_toupper(static_cast<unsigned char>(text[0]));
  return text;
}

const FieldDescriptor* RowsOf(const MethodDescriptor& method) {
  for (int i = 0; i < method.input_type()->field_count(); ++i) {
    const FieldDescriptor* field = method.input_type()->field(i);
    if (field->is_repeated() && field->message_type() != nullptr) return field;
  }
  return nullptr;
}

std::unique_ptr<Message> NewRequest(const ImportMethod& method, const std::string& request_id) {
  std::unique_ptr<Message> request(google::protobuf::MessageFactory::generated_factory()
                                       ->GetPrototype(method.method->input_type())
                                       ->New());
  const auto set = [&](const char* field, const std::string& value) {
    request->GetReflection()->SetString(request.get(),
                                        request->GetDescriptor()->FindFieldByName(field), value);
  };
  set("parent", method.parent);
  set("request_id", request_id);
  return request;
}

// The method of a package's services, which stands in the file of its request.
const MethodDescriptor* FindMethod(const std::string& package, const std::string& method) {
  const auto* request = DescriptorPool::generated_pool()->FindMessageTypeByName(
      absl::StrCat(package, ".", method, "Request"));
  if (request == nullptr) return nullptr;
  for (int i = 0; i < request->file()->service_count(); ++i) {
    const auto* found = request->file()->service(i)->FindMethodByName(method);
    if (found != nullptr) return found;
  }
  return nullptr;
}

}  // namespace

absl::StatusOr<ImportMethod> FindImport(const std::string& municipality, const std::string& domain,
                                        const std::string& collection) {
  const std::string parent = absl::StrCat("municipalities/", municipality);
  const std::string method = absl::StrCat("Import", Capitalised(collection));
  const std::pair<std::string, std::string> packages[] = {
      {absl::StrCat("ett.", domain, ".v1"), parent},
      {"ett.figures.v1", absl::StrCat(parent, "/domains/", domain)},
  };
  for (const auto& [package, place] : packages) {
    const MethodDescriptor* found = FindMethod(package, method);
    if (found != nullptr && RowsOf(*found) != nullptr)
      return ImportMethod{place, found, RowsOf(*found)};
  }
  return absl::NotFoundError(
      absl::StrCat("no ", method, " in ", packages[0].first, " or ", packages[1].first));
}

ImportStream::ImportStream(const std::shared_ptr<grpc::Channel>& channel,
                           const ImportMethod& method, const std::string& request_id)
    : method_(method),
      path_(absl::StrCat("/", method.method->service()->full_name(), "/", method.method->name())),
      channel_(channel),
      request_(NewRequest(method, request_id)) {
  writer_.reset(grpc::internal::ClientWriterFactory<Message>::Create(
      channel_.get(),
      grpc::internal::RpcMethod(path_.c_str(), grpc::internal::RpcMethod::CLIENT_STREAMING,
                                channel_),
      &context_, &report_));
}

absl::Status ImportStream::Add(const Message& row) {
  Message* added = request_->GetReflection()->AddMessage(request_.get(), method_.rows);
  added->CopyFrom(row);
  bytes_ += row.ByteSizeLong();
  return bytes_ < kMessageBytes ? absl::OkStatus() : Send();
}

absl::Status ImportStream::Send() {
  if (!writer_->Write(*request_)) {
    RETURN_IF_ERROR(End());
    return absl::UnavailableError("the import was ended early");
  }
  request_->GetReflection()->ClearField(request_.get(), method_.rows);
  bytes_ = 0;
  return absl::OkStatus();
}

absl::StatusOr<imports::v1::ImportReport> ImportStream::Finish() {
  RETURN_IF_ERROR(Send());
  writer_->WritesDone();
  RETURN_IF_ERROR(End());
  return report_;
}

absl::Status ImportStream::End() { return status::FromGrpc(writer_->Finish()); }

}  // namespace ett::loader
