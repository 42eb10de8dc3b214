#pragma once

#include <zip.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace ett::records {

// A ZIP file in memory, of which at most so much is unpacked.
class Archive {
 public:
  static constexpr int kMostParts = 10'000;

  // At most `most_unpacked` bytes are unpacked, over all parts. INVALID_ARGUMENT for bytes that are
  // no ZIP file.
  static absl::StatusOr<std::unique_ptr<Archive>> Open(std::string bytes,
                                                       std::int64_t most_unpacked);

  // A part that is read from its beginning. The archive must outlive it.
  class Part {
   public:
    // The next bytes, at most `most`; empty at the end. INVALID_ARGUMENT where the part is damaged,
    // or all parts together are too large.
    absl::StatusOr<std::string> Read(std::size_t most);

   private:
    friend class Archive;
    Part(Archive& archive, zip_file_t* file, std::string name)
        : archive_(&archive), file_(file, zip_fclose), name_(std::move(name)) {}
    Archive* archive_;
    std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file_;
    std::string name_;
  };

  bool Has(const std::string& name) const;
  absl::StatusOr<Part> Find(const std::string& name);

 private:
  Archive(std::string bytes, std::int64_t most_unpacked)
      : bytes_(std::move(bytes)), most_unpacked_(most_unpacked) {}

  const std::string bytes_;
  const std::int64_t most_unpacked_;
  std::unique_ptr<zip_t, void (*)(zip_t*)> zip_{nullptr, zip_discard};
  std::int64_t unpacked_ = 0;
};

}  // namespace ett::records
