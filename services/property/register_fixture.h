#pragma once

#include "services/property/service_fixture.h"

// What the tests of registers, and of figures made of them, share.
namespace ett::property {

using imports::v1::ImportFileRequest;
using imports::v1::ImportFileResponse;

// What the service said of a file.
struct Answer {
  std::string rejects;
  ImportReport report;
  absl::Status status;

  // `row:field:reason`.
  std::vector<std::string> Refusals() const {
    std::vector<std::string> refusals;
    for (const auto& each : report.rejections()) {
      refusals.push_back(absl::StrCat(each.row(), ":", each.field(), ":", each.reason()));
    }
    return refusals;
  }
};

class RegisterTest : public PropertyServiceTest {
 protected:
  static ImportFileRequest FileOf(const std::string& collection) {
    ImportFileRequest request;
    request.set_parent(kMunicipality);
    request.set_collection(collection);
    return request;
  }

  Answer Send(const std::string& collection, const std::string& file, bool validate_only = false) {
    ImportFileRequest request = FileOf(collection);
    request.set_validate_only(validate_only);
    request.set_chunk(file);
    return Send(request);
  }

  Answer Send(const ImportFileRequest& request) {
    grpc::ClientContext context;
    const auto stream = stub_->ImportFile(&context);
    stream->Write(request);
    stream->WritesDone();
    Answer answer;
    ImportFileResponse event;
    while (stream->Read(&event)) {
      if (event.has_report()) answer.report = event.report();
      answer.rejects += event.rejects();
    }
    answer.status = status::FromGrpc(stream->Finish());
    return answer;
  }

  template <class Request, class Response>
  absl::StatusOr<Response> Call(grpc::Status (v1::PropertyService::Stub::*method)(
                                    grpc::ClientContext*, const Request&, Response*),
                                const Request& request) {
    grpc::ClientContext context;
    Response response;
    RETURN_IF_ERROR(status::FromGrpc((stub_.get()->*method)(&context, request, &response)));
    return response;
  }

  // A file whose rows are all taken in.
  void Load(const std::string& collection, const std::string& file, int rows) {
    const Answer answer = Send(collection, file);
    ASSERT_THAT(answer.status, IsOk());
    ASSERT_EQ(answer.report.accepted_count(), rows) << answer.rejects;
  }
};

}  // namespace ett::property
