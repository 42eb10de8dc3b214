#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "records/kind.h"
#include "records/row.h"
#include "sql/database.h"

// Single versions in a kind's table.
namespace ett::records {

// A random UUID, version 4: the id of a record that its creator left unnamed.
std::string NewId();

// The version that is current, as `kind.select` reads it; nothing when there is none.
absl::StatusOr<std::optional<sql::Row>> Current(sql::Session& session, const Kind& kind,
                                                const RecordName& name);

// Closes the current version, if any, at `recorded_at`.
absl::Status Supersede(sql::Session& session, const Kind& kind, const RecordName& name,
                       std::int64_t recorded_at);

// Adds a version with these column values.
absl::Status Insert(sql::Session& session, const Kind& kind, const RecordName& name,
                    std::int64_t recorded_at, sql::Row columns);

// Whether a current record of this id exists.
absl::StatusOr<bool> Exists(sql::Session& session, const Kind& kind,
                            const std::string& municipality, const std::string& id);

}  // namespace ett::records
