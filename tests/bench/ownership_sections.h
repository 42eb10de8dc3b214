#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "tests/bench/report.h"

namespace ett::bench {

// What all sections share.
struct OwnershipBench {
  const double size;               // at 1, 1 000 000 companies with 3 000 000 holdings
  const absl::Duration peer_time;  // of the processor, that one answer of a peer may take
  const std::string program;       // the service's
  const std::string checker;       // bods_check
  Report& report;
};

// Effective ownership of one owner in all companies beside Eigen's SparseLU of the whole system,
// control beside a plain breadth-first search, and both after a change beside a graph built anew.
absl::Status GraphSection(OwnershipBench& bench);

// A company's position on a day, asked of the service, among ten million transactions beside among
// ten thousand.
absl::Status PositionsSection(OwnershipBench& bench);

// A file of statements of BODS 0.4, read and checked, and taken in by the service, beside jq that
// parses it: the processors' time of each, and the most memory.
absl::Status BodsSection(OwnershipBench& bench);

}  // namespace ett::bench
