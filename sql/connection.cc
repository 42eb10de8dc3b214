#include "sql/connection.h"

#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <nlohmann/json.hpp>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "sql/bound.h"
#include "sql/postgres.h"
#include "status/deadline.h"
#include "status/macros.h"

namespace ett::sql {
namespace {

absl::StatusCode CodeOfSqlite(int extended) {
  switch (extended) {
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_UNIQUE:
      return absl::StatusCode::kAlreadyExists;
    case SQLITE_CONSTRAINT_FOREIGNKEY:
    case SQLITE_CONSTRAINT_CHECK:
    case SQLITE_CONSTRAINT_NOTNULL:
      return absl::StatusCode::kFailedPrecondition;
    default:
      break;
  }
  switch (extended & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return absl::StatusCode::kAborted;
    case SQLITE_FULL:
      return absl::StatusCode::kResourceExhausted;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
      return absl::StatusCode::kUnavailable;
    case SQLITE_INTERRUPT:
      return absl::StatusCode::kDeadlineExceeded;
    default:
      return absl::StatusCode::kInternal;
  }
}

// Steps of SQLite's machine between two looks at the clock: some tens of microseconds.
constexpr int kStepsBetweenLooks = 10000;

int IsTooLate(void*) { return absl::Now() > status::CallerDeadline() ? 1 : 0; }

sqlite_api::sqlite3* SqliteOf(soci::session& session) {
  return static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_;
}

pg_conn& PostgresOf(soci::session& session) {
  return *static_cast<soci::postgresql_session_backend*>(session.get_backend())->conn_;
}

absl::Status TooLate(const std::string& cause) {
  return absl::DeadlineExceededError(
      absl::StrCat("the database did not answer in the time that the caller waits", cause));
}

bool LostConnection(absl::string_view message) {
  return absl::StrContains(message, "server closed the connection") ||
         absl::StrContains(message, "no connection to the server") ||
         absl::StrContains(message, "onnection refused") ||
         absl::StrContains(message, "could not connect");
}

}  // namespace

std::string IsAmong(Engine engine, absl::string_view column, absl::string_view parameter) {
  if (engine == Engine::kSqlite) {
    return absl::StrCat(column, " IN (SELECT value FROM json_each(", parameter, "))");
  }
  return absl::StrCat(column, " = ANY (ARRAY(SELECT json_array_elements_text(CAST(", parameter,
                      " AS json))))");
}

Value ListOf(const std::vector<std::string>& texts) {
  using Json = nlohmann::json;
  return Json(texts).dump(-1, ' ', false, Json::error_handler_t::replace);
}

absl::StatusOr<std::unique_ptr<Connection>> Connection::Open(Engine engine,
                                                             const std::string& target) {
  try {
    const soci::backend_factory& factory =
        engine == Engine::kSqlite
            ? static_cast<const soci::backend_factory&>(*soci::factory_sqlite3())
            : *soci::factory_postgresql();
    auto session = std::make_unique<soci::session>(factory, target);
    if (engine == Engine::kSqlite) {
      sqlite_api::sqlite3_progress_handler(SqliteOf(*session), kStepsBetweenLooks, IsTooLate,
                                           nullptr);
    } else {
      DropNotices(PostgresOf(*session));
    }
    return std::unique_ptr<Connection>(new Connection(engine, std::move(session)));
  } catch (const std::exception& error) {
    return absl::UnavailableError(absl::StrCat("the database cannot be opened: ", error.what()));
  }
}

Connection::Connection(Engine engine, std::unique_ptr<soci::session> session)
    : engine_(engine), session_(std::move(session)) {}

Connection::~Connection() = default;

absl::Status Connection::FromException(const std::exception& error) {
  absl::StatusCode code = absl::StatusCode::kInternal;
  if (engine_ == Engine::kSqlite) {
    code = CodeOfSqlite(sqlite_api::sqlite3_extended_errcode(SqliteOf(*session_)));
  } else if (const auto* known = dynamic_cast<const soci::postgresql_soci_error*>(&error)) {
    code = CodeOfState(known->sqlstate());
  }
  if (code == absl::StatusCode::kInternal && LostConnection(error.what())) {
    code = absl::StatusCode::kUnavailable;
  }
  return Judged(absl::Status(code, error.what()));
}

absl::Status Connection::Judged(const absl::Status& status) {
  if (engine_ == Engine::kPostgres && absl::IsUnavailable(status)) lost_ = true;
  return absl::IsDeadlineExceeded(status) ? TooLate("") : status;
}

absl::Status Connection::Guarded(absl::FunctionRef<absl::Status()> work) {
  // A rollback has to be possible after it, and is not asked for here.
  if (IsTooLate(nullptr) != 0) return TooLate(", before it was asked");
  try {
    return work();
  } catch (const std::exception& error) {
    return FromException(error);
  }
}

absl::Status Connection::Run(const std::string& statements) {
  if (engine_ == Engine::kPostgres) {
    return Judged(RunStatements(PostgresOf(*session_), statements));
  }
  // Also when it is too late: it may be what ends a transaction.
  const status::DeadlineScope unbounded(absl::InfiniteFuture());
  return Guarded([&] {
    *session_ << statements;
    return absl::OkStatus();
  });
}

absl::Status Connection::ForEach(absl::string_view statement, const std::vector<Value>& arguments,
                                 absl::FunctionRef<absl::Status(const Row&)> each) {
  return Guarded([&]() -> absl::Status {
    Bound bound(*session_, statement, {arguments}, /*repeated=*/false);
    soci::row fetched;
    bound.statement().exchange(soci::into(fetched));
    bound.Set(arguments);
    bound.statement().define_and_bind();
    Row row;
    for (bool found = bound.statement().execute(true); found; found = bound.statement().fetch()) {
      row.resize(fetched.size());
      for (std::size_t i = 0; i < row.size(); ++i) row[i] = ColumnOf(fetched, i);
      RETURN_IF_ERROR(each(row));
    }
    return absl::OkStatus();
  });
}

absl::StatusOr<std::vector<Row>> Connection::Query(absl::string_view statement,
                                                   const std::vector<Value>& arguments) {
  std::vector<Row> rows;
  RETURN_IF_ERROR(ForEach(statement, arguments, [&](const Row& row) {
    rows.push_back(row);
    return absl::OkStatus();
  }));
  return rows;
}

absl::StatusOr<std::int64_t> Connection::Execute(absl::string_view statement,
                                                 const std::vector<Value>& arguments) {
  std::int64_t touched = 0;
  RETURN_IF_ERROR(Guarded([&] {
    Bound bound(*session_, statement, {arguments}, /*repeated=*/false);
    bound.Set(arguments);
    bound.statement().define_and_bind();
    bound.statement().execute(true);
    touched = bound.statement().get_affected_rows();
    return absl::OkStatus();
  }));
  return touched;
}

absl::Status Connection::ExecuteMany(absl::string_view statement, const std::vector<Row>& rows) {
  if (rows.empty()) return absl::OkStatus();
  if (engine_ == Engine::kPostgres) {
    return Guarded(
        [&] { return Judged(RunForEach(PostgresOf(*session_), std::string(statement), rows)); });
  }
  return Guarded([&] {
    Bound bound(*session_, statement, rows, /*repeated=*/true);
    bound.statement().define_and_bind();
    for (const Row& row : rows) {
      bound.Set(row);
      bound.statement().execute(true);
    }
    return absl::OkStatus();
  });
}

absl::Status Connection::ExecuteScript(absl::string_view script) {
  for (absl::string_view statement : absl::StrSplit(script, ";\n")) {
    statement = absl::StripAsciiWhitespace(statement);
    if (absl::EndsWith(statement, ";")) statement.remove_suffix(1);
    if (statement.empty()) continue;
    RETURN_IF_ERROR(Execute(statement).status());
  }
  return absl::OkStatus();
}

}  // namespace ett::sql
