#pragma once

#include <string>

#include "absl/status/status.h"
#include "tests/bench/municipality.h"
#include "tests/bench/report.h"
#include "tests/bench/server.h"

namespace ett::bench {

// What all sections share.
struct Bench {
  const Program program;
  const std::string folder;  // for databases: the service's in `import`, the peer's in `peer.db`
  const Municipality municipality;
  Report& report;
};

// Streams the whole municipality into `server`, which is empty, a year at a time, and each part of
// it into the peer. Sections after it find the municipality there.
absl::Status ImportSection(Bench& bench, Server& server);

// Asks for a year's sick leave by unit, month and sex, beside a GROUP BY of the same records:
// before and after it was decided what is published, and after corrections, by a service that has
// nothing in memory yet.
absl::Status TablesSection(Bench& bench);

// Streams a CSV file of `rows` absences into a service of its own.
absl::Status FileSection(Bench& bench, int rows);

}  // namespace ett::bench
