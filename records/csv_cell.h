#pragma once

#include <optional>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "ett/imports/v1/file.pb.h"
#include "records/field_path.h"

namespace ett::records {

// How cells are written, and whose records they become.
struct CsvStyle {
  const Kind& kind;
  const std::string municipality;
  const imports::v1::DecimalMark decimal_mark;
  const imports::v1::DateFormat date_format;
  const std::optional<absl::TimeZone> time_zone;  // of times without an offset
};

// Sets the field to what `text` stands for; nothing for an empty one. INVALID_ARGUMENT with the
// field's path where it stands for nothing.
absl::Status SetCell(const CsvStyle& style, const FieldPath& path, absl::string_view text,
                     Message& record);

// The name of the record of this kind with this id, whose letters are made lower-case.
absl::StatusOr<std::string> NameOfId(const CsvStyle& style, const Kind& kind,
                                     absl::string_view field, absl::string_view id);

// What came, as a refusal may show it: of records of persons only what has no letters, so that no
// name is repeated.
std::string ToShow(const Kind& kind, absl::string_view text);

std::string PathOf(const FieldPath& path);

}  // namespace ett::records
