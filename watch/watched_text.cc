#include "watch/watched_text.h"

#include <array>
#include <fstream>
#include <utility>

#include "absl/strings/str_cat.h"

namespace ett::watch {

absl::Status WatchedText::Look() {
  absl::StatusOr<std::string> text = read_();
  if (!text.ok()) return text.status();
  if (taken_ > 0 && *text == text_) return absl::OkStatus();
  absl::Status status = take_(*text);
  if (!status.ok()) return status;
  text_ = *std::move(text);
  ++taken_;
  return status;
}

void WatchedText::LookAndTell(const Told& told) {
  const int before = taken_;
  const absl::Status status = Look();
  const std::string problem(status.message());
  if (taken_ > before || (!problem.empty() && problem != problem_)) told(status);
  problem_ = problem;
}

WatchedText::Read FromFile(absl::string_view flag, const std::string& path) {
  return [flag = std::string(flag), path]() -> absl::StatusOr<std::string> {
    std::ifstream file(path, std::ios::binary);
    std::string text;
    std::array<char, 4096> piece;
    while (file.read(piece.data(), piece.size()) || file.gcount() > 0) {
      text.append(piece.data(), static_cast<std::size_t>(file.gcount()));
    }
    if (file.is_open() && !file.bad()) return text;
    return absl::InvalidArgumentError(
        absl::StrCat(flag, ": want a file that can be read, got \"", path, "\""));
  };
}

}  // namespace ett::watch
