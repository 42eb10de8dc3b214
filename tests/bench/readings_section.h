#pragma once

#include <string>

#include "absl/status/status.h"
#include "tests/bench/readings_town.h"
#include "tests/bench/report.h"
#include "tests/bench/server.h"

namespace ett::bench {

struct ReadingsBench {
  const Program program;
  const std::string folder;  // for databases: the service's in `service`, the peer's in `peer.db`
  const ReadingsTown town;
  Report& report;
};

// Streams a year of quarters into the service and puts them into the peer, a month at a time; then
// asks both for the year's energy by building and carrier, before and after a day is corrected.
absl::Status ReadingsSection(ReadingsBench& bench);

// Streams the same into the service on PostgreSQL, and copies it into rows there.
absl::Status PostgresSection(ReadingsBench& bench);

// Fits the daily model to the year of 400 buildings, on one core and on all.
void ModelsSection(Report& report);

}  // namespace ett::bench
