#pragma once

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "tests/bench/report.h"

namespace ett::bench {

struct BodsBench {
  const std::string program;  // bods_check
  const std::string server;   // the service's
  const std::string folder;   // for the file; it exists
  const std::int64_t statements;
  Report& report;
};

// Reads and checks a file of statements of BODS 0.4, beside jq that parses it: the processors' time
// of both, and the most memory.
absl::Status MeasureBods(BodsBench& bench);

// The service takes in such a file, in a dry run and then to keep it, beside jq by the clock; and
// its most memory after each.
absl::Status MeasureStatementImport(BodsBench& bench);

}  // namespace ett::bench
