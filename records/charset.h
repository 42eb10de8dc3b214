#pragma once

#include <memory>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "ett/imports/v1/file.pb.h"

namespace ett::records {

// Text of a file's encoding to UTF-8 and back. Used by one thread.
class Charset {
 public:
  explicit Charset(imports::v1::Encoding encoding);
  ~Charset();
  Charset(const Charset&) = delete;
  Charset& operator=(const Charset&) = delete;

  // Nothing where the bytes are no text of the encoding.
  std::optional<std::string> ToUtf8(absl::string_view bytes);
  // What the encoding lacks becomes something like it, or `?`.
  std::string FromUtf8(absl::string_view text);

 private:
  void* const to_utf8_;
  void* const from_utf8_;
};

// Whether the bytes are UTF-8. Where they are a beginning, a character may be cut at its end.
bool IsUtf8(absl::string_view bytes, bool is_beginning);

}  // namespace ett::records
