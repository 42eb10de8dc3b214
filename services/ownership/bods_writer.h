#pragma once

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/ownership/bods_json.h"
#include "services/ownership/bods_statement.h"

namespace ett::ownership::bods {

enum class Layout { kArray, kLines };

// Called with what is next of the file. The first error ends the writing.
using OnBytes = std::function<absl::Status(absl::string_view bytes)>;

// Writes statements of BODS 0.4: the same statements give the same bytes.
class StatementWriter {
 public:
  // `publication` is that of statements without one of their own.
  StatementWriter(Publication publication, Layout layout, OnBytes on_bytes);
  StatementWriter(const StatementWriter&) = delete;
  StatementWriter& operator=(const StatementWriter&) = delete;

  // The statement's id. An empty one is derived from the content and the publisher, whatever the
  // day of publication: a UUID of version 5 (RFC 9562). INVALID_ARGUMENT, and nothing written, for
  // a statement that breaks the schema or holds a Norwegian birth number.
  absl::StatusOr<std::string> Write(const Statement& statement);
  // After the last statement.
  absl::Status Finish();

 private:
  absl::Status Check(const std::string& text);

  const Publication publication_;
  const Layout layout_;
  const OnBytes on_bytes_;
  JsonDocument document_;
  bool begun_ = false;
};

}  // namespace ett::ownership::bods
