#pragma once

#include <libpq-fe.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "tests/bench/readings_feed.h"

namespace ett::bench {

// A row for each value in PostgreSQL, keyed by meter and time, filled by COPY.
class CopyPeer {
 public:
  // On an empty database.
  static absl::StatusOr<std::unique_ptr<CopyPeer>> Create(const std::string& url);

  // One COPY; how long it took with the commit. The rows are made texts before that.
  absl::StatusOr<absl::Duration> Copy(const std::vector<ValueRow>& rows);

 private:
  struct Close {
    void operator()(PGconn* connection) const { PQfinish(connection); }
    void operator()(PGresult* result) const { PQclear(result); }
  };
  using Connection = std::unique_ptr<PGconn, Close>;
  using Result = std::unique_ptr<PGresult, Close>;

  explicit CopyPeer(Connection connection) : connection_(std::move(connection)) {}
  absl::Status Check(const Result& result, ExecStatusType wanted) const;
  absl::Status Failed() const;

  const Connection connection_;
};

}  // namespace ett::bench
