#pragma once

#include <string>

#include "absl/status/statusor.h"

namespace ett::sql {

// Debian's PostgreSQL, started for tests and measurements in a temporary directory, on a Unix
// socket in it, and gone with this. It refuses to run as root, so root lends it another user.
class PostgresServer {
 public:
  // Without fsync it is faster, and nothing survives a power loss.
  explicit PostgresServer(bool fsync);
  ~PostgresServer();
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;

  // The URL of a database that is new. UNAVAILABLE when the server could not be started.
  absl::StatusOr<std::string> NewDatabase();
  // Where its files are.
  const std::string& directory() const { return directory_; }

 private:
  std::string UrlOf(const std::string& database) const;

  const std::string directory_;
  const std::string as_;  // what commands are run with, so that they are not root's
  bool started_ = false;
  int count_ = 0;
};

}  // namespace ett::sql
