#include <filesystem>
#include <iostream>

#include "chassis/flags.h"
#include "status/macros.h"
#include "tests/bench/sections.h"

namespace ett::bench {
namespace {

// Room for the databases of the service and its peers.
absl::Status MakeFolder(const std::string& folder) {
  std::error_code failed;
  std::filesystem::remove_all(folder, failed);
  std::filesystem::create_directories(folder, failed);
  return failed ? absl::UnavailableError("cannot make " + folder) : absl::OkStatus();
}

absl::Status Run(Bench& bench, int file_rows) {
  RETURN_IF_ERROR(MakeFolder(bench.folder));
  {
    ASSIGN_OR_RETURN(const auto server, Server::Start(bench.program, bench.folder + "/import"));
    RETURN_IF_ERROR(ImportSection(bench, *server));
  }
  RETURN_IF_ERROR(TablesSection(bench));
  if (file_rows > 0) RETURN_IF_ERROR(FileSection(bench, file_rows));
  // Gigabytes that nobody needs; what failed is left to be looked at.
  std::error_code ignored;
  std::filesystem::remove_all(bench.folder, ignored);
  return absl::OkStatus();
}

}  // namespace
}  // namespace ett::bench

int main(int argc, char** argv) {
  std::string program = "build/bench/services/hr/hr";
  std::string folder = "var/bench/hr";
  double size = 1;
  int file_rows = 1'000'000;
  ett::chassis::Flags flags("Measures HR against bare SQL: a table on stderr, JSON on stdout.");
  flags.Add("server", program, "The service's program");
  flags.Add("folder", folder, "Folder for databases; emptied first, and in the end");
  flags.Add("size", size, "Size of the municipality; at 1, 50000 employees, 5000000 absences");
  flags.Add("file-rows", file_rows, "Rows of the CSV file; 0 leaves it out");
  if (const int code = flags.Parse(argc, argv); code >= 0) return code;
  if (!(size > 0 && size <= 1)) {
    std::cerr << "--size: want more than 0, at most 1, got " << size << '\n';
    return 2;
  }
  ett::bench::Report report("hr", size, std::cerr, std::cout);
  ett::bench::Bench bench{
      {program, {"--decide-ahead-years=0"}}, folder, ett::bench::Municipality(size), report};
  const absl::Status status = ett::bench::Run(bench, file_rows);
  if (status.ok()) return EXIT_SUCCESS;
  std::cerr << "not measured: " << status.message() << '\n';
  return EXIT_FAILURE;
}
