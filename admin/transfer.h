#pragma once

#include <istream>
#include <map>
#include <ostream>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "admin/table.h"
#include "sql/database.h"

// A service's whole history as a file, from one engine to another.
//
// The file has lines of JSON. First `{"ett_export":1,"migrations":{"1":"SHA-256 of its text",…}}`;
// then for each table a line `{"table":"name","columns":["a",…]}`, its rows as arrays, in no order,
// and `{"rows":3,"sum":"64 hexadecimal digits"}` (see Checksum); at the end `{"tables":12}`.
namespace ett::admin {

using Checksums = std::map<std::string, Checksum>;  // by table

// All of the database, as one snapshot.
absl::StatusOr<Checksums> Export(sql::Database& database, std::ostream& file);

// Into a database that has the same migrations and has never been written to. What was read is
// read back from the database and compared before anything is kept: all of it, or nothing.
// FAILED_PRECONDITION for another database, INVALID_ARGUMENT, with the line, for another file,
// DATA_LOSS for a file whose sums are not those of its rows.
absl::StatusOr<Checksums> Import(sql::Database& database, std::istream& file);

absl::StatusOr<Checksums> ChecksumsOf(sql::Database& database);

}  // namespace ett::admin
