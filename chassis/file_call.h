#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "chassis/exchange.h"
#include "records/file_import.h"

namespace ett::chassis {

// Answers a domain's ImportFile for files of these types:
//   return chassis::ImportFile(records, calls, context, {Kinds()});
class FileExchange final
    : public Exchange<imports::v1::ImportFileRequest, imports::v1::ImportFileResponse> {
 public:
  FileExchange(records::Records& records, records::FileTypes types)
      : import_(records, std::move(types)) {}

  absl::Status Receive(const imports::v1::ImportFileRequest& request) override {
    return import_.Receive(request);
  }
  void Close() override { import_.Close(); }
  absl::StatusOr<bool> Advance(std::vector<imports::v1::ImportFileResponse>& answers) override {
    return import_.Advance(answers);
  }

 private:
  records::FileImport import_;
};

using FileReactor =
    grpc::ServerBidiReactor<imports::v1::ImportFileRequest, imports::v1::ImportFileResponse>;

inline FileReactor* ImportFile(records::Records& records, Calls& calls,
                               grpc::CallbackServerContext* context, records::FileTypes types) {
  return Converse<imports::v1::ImportFileRequest, imports::v1::ImportFileResponse>(
      calls, context, std::make_unique<FileExchange>(records, std::move(types)));
}

}  // namespace ett::chassis
