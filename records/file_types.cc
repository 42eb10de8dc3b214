#include "records/file_types.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::records {
namespace {

// Compound files of Microsoft: .xls, and .xlsx under a password.
constexpr absl::string_view kCompoundFile = "\xD0\xCF\x11\xE0";

std::string NamesOf(const std::vector<FileFormat>& formats) {
  return absl::StrCat(kCsv, ", ",
                      absl::StrJoin(formats, ", ", [](std::string* out, const FileFormat& format) {
                        out->append(format.name);
                      }));
}

absl::StatusOr<const FileFormat*> Named(const std::vector<FileFormat>& formats,
                                        const std::string& name) {
  if (name == kCsv) return nullptr;
  for (const FileFormat& format : formats) {
    if (format.name == name) return &format;
  }
  return status::InvalidField("format", absl::StrCat("one of ", NamesOf(formats)), name,
                              "UNKNOWN_FORMAT");
}

absl::StatusOr<const FileFormat*> Detected(const std::vector<FileFormat>& formats,
                                           absl::string_view head) {
  for (const FileFormat& format : formats) {
    if (format.recognises(head)) return &format;
  }
  if (absl::StartsWith(head, kCompoundFile)) {
    return status::InvalidField("chunk", "a workbook as .xlsx without a password",
                                "an older one, or one with a password", "UNSUPPORTED");
  }
  if (absl::StrContains(head.substr(0, 8), "<?xml")) {
    return status::InvalidField("format", absl::StrCat("one of ", NamesOf(formats)), "other XML",
                                "UNKNOWN_FORMAT");
  }
  return nullptr;
}

}  // namespace

absl::StatusOr<const FileFormat*> ChooseFormat(const std::vector<FileFormat>& formats,
                                               const imports::v1::ImportFileRequest& asked,
                                               absl::string_view head) {
  const FileFormat* format = nullptr;
  if (asked.format().empty()) {
    ASSIGN_OR_RETURN(format, Detected(formats, head));
  } else {
    ASSIGN_OR_RETURN(format, Named(formats, asked.format()));
  }
  if (format == nullptr || format->collection.empty() || format->collection == asked.collection()) {
    return format;
  }
  return status::InvalidField("collection",
                              absl::StrCat(format->collection, ", which ", format->name, " has"),
                              asked.collection(), "UNSUPPORTED");
}

}  // namespace ett::records
