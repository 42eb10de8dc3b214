#pragma once

#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace ett::watch {

// A text that changes from outside, such as a file's, and that is taken whenever it has. One that
// cannot be had or taken leaves what was before. Of one thread at a time.
class WatchedText {
 public:
  using Read = std::function<absl::StatusOr<std::string>()>;
  using Take = std::function<absl::Status(const std::string& text)>;
  // With OK when another text was taken, with what is wrong when it was not.
  using Told = std::function<void(const absl::Status&)>;

  WatchedText(Read read, Take take) : read_(std::move(read)), take_(std::move(take)) {}

  // What is wrong with the text. OK when nothing is, whether it has changed or not.
  absl::Status Look();
  // The same, with what is wrong told once, as long as it stays the same.
  void LookAndTell(const Told& told);

 private:
  const Read read_;
  const Take take_;
  std::string text_;  // the last that was taken
  int taken_ = 0;     // how many were
  std::string problem_;
};

// INVALID_ARGUMENT, naming the flag, for a file that cannot be read.
WatchedText::Read FromFile(absl::string_view flag, const std::string& path);

}  // namespace ett::watch
