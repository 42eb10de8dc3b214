#include "services/ownership/bods_cutter.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::ownership::bods {
namespace {

constexpr absl::string_view kMark = "\xEF\xBB\xBF";
constexpr char kWhitespace[] = " \t\r\n";

// As a person reads it.
std::string Shown(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return absl::ascii_isprint(byte) ? std::string(1, c) : absl::StrFormat("byte 0x%02X", byte);
}

void SkipWhitespace(absl::string_view& bytes) {
  bytes.remove_prefix(std::min(bytes.find_first_not_of(kWhitespace), bytes.size()));
}

}  // namespace

absl::Status StatementCutter::Broken(absl::string_view wanted, absl::string_view came) const {
  return status::InvalidField("statements", wanted,
                              absl::StrCat("after ", emitted_, " statements: ", came),
                              "BROKEN_STATEMENTS");
}

absl::Status StatementCutter::Feed(absl::string_view bytes) {
  while (!bytes.empty()) RETURN_IF_ERROR(FeedSome(bytes));
  return absl::OkStatus();
}

absl::Status StatementCutter::FeedSome(absl::string_view& bytes) {
  switch (place_) {
    case Place::kBegin:
      return Begin(bytes);
    case Place::kArray:
    case Place::kComma:
    case Place::kEnd:
      return Between(bytes);
    case Place::kStatement:
      return InStatement(bytes);
    case Place::kLine:
      return InLine(bytes);
  }
  return absl::OkStatus();
}

absl::Status StatementCutter::Begin(absl::string_view& bytes) {
  if (mark_bytes_ < kMark.size() && bytes[0] == kMark[mark_bytes_]) {
    ++mark_bytes_;
    bytes.remove_prefix(1);
    return absl::OkStatus();
  }
  constexpr absl::string_view kWanted = "an array of statements, or a statement on each line";
  if (mark_bytes_ > 0 && mark_bytes_ < kMark.size()) return Broken(kWanted, Shown(bytes[0]));
  mark_bytes_ = kMark.size();
  SkipWhitespace(bytes);
  if (bytes.empty()) return absl::OkStatus();
  if (bytes[0] == '{') {
    place_ = Place::kLine;
    return absl::OkStatus();
  }
  if (bytes[0] != '[') return Broken(kWanted, Shown(bytes[0]));
  place_ = Place::kArray;
  bytes.remove_prefix(1);
  return absl::OkStatus();
}

// Where only whitespace, a statement's first byte or the array's end may come.
absl::Status StatementCutter::Between(absl::string_view& bytes) {
  SkipWhitespace(bytes);
  if (bytes.empty()) return absl::OkStatus();
  const char c = bytes[0];
  if (place_ == Place::kEnd) return Broken("nothing after the array", Shown(c));
  if (c == ']' && place_ == Place::kArray) {
    place_ = Place::kEnd;
    bytes.remove_prefix(1);
    return absl::OkStatus();
  }
  if (c == ',' || c == ']' || c == '}') return Broken("a statement", Shown(c));
  place_ = Place::kStatement;
  return absl::OkStatus();
}

// Whether a statement ends before `c`, which is outside of strings.
bool StatementCutter::EndsAt(char c) {
  switch (c) {
    case '"':
      in_string_ = true;
      return false;
    case '{':
    case '[':
      ++depth_;
      return false;
    case '}':
    case ']':
      return depth_-- == 0;
    case ',':
      return depth_ == 0;
    default:
      return false;
  }
}

absl::Status StatementCutter::InStatement(absl::string_view& bytes) {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const char c = bytes[i];
    if (escaped_) {
      escaped_ = false;
    } else if (in_string_) {
      if (c == '"') in_string_ = false;
      escaped_ = c == '\\';
    } else if (EndsAt(c)) {
      depth_ = 0;
      RETURN_IF_ERROR(Keep(bytes.substr(0, i)));
      bytes.remove_prefix(i + 1);
      if (c == '}') return Broken("a comma or the end of the array", "}");
      place_ = c == ',' ? Place::kComma : Place::kEnd;
      return Emit();
    }
  }
  RETURN_IF_ERROR(Keep(bytes));
  bytes = {};
  return absl::OkStatus();
}

absl::Status StatementCutter::InLine(absl::string_view& bytes) {
  const std::size_t end = bytes.find('\n');
  RETURN_IF_ERROR(Keep(bytes.substr(0, end)));
  if (end == absl::string_view::npos) {
    bytes = {};
    return absl::OkStatus();
  }
  bytes.remove_prefix(end + 1);
  return Emit();
}

absl::Status StatementCutter::Keep(absl::string_view bytes) {
  if (text_.size() + bytes.size() > kLongest) {
    return Broken(absl::StrCat("a statement of at most ", kLongest, " bytes"), "a longer one");
  }
  text_.append(bytes.data(), bytes.size());
  return absl::OkStatus();
}

absl::Status StatementCutter::Emit() {
  // Empty lines are no statements; in an array there are no empty ones.
  const bool empty = text_.find_first_not_of(kWhitespace) == std::string::npos;
  if (!empty) {
    RETURN_IF_ERROR(on_text_(text_));
    ++emitted_;
  }
  text_.clear();
  return absl::OkStatus();
}

absl::Status StatementCutter::Finish() {
  switch (place_) {
    case Place::kBegin:
      return Broken("an array of statements, or a statement on each line", "the end of the file");
    case Place::kLine:
      return Emit();
    case Place::kEnd:
      return absl::OkStatus();
    default:
      return Broken("the end of the array", "the end of the file");
  }
}

}  // namespace ett::ownership::bods
