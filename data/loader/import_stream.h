#pragma once

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>
#include <grpcpp/impl/codegen/proto_utils.h>
#include <grpcpp/support/sync_stream.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "ett/imports/v1/import.pb.h"

namespace ett::loader {

using google::protobuf::Message;

// Where the rows of a collection go: a client-streaming method whose requests have `parent` and one
// repeated field of messages.
struct ImportMethod {
  std::string parent;
  const google::protobuf::MethodDescriptor* method = nullptr;
  const google::protobuf::FieldDescriptor* rows = nullptr;
};

// The import of `collection` (`orgUnits`) in `domain` (`hr`): `Import` + `OrgUnits` of one of the
// domain's services, or of FigureService, whose parent then names the domain. NOT_FOUND says what
// was looked for.
absl::StatusOr<ImportMethod> FindImport(const std::string& municipality, const std::string& domain,
                                        const std::string& collection);

// Sends rows in messages of about a megabyte.
class ImportStream {
 public:
  // `request_id` as the contracts have it; empty for none.
  ImportStream(const std::shared_ptr<grpc::Channel>& channel, const ImportMethod& method,
               const std::string& request_id = "");

  // `row` is of the type of the method's rows. Blocks while the other side is behind.
  absl::Status Add(const Message& row);
  absl::StatusOr<imports::v1::ImportReport> Finish();

 private:
  absl::Status Send();
  absl::Status End();

  const ImportMethod method_;
  const std::string path_;
  std::shared_ptr<grpc::Channel> channel_;
  grpc::ClientContext context_;
  imports::v1::ImportReport report_;
  std::unique_ptr<Message> request_;
  std::size_t bytes_ = 0;
  std::unique_ptr<grpc::ClientWriter<Message>> writer_;
};

}  // namespace ett::loader
