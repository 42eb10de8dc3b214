#include "sql/database.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <functional>
#include <random>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::sql {
namespace {

constexpr int kSqliteReaders = 3;
constexpr int kPostgresConnections = 8;
constexpr int kTries = 10;

// Full jitter: up to 10 ms doubled with every try, at most a second.
absl::Duration Backoff(int attempt) {
  thread_local std::minstd_rand random(std::random_device{}());
  const int limit_ms = std::min(10 << attempt, 1000);
  return absl::Milliseconds(std::uniform_int_distribution<int>(1, limit_ms)(random));
}

absl::Status Configure(Connection& connection, std::initializer_list<const char*> settings) {
  for (const char* setting : settings) RETURN_IF_ERROR(connection.Query(setting, {}).status());
  return absl::OkStatus();
}

}  // namespace

class Database::Pool {
 public:
  using Opener = std::function<absl::StatusOr<std::unique_ptr<Connection>>()>;

  Pool(int size, Opener open) : open_(std::move(open)), unopened_(size) {}

  void Add(std::unique_ptr<Connection> connection) {
    absl::MutexLock lock(&mutex_);
    idle_.push_back(std::move(connection));
    --unopened_;
  }

  // Waits for a free connection, lends it to `work`, and drops it when it turns out to be lost.
  absl::Status With(absl::FunctionRef<absl::Status(Connection&)> work) {
    ASSIGN_OR_RETURN(std::unique_ptr<Connection> connection, Take());
    absl::Status status = work(*connection);
    const bool lost = absl::IsUnavailable(status) && open_ != nullptr;
    absl::MutexLock lock(&mutex_);
    if (lost) {
      ++unopened_;
    } else {
      idle_.push_back(std::move(connection));
    }
    return status;
  }

 private:
  absl::StatusOr<std::unique_ptr<Connection>> Take() {
    {
      absl::MutexLock lock(&mutex_);
      mutex_.Await(absl::Condition(this, &Pool::Available));
      if (!idle_.empty()) {
        std::unique_ptr<Connection> connection = std::move(idle_.back());
        idle_.pop_back();
        return connection;
      }
      --unopened_;
    }
    absl::StatusOr<std::unique_ptr<Connection>> opened = open_();
    if (!opened.ok()) {
      absl::MutexLock lock(&mutex_);
      ++unopened_;
    }
    return opened;
  }

  bool Available() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return !idle_.empty() || (unopened_ > 0 && open_ != nullptr);
  }

  const Opener open_;
  absl::Mutex mutex_;
  std::vector<std::unique_ptr<Connection>> idle_ ABSL_GUARDED_BY(mutex_);
  int unopened_ ABSL_GUARDED_BY(mutex_);
};

// Held as long as the process lives, so that no second one opens the file.
class Database::FileLock {
 public:
  static absl::StatusOr<std::unique_ptr<FileLock>> Take(const std::string& path) {
    const std::string name = path + ".lock";
    const int file = open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (file < 0) return absl::UnavailableError(absl::StrCat("cannot create ", name));
    if (flock(file, LOCK_EX | LOCK_NB) != 0) {
      close(file);
      return absl::UnavailableError(
          absl::StrCat(path, " is open in another process: a SQLite database has one"));
    }
    return std::unique_ptr<FileLock>(new FileLock(file));
  }
  ~FileLock() { close(file_); }

 private:
  explicit FileLock(int file) : file_(file) {}
  const int file_;
};

Database::Database(Engine engine) : engine_(engine) {}
Database::~Database() = default;

absl::StatusOr<std::unique_ptr<Database>> Database::Open(const std::string& url) {
  absl::string_view rest = url;
  const bool sqlite = absl::ConsumePrefix(&rest, "sqlite:");
  if (!sqlite && !absl::StartsWith(url, "postgresql://") && !absl::StartsWith(url, "host=")) {
    return status::InvalidField("database", "sqlite:PATH, sqlite::memory: or postgresql://…", url);
  }
  auto database =
      std::unique_ptr<Database>(new Database(sqlite ? Engine::kSqlite : Engine::kPostgres));
  RETURN_IF_ERROR(sqlite ? database->OpenSqlite(std::string(rest)) : database->OpenPostgres(url));
  return database;
}

absl::Status Database::OpenSqlite(const std::string& path) {
  const bool memory = path == ":memory:";
  if (!memory) {
    ASSIGN_OR_RETURN(lock_, FileLock::Take(path));
  }
  const std::string target = absl::StrCat("dbname=", path, " timeout=5");
  ASSIGN_OR_RETURN(auto writer, Connection::Open(Engine::kSqlite, target));
  RETURN_IF_ERROR(Configure(*writer, {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL",
                                      "PRAGMA cache_size = -32768"}));
  writers_ = std::make_unique<Pool>(1, nullptr);
  writers_->Add(std::move(writer));
  readers_ = writers_.get();
  if (memory) return absl::OkStatus();
  own_readers_ = std::make_unique<Pool>(
      kSqliteReaders, [target]() -> absl::StatusOr<std::unique_ptr<Connection>> {
        ASSIGN_OR_RETURN(auto reader, Connection::Open(Engine::kSqlite, target + " readonly=1"));
        RETURN_IF_ERROR(
            Configure(*reader, {"PRAGMA query_only = 1", "PRAGMA wal_autocheckpoint = 0",
                                "PRAGMA cache_size = -32768"}));
        return reader;
      });
  readers_ = own_readers_.get();
  return absl::OkStatus();
}

absl::Status Database::OpenPostgres(const std::string& conninfo) {
  writers_ = std::make_unique<Pool>(
      kPostgresConnections, [conninfo]() -> absl::StatusOr<std::unique_ptr<Connection>> {
        ASSIGN_OR_RETURN(auto connection, Connection::Open(Engine::kPostgres, conninfo));
        RETURN_IF_ERROR(connection->Execute("SET client_min_messages = warning").status());
        return connection;
      });
  readers_ = writers_.get();
  return Ping();
}

absl::Status Database::Read(absl::FunctionRef<absl::Status(Session&)> work) {
  return readers_->With([&](Connection& connection) -> absl::Status {
    RETURN_IF_ERROR(connection
                        .Execute(engine_ == Engine::kSqlite
                                     ? "BEGIN"
                                     : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                        .status());
    absl::Status status = work(connection);
    // Nothing was written, so there is nothing to keep.
    connection.Execute("ROLLBACK").status().IgnoreError();
    return status;
  });
}

absl::Status Database::Transact(absl::FunctionRef<absl::Status(Session&)> work) {
  for (int attempt = 0;; ++attempt) {
    absl::Status status = TransactOnce(work);
    if (!absl::IsAborted(status)) return status;
    // An etag that does not match is ABORTED too, by decision of the caller: not a lost race.
    if (status.GetPayload("type.googleapis.com/google.rpc.ErrorInfo") || attempt + 1 >= kTries) {
      return status;
    }
    absl::SleepFor(Backoff(attempt));
  }
}

absl::Status Database::TransactOnce(absl::FunctionRef<absl::Status(Session&)> work) {
  return writers_->With([&](Connection& connection) -> absl::Status {
    RETURN_IF_ERROR(
        connection.Execute(engine_ == Engine::kSqlite ? "BEGIN IMMEDIATE" : "BEGIN").status());
    absl::Status status = work(connection);
    if (status.ok()) status = connection.Execute("COMMIT").status();
    if (!status.ok()) connection.Execute("ROLLBACK").status().IgnoreError();
    return status;
  });
}

absl::Status Database::Ping() {
  return readers_->With(
      [](Connection& connection) { return connection.Query("SELECT 1", {}).status(); });
}

}  // namespace ett::sql
