#include "sql/connection.h"

#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "status/macros.h"

namespace ett::sql {
namespace {

// SOCI names parameters `:name`; ours are `$1`.
std::string WithNamedParameters(absl::string_view statement) {
  std::string named;
  named.reserve(statement.size() + 16);
  for (std::size_t i = 0; i < statement.size(); ++i) {
    const bool parameter = statement[i] == '$' && i + 1 < statement.size() &&
                           std::isdigit(static_cast<unsigned char>(statement[i + 1]));
    if (parameter) {
      named.append(":p");
    } else {
      named.push_back(statement[i]);
    }
  }
  return named;
}

// The storage behind one parameter: SOCI keeps its address. The type is that of the first value
// that is not NULL.
struct Parameter {
  std::size_t type = 3;  // index in Value
  long long number = 0;
  double real = 0;
  std::string text;
  soci::indicator indicator = soci::i_ok;

  void Set(const Value& value) {
    indicator = IsNull(value) ? soci::i_null : soci::i_ok;
    if (IsNull(value)) return;
    switch (type) {
      case 1:
        number = Int(value);
        break;
      case 2:
        real = Double(value);
        break;
      default:
        text = Text(value);
    }
  }
};

// A statement with its parameters bound by name, ready to run for any number of rows.
class Bound {
 public:
  Bound(soci::session& session, absl::string_view text, const std::vector<Row>& rows, bool repeated)
      : statement_(session), parameters_(rows.empty() ? 0 : rows[0].size()) {
    statement_.alloc();
    statement_.prepare(WithNamedParameters(text), repeated ? soci::details::st_repeatable_query
                                                           : soci::details::st_one_time_query);
    for (std::size_t i = 0; i < parameters_.size(); ++i) {
      parameters_[i].type = TypeOf(rows, i);
      Bind(absl::StrCat("p", i + 1), parameters_[i]);
    }
  }

  void Set(const Row& row) {
    for (std::size_t i = 0; i < parameters_.size(); ++i) parameters_[i].Set(row[i]);
  }

  soci::statement& statement() { return statement_; }

 private:
  static std::size_t TypeOf(const std::vector<Row>& rows, std::size_t column) {
    for (const Row& row : rows) {
      if (!IsNull(row[column])) return row[column].index();
    }
    return 3;
  }

  void Bind(const std::string& name, Parameter& parameter) {
    switch (parameter.type) {
      case 1:
        statement_.exchange(soci::use(parameter.number, parameter.indicator, name));
        break;
      case 2:
        statement_.exchange(soci::use(parameter.real, parameter.indicator, name));
        break;
      default:
        statement_.exchange(soci::use(parameter.text, parameter.indicator, name));
    }
  }

  soci::statement statement_;
  std::vector<Parameter> parameters_;
};

Value ColumnOf(const soci::row& row, std::size_t column) {
  if (row.get_indicator(column) == soci::i_null) return std::monostate();
  switch (row.get_properties(column).get_data_type()) {
    case soci::dt_integer:
      return std::int64_t{row.get<int>(column)};
    case soci::dt_long_long:
      return static_cast<std::int64_t>(row.get<long long>(column));
    case soci::dt_unsigned_long_long:
      return static_cast<std::int64_t>(row.get<unsigned long long>(column));
    case soci::dt_double:
      return row.get<double>(column);
    default:
      return row.get<std::string>(column);
  }
}

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
    default:
      return absl::StatusCode::kInternal;
  }
}

// Codes: PostgreSQL manual, appendix A.
absl::StatusCode CodeOfPostgres(absl::string_view state) {
  if (state == "23505") return absl::StatusCode::kAlreadyExists;
  if (absl::StartsWith(state, "23")) return absl::StatusCode::kFailedPrecondition;
  if (state == "40001" || state == "40P01") return absl::StatusCode::kAborted;
  if (absl::StartsWith(state, "08") || absl::StartsWith(state, "57P")) {
    return absl::StatusCode::kUnavailable;
  }
  if (absl::StartsWith(state, "53")) return absl::StatusCode::kResourceExhausted;
  return absl::StatusCode::kInternal;
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
    return std::unique_ptr<Connection>(
        new Connection(engine, std::make_unique<soci::session>(factory, target)));
  } catch (const std::exception& error) {
    return absl::UnavailableError(absl::StrCat("the database cannot be opened: ", error.what()));
  }
}

Connection::Connection(Engine engine, std::unique_ptr<soci::session> session)
    : engine_(engine), session_(std::move(session)) {}

Connection::~Connection() = default;

absl::Status Connection::FromException(const std::exception& error) const {
  absl::StatusCode code = absl::StatusCode::kInternal;
  if (engine_ == Engine::kSqlite) {
    auto* backend = static_cast<soci::sqlite3_session_backend*>(session_->get_backend());
    code = CodeOfSqlite(sqlite_api::sqlite3_extended_errcode(backend->conn_));
  } else if (const auto* known = dynamic_cast<const soci::postgresql_soci_error*>(&error)) {
    code = CodeOfPostgres(known->sqlstate());
  }
  if (code == absl::StatusCode::kInternal && LostConnection(error.what())) {
    code = absl::StatusCode::kUnavailable;
  }
  return absl::Status(code, error.what());
}

absl::Status Connection::Guarded(absl::FunctionRef<absl::Status()> work) {
  try {
    return work();
  } catch (const std::exception& error) {
    return FromException(error);
  }
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
