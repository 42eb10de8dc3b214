#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "sql/value.h"

struct pg_conn;

// What of PostgreSQL's own protocol SOCI does not offer.
namespace ett::sql {

// `url` as libpq takes it, a URI or a conninfo, as a conninfo with what Ett wants of a connection
// where `url` says nothing: a bound on connecting, signs of life, a server that takes writes when
// `writes`. With the first line of `password_file`, read now, unless that is empty.
absl::StatusOr<std::string> ConnectionString(const std::string& url,
                                             const std::string& password_file, bool writes);

// What a failure means, by its SQLSTATE: see Connection.
absl::StatusCode CodeOfState(absl::string_view state);

// Several statements in one round trip.
absl::Status RunStatements(pg_conn& connection, const std::string& statements);

// One statement with parameters $1..$n for each row, in pipelines.
absl::Status RunForEach(pg_conn& connection, const std::string& statement,
                        const std::vector<Row>& rows);

// Notices are for people at a prompt.
void DropNotices(pg_conn& connection);

}  // namespace ett::sql
