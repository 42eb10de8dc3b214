#include <filesystem>
#include <iostream>

#include "chassis/flags.h"
#include "status/macros.h"
#include "tests/bench/readings_section.h"

namespace ett::bench {
namespace {

absl::Status Run(ReadingsBench& bench) {
  std::error_code failed;
  std::filesystem::remove_all(bench.folder, failed);
  std::filesystem::create_directories(bench.folder, failed);
  if (failed) return absl::UnavailableError("cannot make " + bench.folder);
  ModelsSection(bench.report);
  RETURN_IF_ERROR(ReadingsSection(bench));
  RETURN_IF_ERROR(PostgresSection(bench));
  // Gigabytes that nobody needs; what failed is left to be looked at.
  std::filesystem::remove_all(bench.folder, failed);
  return absl::OkStatus();
}

}  // namespace
}  // namespace ett::bench

int main(int argc, char** argv) {
  std::string program = "build/bench/services/property/property";
  std::string folder = "var/bench/property";
  double size = 1;
  ett::chassis::Flags flags(
      "Measures property's readings against a row for each: a table on stderr, JSON on stdout.");
  flags.Add("server", program, "The service's program");
  flags.Add("folder", folder, "Folder for databases; emptied first, and in the end");
  flags.Add("size", size, "Size of the municipality; at 1, 2000 meters, 70080000 quarters");
  if (const int code = flags.Parse(argc, argv); code >= 0) return code;
  if (!(size > 0 && size <= 1)) {
    std::cerr << "--size: want more than 0, at most 1, got " << size << '\n';
    return 2;
  }
  ett::bench::Report report("property", size, std::cerr, std::cout);
  ett::bench::ReadingsBench bench{{program}, folder, ett::bench::ReadingsTown(size), report};
  const absl::Status status = ett::bench::Run(bench);
  if (status.ok()) return EXIT_SUCCESS;
  std::cerr << "not measured: " << status.message() << '\n';
  return EXIT_FAILURE;
}
