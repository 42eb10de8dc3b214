#include "sql/postgres.h"

#include <libpq-fe.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <map>
#include <memory>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::sql {
namespace {

// Rows that go out before their answers are read: few enough that the answers fit into the
// connection's buffers, or both sides would wait for each other.
constexpr std::size_t kPipelined = 100;

using Answer = std::unique_ptr<PGresult, decltype(&PQclear)>;

absl::Status FailureOf(const PGresult* answer, pg_conn& connection) {
  const char* state = answer == nullptr ? nullptr : PQresultErrorField(answer, PG_DIAG_SQLSTATE);
  const char* text = answer == nullptr ? "" : PQresultErrorMessage(answer);
  if (state != nullptr) return absl::Status(CodeOfState(state), text);
  return absl::UnavailableError(absl::StrCat(text, PQerrorMessage(&connection)));
}

bool Succeeded(const PGresult* answer) {
  const ExecStatusType status = PQresultStatus(answer);
  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY;
}

// The values of a row as texts that live as long as it does.
class Texts {
 public:
  explicit Texts(const Row& row) : texts_(row.size()), pointers_(row.size(), nullptr) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (IsNull(row[i])) continue;
      texts_[i] = TextOf(row[i]);
      pointers_[i] = texts_[i].c_str();
    }
  }
  const char* const* pointers() const { return pointers_.data(); }

 private:
  static std::string TextOf(const Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) return absl::StrCat(*number);
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    char digits[32];
    const auto end = std::to_chars(digits, digits + sizeof digits, std::get<double>(value)).ptr;
    return std::string(digits, end);
  }

  std::vector<std::string> texts_;
  std::vector<const char*> pointers_;
};

// The answers up to the end of a pipeline, which is read whatever they are; the first failure.
absl::Status ReadPipeline(pg_conn& connection) {
  absl::Status first;
  while (PQstatus(&connection) == CONNECTION_OK) {
    const Answer answer(PQgetResult(&connection), PQclear);
    if (answer == nullptr) continue;  // between two statements
    const ExecStatusType status = PQresultStatus(answer.get());
    if (status == PGRES_PIPELINE_SYNC) return first;
    if (status == PGRES_PIPELINE_ABORTED || Succeeded(answer.get())) continue;
    if (first.ok()) first = FailureOf(answer.get(), connection);
  }
  return first.ok() ? FailureOf(nullptr, connection) : first;
}

absl::Status RunPipeline(pg_conn& connection, absl::Span<const Row> rows) {
  for (const Row& row : rows) {
    const Texts texts(row);
    if (PQsendQueryPrepared(&connection, "", static_cast<int>(row.size()), texts.pointers(),
                            nullptr, nullptr, 0) != 1) {
      return FailureOf(nullptr, connection);
    }
  }
  if (PQpipelineSync(&connection) != 1) return FailureOf(nullptr, connection);
  return ReadPipeline(connection);
}

absl::StatusOr<std::string> FirstLineOf(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  if (std::getline(file, line) && !line.empty()) {
    return std::string(absl::StripSuffix(line, "\r"));
  }
  return status::Unavailable("NO_DATABASE_PASSWORD",
                             absl::StrCat(path,
                                          ": want the database's password on the first line, "
                                          "got no such file, or an empty one"));
}

std::string Quoted(absl::string_view value) {
  std::string quoted = "'";
  for (const char c : value) {
    if (c == '\'' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "'";
}

}  // namespace

absl::StatusOr<std::string> ConnectionString(const std::string& url,
                                             const std::string& password_file, bool writes) {
  char* error = nullptr;
  const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(
      PQconninfoParse(url.c_str(), &error), PQconninfoFree);
  const std::unique_ptr<char, decltype(&PQfreemem)> held(error, PQfreemem);
  if (options == nullptr) {
    // Not what came: it may hold a password.
    return status::InvalidField("database", "postgresql://user@host/name, as libpq takes it",
                                error == nullptr ? "" : error);
  }
  std::map<std::string, std::string> settings = {{"connect_timeout", "5"},
                                                 {"keepalives_idle", "30"},
                                                 {"keepalives_interval", "10"},
                                                 {"tcp_user_timeout", "15000"},
                                                 {"application_name", "ett"}};
  if (writes) settings["target_session_attrs"] = "read-write";
  for (const PQconninfoOption* each = options.get(); each->keyword != nullptr; ++each) {
    if (each->val != nullptr) settings[each->keyword] = each->val;
  }
  if (!password_file.empty()) {
    ASSIGN_OR_RETURN(settings["password"], FirstLineOf(password_file));
  }
  std::string text;
  for (const auto& [name, value] : settings) absl::StrAppend(&text, name, "=", Quoted(value), " ");
  return text;
}

// Codes: PostgreSQL manual, appendix A.
absl::StatusCode CodeOfState(absl::string_view state) {
  if (state == "23505") return absl::StatusCode::kAlreadyExists;
  if (absl::StartsWith(state, "23")) return absl::StatusCode::kFailedPrecondition;
  if (state == "40001" || state == "40P01" || state == "55P03") return absl::StatusCode::kAborted;
  if (state == "57014") return absl::StatusCode::kDeadlineExceeded;
  // A server that takes no writes any more: another one does.
  if (state == "25006") return absl::StatusCode::kUnavailable;
  if (absl::StartsWith(state, "08") || absl::StartsWith(state, "57P")) {
    return absl::StatusCode::kUnavailable;
  }
  if (absl::StartsWith(state, "53")) return absl::StatusCode::kResourceExhausted;
  return absl::StatusCode::kInternal;
}

absl::Status RunStatements(pg_conn& connection, const std::string& statements) {
  const Answer answer(PQexec(&connection, statements.c_str()), PQclear);
  if (Succeeded(answer.get())) return absl::OkStatus();
  return FailureOf(answer.get(), connection);
}

absl::Status RunForEach(pg_conn& connection, const std::string& statement,
                        const std::vector<Row>& rows) {
  const Answer prepared(
      PQprepare(&connection, "", statement.c_str(), static_cast<int>(rows[0].size()), nullptr),
      PQclear);
  if (!Succeeded(prepared.get())) return FailureOf(prepared.get(), connection);
  if (PQenterPipelineMode(&connection) != 1) return FailureOf(nullptr, connection);
  absl::Status status;
  for (std::size_t at = 0; at < rows.size() && status.ok(); at += kPipelined) {
    status = RunPipeline(connection, absl::MakeConstSpan(rows).subspan(at, kPipelined));
  }
  if (PQexitPipelineMode(&connection) != 1 && status.ok()) status = FailureOf(nullptr, connection);
  return status;
}

void DropNotices(pg_conn& connection) {
  PQsetNoticeProcessor(
      &connection, [](void*, const char*) {}, nullptr);
}

}  // namespace ett::sql
