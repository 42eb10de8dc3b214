#include "json/reader.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "json/json_text.h"
#include "json/scalar.h"
#include "json/wire.h"
#include "status/utf8.h"

namespace ett::json {
namespace {

constexpr absl::string_view kEscapes = "\"\\/bfnrt";
constexpr absl::string_view kEscaped = "\"\\/\b\f\n\r\t";

// Of what is told to have come.
constexpr std::size_t kFoundBytes = 100;

bool IsBlank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

absl::string_view NameOf(char mark) {
  switch (mark) {
    case '{':
      return "`{`";
    case '[':
      return "`[`";
    case '}':
      return "`,` or `}`";
    case ']':
      return "`,` or `]`";
    default:
      return "`:`";
  }
}

}  // namespace

char Reader::Peek() {
  while (at_ < json_.size() && IsBlank(json_[at_])) ++at_;
  return at_ < json_.size() ? json_[at_] : '\0';
}

bool Reader::Take(char mark) {
  if (Peek() != mark) return false;
  ++at_;
  return true;
}

bool Reader::Expect(char mark) { return Take(mark) || Want(NameOf(mark), at_); }

bool Reader::ExpectEnd() {
  Peek();
  return at_ == json_.size() || Want("nothing more", at_);
}

bool Reader::ReadString(absl::string_view& text) {
  if (Peek() != '"') return Want("a string in double quotes", at_);
  const std::size_t start = ++at_;
  at_ += PlainSize(json_.substr(at_));
  if (at_ == json_.size() || json_[at_] != '"') return ReadEscaped(start, text);
  text = json_.substr(start, at_ - start);
  ++at_;
  return true;
}

// From the first character on that is not plain; what stands between it and `start` is.
bool Reader::ReadEscaped(std::size_t start, absl::string_view& text) {
  decoded_.assign(json_.data() + start, at_ - start);
  while (at_ < json_.size() && json_[at_] != '"') {
    if (json_[at_] == '\\') {
      if (!ReadEscape()) return false;
      continue;
    }
    const auto byte = static_cast<unsigned char>(json_[at_]);
    const std::size_t size = byte < 0x20 ? 0 : status::CharacterSize(json_.substr(at_));
    if (size == 0) return Want("text in UTF-8 without control characters", at_);
    const std::size_t plain = std::max(size, PlainSize(json_.substr(at_)));
    decoded_.append(json_.data() + at_, plain);
    at_ += plain;
  }
  if (at_ == json_.size()) return Want("the end of the string", at_);
  ++at_;
  text = decoded_;
  return true;
}

bool Reader::ReadEscape() {
  const std::size_t start = at_++;
  const char letter = at_ < json_.size() ? json_[at_] : '\0';
  ++at_;
  if (letter == 'u') return ReadUnicode() || Want("four hexadecimal digits of a character", start);
  const std::size_t which = kEscapes.find(letter);
  if (which == absl::string_view::npos) return Want("an escape of JSON", start);
  decoded_.push_back(kEscaped[which]);
  return true;
}

// After `\u`. Characters beyond the first 65,536 are two surrogates, the high one first.
bool Reader::ReadUnicode() {
  char32_t code = 0;
  if (!ReadHex(code) || (code >= 0xDC00 && code < 0xE000)) return false;
  if (code >= 0xD800 && code < 0xDC00) {
    char32_t low = 0;
    if (!absl::StartsWith(json_.substr(at_), "\\u")) return false;
    at_ += 2;
    if (!ReadHex(low) || low < 0xDC00 || low >= 0xE000) return false;
    code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
  }
  AppendCharacter(code, decoded_);
  return true;
}

bool Reader::ReadHex(char32_t& code) {
  const absl::string_view digits = json_.substr(std::min(at_, json_.size()), 4);
  if (digits.size() < 4) return false;
  code = 0;
  for (const char c : digits) {
    if (!absl::ascii_isxdigit(c)) return false;
    const int digit = absl::ascii_isdigit(c) ? c - '0' : absl::ascii_tolower(c) - 'a' + 10;
    code = code * 16 + static_cast<char32_t>(digit);
  }
  at_ += 4;
  return true;
}

bool Reader::ReadNumber(absl::string_view& token) {
  Peek();
  const std::size_t size = NumberSize(json_.substr(at_));
  if (size == 0) return Want("a number", at_);
  token = json_.substr(at_, size);
  at_ += size;
  return true;
}

bool Reader::ReadWord(absl::string_view word) {
  Peek();
  if (!absl::StartsWith(json_.substr(at_), word)) return Want("a value of JSON", at_);
  at_ += word.size();
  return true;
}

bool Reader::Skip() { return Skip(kMaxDepth); }

bool Reader::Skip(int depth) {
  absl::string_view passed;
  switch (Peek()) {
    case '{':
      return SkipObject(depth - 1);
    case '[':
      return SkipArray(depth - 1);
    case '"':
      return ReadString(passed);
    case 't':
      return ReadWord("true");
    case 'f':
      return ReadWord("false");
    case 'n':
      return ReadWord("null");
    default:
      return ReadNumber(passed) || Want("a value of JSON", at_);
  }
}

bool Reader::SkipObject(int depth) {
  if (depth < 0) return Want("fewer values within one another", at_);
  Take('{');
  if (Take('}')) return true;
  absl::string_view name;
  do {
    if (!ReadName(name) || !Skip(depth)) return false;
  } while (Take(','));
  return Expect('}');
}

bool Reader::SkipArray(int depth) {
  if (depth < 0) return Want("fewer values within one another", at_);
  Take('[');
  if (Take(']')) return true;
  do {
    if (!Skip(depth)) return false;
  } while (Take(','));
  return Expect(']');
}

bool Reader::Want(absl::string_view what, std::size_t place) {
  wanted_ = what;
  wanted_at_ = std::min(place, json_.size());
  return false;
}

std::string Reader::Problem() const {
  const absl::string_view before = json_.substr(0, wanted_at_);
  const std::size_t line = before.rfind('\n');
  const std::size_t start = line == absl::string_view::npos ? 0 : line + 1;
  return absl::StrCat(wanted_, " at line ", std::count(before.begin(), before.end(), '\n') + 1,
                      ", column ", before.size() - start + 1);
}

absl::string_view Reader::Found() const {
  const absl::string_view rest = json_.substr(wanted_at_);
  std::size_t size = 0;
  while (size < rest.size() && rest[size] != '\n' && size < kFoundBytes) {
    const std::size_t character = status::CharacterSize(rest.substr(size));
    if (character == 0) break;
    size += character;
  }
  return rest.substr(0, size);
}

}  // namespace ett::json
