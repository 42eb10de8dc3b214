#pragma once

#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "records/file_import.h"
#include "status/macros.h"

namespace ett::records::testing {

// What an import of a file said.
struct FileAnswer {
  imports::v1::FileReading reading;
  std::vector<imports::v1::ImportProgress> progress;
  std::string rejects;
  imports::v1::ImportReport report;
  absl::Status status;
};

inline void Take(imports::v1::ImportFileResponse event, FileAnswer& answer) {
  answer.rejects += event.rejects();
  if (event.has_reading()) answer.reading = std::move(*event.mutable_reading());
  if (event.has_progress()) answer.progress.push_back(event.progress());
  if (event.has_report()) answer.report = std::move(*event.mutable_report());
}

inline absl::Status Advance(FileImport& import, FileAnswer& answer) {
  for (bool more = true; more;) {
    std::vector<imports::v1::ImportFileResponse> events;
    const absl::StatusOr<bool> advanced = import.Advance(events);
    for (auto& event : events) Take(std::move(event), answer);
    RETURN_IF_ERROR(advanced.status());
    more = *advanced;
  }
  return absl::OkStatus();
}

// Sends a file whose bytes come in these chunks, without an end; `first` says what it is.
inline FileAnswer SendChunks(FileImport& import, const imports::v1::ImportFileRequest& first,
                             const std::vector<std::string>& chunks) {
  FileAnswer answer;
  const auto send = [&]() -> absl::Status {
    RETURN_IF_ERROR(import.Receive(first));
    RETURN_IF_ERROR(Advance(import, answer));
    for (const std::string& chunk : chunks) {
      imports::v1::ImportFileRequest next;
      next.set_chunk(chunk);
      RETURN_IF_ERROR(import.Receive(next));
      RETURN_IF_ERROR(Advance(import, answer));
    }
    return absl::OkStatus();
  };
  answer.status = send();
  return answer;
}

// The same with an end.
inline FileAnswer SendFile(FileImport& import, const imports::v1::ImportFileRequest& first,
                           const std::vector<std::string>& chunks) {
  FileAnswer answer = SendChunks(import, first, chunks);
  if (!answer.status.ok()) return answer;
  import.Close();
  answer.status = Advance(import, answer);
  return answer;
}

}  // namespace ett::records::testing
