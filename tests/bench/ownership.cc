#include <iostream>

#include "chassis/flags.h"
#include "status/macros.h"
#include "tests/bench/ownership_sections.h"

namespace ett::bench {
namespace {

absl::Status Run(OwnershipBench& bench) {
  // First, while this process is small: what it has counts as its children's before they begin.
  RETURN_IF_ERROR(BodsSection(bench));
  RETURN_IF_ERROR(PositionsSection(bench));
  return GraphSection(bench);
}

}  // namespace
}  // namespace ett::bench

int main(int argc, char** argv) {
  double size = 1;
  int peer_seconds = 60;
  std::string program = "build/bench/services/ownership/ownership";
  std::string checker = "build/bench/services/ownership/bods_check";
  ett::chassis::Flags flags("Measures ownership: a table on stderr, JSON on stdout.");
  flags.Add("size", size, "Size; at 1, 1000000 companies, 3000000 holdings, 10000000 transactions");
  flags.Add("peer-seconds", peer_seconds, "Processor time after which a peer's answer is given up");
  flags.Add("server", program, "The service's program");
  flags.Add("check", checker, "The program that checks statements");
  if (const int code = flags.Parse(argc, argv); code >= 0) return code;
  if (!(size >= 0.001 && size <= 1)) {
    std::cerr << "--size: want 0.001 to 1, got " << size << '\n';
    return 2;
  }
  if (peer_seconds < 1) {
    std::cerr << "--peer-seconds: want 1 or more, got " << peer_seconds << '\n';
    return 2;
  }
  ett::bench::Report report("ownership", size, std::cerr, std::cout);
  ett::bench::OwnershipBench bench{size, absl::Seconds(peer_seconds), program, checker, report};
  const absl::Status status = ett::bench::Run(bench);
  if (status.ok()) return EXIT_SUCCESS;
  std::cerr << "not measured: " << status.message() << '\n';
  return EXIT_FAILURE;
}
