#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "tests/bench/readings_feed.h"

namespace ett::bench {

// What the store of readings is compared with: a row for each value in a SQLite file with the
// service's settings, keyed by meter and time.
class ReadingsPeer {
 public:
  // `path` does not exist yet.
  static absl::StatusOr<std::unique_ptr<ReadingsPeer>> Create(const std::string& path);

  // What meters measure and where.
  absl::Status AddMeter(std::int64_t meter, const std::string& building, int carrier);
  // One prepared INSERT, many rows a transaction; how long it took, with the commits.
  absl::StatusOr<absl::Duration> Insert(const std::vector<ValueRow>& rows);
  // By building and carrier; how long it took on a fresh connection, and the sum of all.
  absl::StatusOr<absl::Duration> SumByBuildingAndCarrier(std::int64_t from, std::int64_t to,
                                                         std::int64_t& sum_wh) const;
  // All that is in the log goes to the file.
  absl::Status Checkpoint();

 private:
  struct Close {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  using Database = std::unique_ptr<sqlite3, Close>;

  ReadingsPeer(std::string path, Database database)
      : path_(std::move(path)), database_(std::move(database)) {}
  absl::Status Execute(const std::string& statements);
  absl::Status Check(int code) const;

  const std::string path_;
  const Database database_;
};

}  // namespace ett::bench
