#include "records/charset.h"

#include <iconv.h>

#include <algorithm>
#include <cerrno>

#include "absl/strings/ascii.h"

namespace ett::records {
namespace {

const char* NameOf(imports::v1::Encoding encoding) {
  switch (encoding) {
    case imports::v1::ENCODING_ISO_8859_1:
      return "ISO-8859-1";
    case imports::v1::ENCODING_WINDOWS_1252:
      return "WINDOWS-1252";
    default:
      return "UTF-8";
  }
}

// How many bytes could be converted; `error` is 0, or why the rest could not.
std::size_t Convert(void* converter, absl::string_view bytes, std::string& out, int& error) {
  char* in = const_cast<char*>(bytes.data());
  std::size_t left = bytes.size();
  error = 0;
  iconv(converter, nullptr, nullptr, nullptr, nullptr);
  while (left > 0 && error == 0) {
    char buffer[4096];
    char* to = buffer;
    std::size_t room = sizeof buffer;
    const bool failed = iconv(converter, &in, &left, &to, &room) == static_cast<std::size_t>(-1);
    error = failed && errno != E2BIG ? errno : 0;
    out.append(buffer, sizeof buffer - room);
  }
  return bytes.size() - left;
}

}  // namespace

Charset::Charset(imports::v1::Encoding encoding)
    : to_utf8_(iconv_open("UTF-8", NameOf(encoding))),
      from_utf8_(iconv_open((std::string(NameOf(encoding)) + "//TRANSLIT").c_str(), "UTF-8")) {}

Charset::~Charset() {
  iconv_close(to_utf8_);
  iconv_close(from_utf8_);
}

std::optional<std::string> Charset::ToUtf8(absl::string_view bytes) {
  // The same in every encoding here, and most of most files.
  if (std::all_of(bytes.begin(), bytes.end(), absl::ascii_isascii)) return std::string(bytes);
  std::string text;
  int error = 0;
  Convert(to_utf8_, bytes, text, error);
  if (error != 0) return std::nullopt;
  return text;
}

std::string Charset::FromUtf8(absl::string_view text) {
  std::string bytes;
  int error = 0;
  while (!text.empty()) {
    text.remove_prefix(Convert(from_utf8_, text, bytes, error));
    if (error == 0) break;
    bytes.push_back('?');
    text.remove_prefix(1);
  }
  return bytes;
}

bool IsUtf8(absl::string_view bytes, bool is_beginning) {
  const iconv_t checker = iconv_open("UTF-8", "UTF-8");
  std::string ignored;
  int error = 0;
  Convert(checker, bytes, ignored, error);
  iconv_close(checker);
  return error == 0 || (is_beginning && error == EINVAL);
}

}  // namespace ett::records
