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

  // At once, without a word to whoever is connected; and back again.
  absl::Status Kill();
  absl::Status Start();

  // A hot standby of the whole server, made at the first call, and the URL of a database there.
  absl::StatusOr<std::string> OnStandby(const std::string& url);

  // A pgbouncer that hands `connections` to each database on by transaction, started at the first
  // call, and the URL of a database through it.
  absl::StatusOr<std::string> ThroughBouncer(const std::string& url, int connections);

 private:
  // A command of PostgreSQL, or another one, as the user that may run it.
  absl::Status Run(const std::string& command) const;
  absl::Status StartIn(const std::string& name) const;
  // When what listens in a folder answers; an error when it does not within ten seconds.
  absl::Status Answers(const std::string& folder) const;
  static std::string WithHost(const std::string& url, const std::string& host);
  std::string UrlOf(const std::string& database) const;

  const std::string directory_;
  const std::string as_;  // what commands are run with, so that they are not root's
  absl::Status started_;
  int count_ = 0;
  bool has_standby_ = false;
  bool has_bouncer_ = false;
};

}  // namespace ett::sql
