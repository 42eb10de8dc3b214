#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "ett/ownership/v1/interest.pb.h"
#include "sql/database.h"

// The audit of the service of interests: rows are added and read, never changed.
namespace ett::ownership {

// Adds a row under the next number. `municipality` is empty where the call named none.
absl::Status WriteAuditEntry(sql::Session& session, const std::string& municipality,
                             const v1::AuditEntry& entry);

inline constexpr std::int64_t kNewest = std::numeric_limits<std::int64_t>::max();

// At most `most` entries of the municipality, or of none, with numbers below `before`, newest
// first.
absl::StatusOr<std::vector<v1::AuditEntry>> ReadAuditEntries(sql::Session& session,
                                                             const std::string& municipality,
                                                             std::int64_t before, int most);

}  // namespace ett::ownership
