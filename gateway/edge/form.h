#pragma once

#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace ett::edge {

// A field of a form, or the next bytes of a file.
struct FormPiece {
  absl::string_view name;
  bool is_file = false;
  absl::string_view bytes;
};

// Reads multipart/form-data (RFC 7578) as it comes.
class Form {
 public:
  // `most`: bytes of a field; a file may have any number.
  Form(const std::string& boundary, std::size_t most);

  using OnPiece = absl::FunctionRef<absl::Status(const FormPiece&)>;
  // INVALID_ARGUMENT for what is no form; or what `on_piece` says.
  absl::Status Take(absl::string_view bytes, OnPiece on_piece);
  absl::Status End() const;

 private:
  enum class Place { kStart, kHeaders, kContent, kEnd };

  absl::Status ReadContent(OnPiece on_piece, bool& more);
  absl::Status Pass(std::size_t size, OnPiece on_piece);
  absl::Status ReadHeaders(bool& more);

  const std::string delimiter_;  // CRLF, two hyphens, the boundary
  const std::size_t most_;
  Place place_ = Place::kStart;
  std::string bytes_ = "\r\n";  // not read yet; the first delimiter may be without a line before it
  std::string name_;
  bool is_file_ = false;
};

}  // namespace ett::edge
