#pragma once

#include <functional>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "chassis/server_stream.h"
#include "status/macros.h"

namespace ett::ownership {

struct ExportedFile {
  std::string content_type;
  std::string bytes;
};

// A file that is made at the first message and goes out in pieces. Response: chunk, content_type.
template <class Response>
class FileSource final : public chassis::Source<Response> {
 public:
  explicit FileSource(std::function<absl::StatusOr<ExportedFile>()> make)
      : make_(std::move(make)) {}

  absl::StatusOr<bool> Next(Response& message) override {
    const bool is_first = make_ != nullptr;
    if (is_first) {
      ASSIGN_OR_RETURN(file_, std::exchange(make_, nullptr)());
      message.set_content_type(file_.content_type);
    }
    if (!is_first && sent_ >= file_.bytes.size()) return false;
    message.set_chunk(file_.bytes.substr(sent_, kPiece));
    sent_ += kPiece;
    return true;
  }

 private:
  static constexpr std::size_t kPiece = 64 << 10;

  std::function<absl::StatusOr<ExportedFile>()> make_;  // null once it was made
  ExportedFile file_;
  std::size_t sent_ = 0;
};

}  // namespace ett::ownership
