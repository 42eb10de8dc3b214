#pragma once

#include <algorithm>
#include <string>

#include "absl/strings/string_view.h"
#include "services/ownership/positions_fixture.h"

// What the tests of files share.
namespace ett::ownership {

struct FileAnswer {
  absl::Status status;
  imports::v1::FileReading reading;
  std::string rejects;
  imports::v1::ImportReport report;
};

class FileTest : public PositionsFixture {
 protected:
  static imports::v1::ImportFileRequest Into(const std::string& collection) {
    imports::v1::ImportFileRequest request;
    request.set_parent("municipalities/935478715");
    request.set_collection(collection);
    return request;
  }

  // In messages of at most `piece` bytes.
  FileAnswer Send(imports::v1::ImportFileRequest request, absl::string_view file,
                  std::size_t piece = 1 << 16) {
    grpc::ClientContext context;
    const auto stub = v1::OwnershipService::NewStub(service_.channel);
    const auto stream = stub->ImportFile(&context);
    do {
      request.set_chunk(std::string(file.substr(0, piece)));
      file.remove_prefix(std::min(piece, file.size()));
      if (!stream->Write(request)) break;
      request.Clear();
    } while (!file.empty());
    stream->WritesDone();
    FileAnswer answer;
    imports::v1::ImportFileResponse event;
    while (stream->Read(&event)) {
      if (event.has_reading()) answer.reading = event.reading();
      if (event.has_report()) answer.report = event.report();
      answer.rejects += event.rejects();
    }
    answer.status = status::FromGrpc(stream->Finish());
    return answer;
  }

  v1::Entity EntityOf(const std::string& id) {
    const auto entity =
        Ask<v1::Entity>("OwnershipService.GetEntity", R"({"name": "M/entities/)" + id + "\"}");
    return entity.ok() ? *entity : v1::Entity();
  }

  v1::RegisteredPosition PositionOf(const std::string& id) {
    const auto position =
        Ask<v1::RegisteredPosition>("OwnershipService.GetRegisteredPosition",
                                    R"({"name": "M/registeredPositions/)" + id + "\"}");
    return position.ok() ? *position : v1::RegisteredPosition();
  }
};

}  // namespace ett::ownership
