#include "sql/database.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "sql/backoff.h"
#include "sql/postgres.h"
#include "status/deadline.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::sql {
namespace {

constexpr int kSqliteReaders = 3;
// Of connections to PostgreSQL.
constexpr absl::Duration kLongestAge = absl::Minutes(5);
constexpr absl::Duration kLongestWait = absl::Seconds(10);
// Of a transaction that lost a race.
constexpr int kTries = 10;
constexpr absl::Duration kFirstRetry = absl::Milliseconds(10);
constexpr absl::Duration kLongestRetry = absl::Seconds(1);
// What a statement leaves of the caller's time, so that its failure is told and not only felt.
constexpr double kLeft = 0.05;

constexpr char kReadOnly[] = " ISOLATION LEVEL REPEATABLE READ READ ONLY";

absl::Status Configure(Connection& connection, std::initializer_list<const char*> settings) {
  for (const char* setting : settings) RETURN_IF_ERROR(connection.Query(setting, {}).status());
  return absl::OkStatus();
}

// What has only read has nothing to keep.
absl::Status RollBackAfter(Connection& connection, absl::FunctionRef<absl::Status(Session&)> work) {
  absl::Status status = work(connection);
  connection.Run("ROLLBACK").IgnoreError();
  return status;
}

bool IsPostgres(absl::string_view url) {
  return absl::StartsWith(url, "postgresql://") || absl::StartsWith(url, "postgres://") ||
         absl::StartsWith(url, "host=");
}

absl::StatusOr<std::unique_ptr<Connection>> OpenServer(const std::string& url,
                                                       const std::string& password_file,
                                                       bool writes) {
  ASSIGN_OR_RETURN(const std::string target, ConnectionString(url, password_file, writes));
  absl::StatusOr<std::unique_ptr<Connection>> opened = Connection::Open(Engine::kPostgres, target);
  if (opened.ok()) return opened;
  return status::Unavailable("DATABASE_AWAY", opened.status().message());
}

// Begins a transaction of PostgreSQL whose statements end before the caller gives up.
std::string BeginText(absl::string_view mode) {
  std::string text = absl::StrCat("BEGIN", mode);
  const absl::Time deadline = status::CallerDeadline();
  if (deadline == absl::InfiniteFuture()) return text;
  const absl::Duration left = (1 - kLeft) * (deadline - absl::Now());
  const std::int64_t millis = std::max<std::int64_t>(1, absl::ToInt64Milliseconds(left));
  // No statement may take longer than a month or so.
  constexpr std::int64_t kMost = 1 << 30;
  absl::StrAppend(&text, "; SET LOCAL statement_timeout = ", std::min(millis, kMost));
  return text;
}

// A place in PostgreSQL's log, as it prints it: two halves in hexadecimal, `16/B374D848`.
std::uint64_t PlaceOf(const std::string& text) {
  const std::vector<std::string> halves = absl::StrSplit(text, '/');
  std::uint32_t high = 0;
  std::uint32_t low = 0;
  if (halves.size() != 2 || !absl::SimpleHexAtoi(halves[0], &high) ||
      !absl::SimpleHexAtoi(halves[1], &low)) {
    return 0;
  }
  return (std::uint64_t{high} << 32) + low;
}

// False when `place` lies before what was seen.
bool Raise(std::atomic<std::uint64_t>& seen, std::uint64_t place) {
  std::uint64_t known = seen.load();
  while (known < place && !seen.compare_exchange_weak(known, place)) {
  }
  return known <= place;
}

}  // namespace

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

absl::StatusOr<std::unique_ptr<Database>> Database::Open(const DatabaseOptions& options) {
  absl::string_view rest = options.url;
  const bool sqlite = absl::ConsumePrefix(&rest, "sqlite:");
  if (!sqlite && !IsPostgres(options.url)) {
    // Not all that came: it may hold a password.
    return status::InvalidField("database", "sqlite:PATH, sqlite::memory: or postgresql://…",
                                options.url.substr(0, options.url.find(':')));
  }
  if (sqlite && !options.read_url.empty()) {
    return status::InvalidField("read-database", "none, as the database is a file of SQLite",
                                "one");
  }
  auto database =
      std::unique_ptr<Database>(new Database(sqlite ? Engine::kSqlite : Engine::kPostgres));
  RETURN_IF_ERROR(sqlite ? database->OpenSqlite(std::string(rest))
                         : database->OpenPostgres(options));
  return database;
}

absl::Status Database::OpenSqlite(const std::string& path) {
  const bool memory = path == ":memory:";
  if (!memory) {
    ASSIGN_OR_RETURN(lock_, FileLock::Take(path));
  }
  const std::string target = absl::StrCat("dbname=", path, " timeout=5");
  writers_ = std::make_unique<Pool>(
      PoolOptions{1}, [target]() -> absl::StatusOr<std::unique_ptr<Connection>> {
        ASSIGN_OR_RETURN(auto writer, Connection::Open(Engine::kSqlite, target));
        RETURN_IF_ERROR(
            Configure(*writer, {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL",
                                "PRAGMA cache_size = -32768"}));
        return writer;
      });
  // The file is made and its mode set before somebody only reads it.
  RETURN_IF_ERROR(Ping());
  if (memory) return absl::OkStatus();
  own_readers_ = std::make_unique<Pool>(
      PoolOptions{kSqliteReaders}, [target]() -> absl::StatusOr<std::unique_ptr<Connection>> {
        ASSIGN_OR_RETURN(auto reader, Connection::Open(Engine::kSqlite, target + " readonly=1"));
        RETURN_IF_ERROR(
            Configure(*reader, {"PRAGMA query_only = 1", "PRAGMA wal_autocheckpoint = 0",
                                "PRAGMA cache_size = -32768"}));
        return reader;
      });
  return absl::OkStatus();
}

absl::Status Database::OpenPostgres(const DatabaseOptions& options) {
  const PoolOptions pool = {options.connections, kLongestAge, kLongestWait};
  const auto opener = [&](const std::string& url, bool writes) {
    return [url, writes, file = options.password_file] { return OpenServer(url, file, writes); };
  };
  RETURN_IF_ERROR(ConnectionString(options.url, "", /*writes=*/true).status());
  writers_ = std::make_unique<Pool>(pool, opener(options.url, /*writes=*/true));
  has_standby_ = !options.read_url.empty();
  if (!has_standby_) return absl::OkStatus();
  RETURN_IF_ERROR(ConnectionString(options.read_url, "", /*writes=*/false).status());
  own_readers_ = std::make_unique<Pool>(pool, opener(options.read_url, /*writes=*/false));
  return absl::OkStatus();
}

absl::Status Database::BeginRead(Session& session) {
  return session.Run(engine_ == Engine::kSqlite ? "BEGIN" : BeginText(kReadOnly));
}

absl::Status Database::Read(absl::FunctionRef<absl::Status(Session&)> work) {
  Pool& pool = own_readers_ == nullptr || has_standby_ ? *writers_ : *own_readers_;
  return pool.With([this](Connection& connection) { return BeginRead(connection); },
                   [&](Connection& connection) { return RollBackAfter(connection, work); });
}

absl::Status Database::ReadRecent(absl::FunctionRef<absl::Status(Session&)> work) {
  if (!has_standby_) return Read(work);
  bool begun = false;
  const absl::Status status =
      own_readers_->With([this](Connection& connection) { return BeginOnStandby(connection); },
                         [&](Connection& connection) {
                           begun = true;
                           return RollBackAfter(connection, work);
                         });
  // What `work` has begun it does not begin again.
  return begun ? status : Read(work);
}

absl::Status Database::BeginOnStandby(Session& session) {
  RETURN_IF_ERROR(BeginRead(session));
  const auto rows = session.Query("SELECT CAST(pg_last_wal_replay_lsn() AS TEXT)", {});
  // A server that replays nothing is no standby (any more): there is nothing to be behind.
  if (rows.ok() && (IsNull((*rows)[0][0]) || Raise(seen_, PlaceOf(Text((*rows)[0][0]))))) {
    return absl::OkStatus();
  }
  session.Run("ROLLBACK").IgnoreError();
  return rows.ok() ? absl::FailedPreconditionError("the standby is behind") : rows.status();
}

void Database::SeeWritten(Session& session) {
  if (!has_standby_) return;
  const auto rows = session.Query("SELECT CAST(pg_current_wal_insert_lsn() AS TEXT)", {});
  if (rows.ok()) Raise(seen_, PlaceOf(Text((*rows)[0][0])));
}

absl::Status Database::Transact(absl::FunctionRef<absl::Status(Session&)> work) {
  for (int attempt = 0;; ++attempt) {
    absl::Status status = TransactOnce(work);
    if (!absl::IsAborted(status)) return status;
    // An etag that does not match is ABORTED too, by decision of the caller: not a lost race.
    if (status.GetPayload("type.googleapis.com/google.rpc.ErrorInfo") || attempt + 1 >= kTries) {
      return status;
    }
    absl::SleepFor(Backoff(attempt, kFirstRetry, kLongestRetry));
  }
}

absl::Status Database::TransactOnce(absl::FunctionRef<absl::Status(Session&)> work) {
  const auto begin = [this](Connection& connection) {
    return connection.Run(engine_ == Engine::kSqlite ? "BEGIN IMMEDIATE" : BeginText(""));
  };
  return writers_->With(begin, [&](Connection& connection) -> absl::Status {
    absl::Status status = work(connection);
    if (status.ok()) status = connection.Run("COMMIT");
    if (!status.ok()) {
      connection.Run("ROLLBACK").IgnoreError();
      return status;
    }
    SeeWritten(connection);
    return status;
  });
}

absl::Status Database::Ping() {
  const auto ask = [](Connection& connection) { return connection.Query("SELECT 1", {}).status(); };
  const auto nothing = [](Connection&) { return absl::OkStatus(); };
  return writers_->With(ask, nothing);
}

}  // namespace ett::sql
