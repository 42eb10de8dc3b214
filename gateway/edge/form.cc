#include "gateway/edge/form.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "gateway/edge/web_text.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::edge {
namespace {

constexpr std::size_t kMostHeaders = 8 << 10;  // bytes

absl::Status Malformed(const char* wanted, absl::string_view came) {
  return status::InvalidField("body", wanted, came.substr(0, 40), "MALFORMED_FORM");
}

}  // namespace

Form::Form(const std::string& boundary, std::size_t most)
    : delimiter_(absl::StrCat("\r\n--", boundary)), most_(most) {}

absl::Status Form::Take(absl::string_view bytes, OnPiece on_piece) {
  absl::StrAppend(&bytes_, bytes);
  for (bool more = true; more;) {
    more = false;
    if (place_ == Place::kHeaders) {
      RETURN_IF_ERROR(ReadHeaders(more));
    } else if (place_ != Place::kEnd) {
      RETURN_IF_ERROR(ReadContent(on_piece, more));
    }
  }
  return absl::OkStatus();
}

// Up to the next delimiter: of a part, or of what comes before the first.
absl::Status Form::ReadContent(OnPiece on_piece, bool& more) {
  const std::size_t at = bytes_.find(delimiter_);
  if (at == std::string::npos) {
    // What may be the beginning of a delimiter waits.
    return Pass(bytes_.size() - std::min(bytes_.size(), delimiter_.size() - 1), on_piece);
  }
  if (bytes_.size() < at + delimiter_.size() + 2) return Pass(at, on_piece);
  const absl::string_view content = absl::string_view(bytes_).substr(0, at);
  const bool is_said = place_ == Place::kContent && (!is_file_ || !content.empty());
  if (is_said) RETURN_IF_ERROR(on_piece({name_, is_file_, content}));
  const std::string next = bytes_.substr(at + delimiter_.size(), 2);
  bytes_.erase(0, at + delimiter_.size() + 2);
  if (next == "--") {
    place_ = Place::kEnd;
    return absl::OkStatus();
  }
  if (next != "\r\n") return Malformed("a line after the boundary", next);
  place_ = Place::kHeaders;
  more = true;
  return absl::OkStatus();
}

// Content that goes on: of a file it is said and forgotten, a field waits for its end.
absl::Status Form::Pass(std::size_t size, OnPiece on_piece) {
  const bool is_field = place_ == Place::kContent && !is_file_;
  if (is_field) {
    return size > most_ ? Malformed("fields that are small", name_) : absl::OkStatus();
  }
  const bool is_said = place_ == Place::kContent && size > 0;
  if (is_said) {
    RETURN_IF_ERROR(on_piece({name_, true, absl::string_view(bytes_).substr(0, size)}));
  }
  bytes_.erase(0, size);
  return absl::OkStatus();
}

absl::Status Form::ReadHeaders(bool& more) {
  const std::size_t end = bytes_.find("\r\n\r\n");
  if (end == std::string::npos) {
    return bytes_.size() > kMostHeaders ? Malformed("short headers of a part", bytes_)
                                        : absl::OkStatus();
  }
  name_.clear();
  is_file_ = false;
  for (const absl::string_view line :
       absl::StrSplit(absl::string_view(bytes_).substr(0, end), "\r\n")) {
    if (!absl::StartsWithIgnoreCase(line, "content-disposition:")) continue;
    name_ = ParameterOf(line, "name").value_or("");
    is_file_ = ParameterOf(line, "filename").has_value();
  }
  if (name_.empty()) return Malformed("a name of each part", bytes_.substr(0, end));
  bytes_.erase(0, end + 4);
  place_ = Place::kContent;
  // An empty part has its delimiter at once.
  bytes_.insert(0, absl::StartsWith(bytes_, delimiter_.substr(2)) ? "\r\n" : "");
  more = true;
  return absl::OkStatus();
}

absl::Status Form::End() const {
  if (place_ == Place::kEnd) return absl::OkStatus();
  return status::InvalidField("body", "a form with its last boundary", "its end", "TRUNCATED_BODY");
}

}  // namespace ett::edge
