#include "chassis/data_version.h"

#include <sys/stat.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "chassis/data_version_metadata.h"
#include "chassis/request_metadata.h"
#include "figures/local_time.h"
#include "status/macros.h"

namespace ett::chassis {
namespace {

// Of the program, which may count otherwise than another: the same in all replicas of an image.
const std::string& Program() {
  static const auto& program = *new std::string([] {
    struct stat file = {};
    if (stat("/proc/self/exe", &file) != 0) return std::string("0");
    return absl::StrCat(absl::Hex(file.st_size), "-", absl::Hex(file.st_mtime));
  }());
  return program;
}

}  // namespace

absl::StatusOr<bool> TellVersion(grpc::CallbackServerContext& context, records::Records& records) {
  ASSIGN_OR_RETURN(const std::int64_t data, records.DataVersion());
  const std::string version = absl::StrCat(
      data, "/", absl::FormatCivilTime(figures::LocalDayOf(records.now())), "/", Program());
  context.AddInitialMetadata(kDataVersion, version);
  if (MetadataOf(context, kIfDataVersion) != version) return false;
  context.AddInitialMetadata(kNotModified, "1");
  return true;
}

}  // namespace ett::chassis
