#include "records/archive.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "status/errors.h"

namespace ett::records {
namespace {

// The records at the end of a ZIP file, of which a comment may imitate one, begin with this.
constexpr absl::string_view kEnd("PK\5\6", 4);
constexpr std::size_t kEndSize = 22;
constexpr std::size_t kLongestComment = 0xFFFF;

// What the file says of how many parts it has, before room is made for them.
bool SaysTooMany(absl::string_view bytes) {
  const std::size_t tail = std::min(bytes.size(), kEndSize + kLongestComment);
  const absl::string_view end = bytes.substr(bytes.size() - tail);
  for (std::size_t at = end.find(kEnd); at != end.npos; at = end.find(kEnd, at + 1)) {
    if (at + 12 > end.size()) continue;
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(end[at + i]); };
    if (byte(10) + 256 * byte(11) > Archive::kMostParts) return true;
  }
  return false;
}

absl::Status Damaged(absl::string_view came) {
  return status::InvalidField("chunk", "a workbook", came, "MALFORMED_WORKBOOK");
}

}  // namespace

absl::StatusOr<std::unique_ptr<Archive>> Archive::Open(std::string bytes,
                                                       std::int64_t most_unpacked) {
  if (SaysTooMany(bytes)) {
    return status::InvalidField("chunk", absl::StrCat("at most ", kMostParts, " parts"), "more",
                                "TOO_LARGE");
  }
  std::unique_ptr<Archive> archive(new Archive(std::move(bytes), most_unpacked));
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(archive->bytes_.data(), archive->bytes_.size(),
                                                  /*freep=*/0, &error);
  if (source != nullptr) archive->zip_.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
  if (archive->zip_ != nullptr) return archive;
  if (source != nullptr) zip_source_free(source);
  const absl::Status damaged = Damaged(zip_error_strerror(&error));
  zip_error_fini(&error);
  return damaged;
}

bool Archive::Has(const std::string& name) const {
  return zip_name_locate(zip_.get(), name.c_str(), 0) >= 0;
}

absl::StatusOr<Archive::Part> Archive::Find(const std::string& name) {
  zip_file_t* file = zip_fopen(zip_.get(), name.c_str(), 0);
  if (file != nullptr) return Part(*this, file, name);
  return Damaged(absl::StrCat(name, ": ", zip_strerror(zip_.get())));
}

absl::StatusOr<std::string> Archive::Part::Read(std::size_t most) {
  std::string bytes(most, '\0');
  const zip_int64_t size = zip_fread(file_.get(), bytes.data(), most);
  if (size < 0) {
    return Damaged(absl::StrCat(name_, ": ", zip_file_strerror(file_.get())));
  }
  bytes.resize(static_cast<std::size_t>(size));
  archive_->unpacked_ += size;
  if (archive_->unpacked_ <= archive_->most_unpacked_) return bytes;
  return status::InvalidField(
      "chunk",
      absl::StrCat("a workbook that unpacks to at most ", archive_->most_unpacked_, " bytes"),
      absl::StrCat("more, in ", name_), "TOO_LARGE");
}

}  // namespace ett::records
