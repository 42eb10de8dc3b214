#include <filesystem>
#include <iostream>

#include "chassis/flags.h"
#include "tests/bench/bods_section.h"

int main(int argc, char** argv) {
  std::string program = "build/bench/services/ownership/bods_check";
  std::string server = "build/bench/services/ownership/ownership";
  std::string folder = "var/bench/bods";
  double size = 1;
  ett::chassis::Flags flags(
      "Measures the checks of BODS against jq: a table on stderr, JSON on stdout.");
  flags.Add("check", program, "The program that checks");
  flags.Add("server", server, "The service's program");
  flags.Add("folder", folder, "Folder for the file");
  flags.Add("size", size, "Size of the file; at 1, 1000000 statements");
  if (const int code = flags.Parse(argc, argv); code >= 0) return code;
  if (!(size > 0 && size <= 100)) {
    std::cerr << "--size: want more than 0, at most 100, got " << size << '\n';
    return 2;
  }
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  ett::bench::Report report("bods", size, std::cerr, std::cout);
  ett::bench::BodsBench bench{program, server, folder,
                              static_cast<std::int64_t>(size * 100'000) * 10, report};
  absl::Status status = ett::bench::MeasureBods(bench);
  if (status.ok()) status = ett::bench::MeasureStatementImport(bench);
  if (status.ok()) return EXIT_SUCCESS;
  std::cerr << "not measured: " << status.message() << '\n';
  return EXIT_FAILURE;
}
