#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "ett/ownership/v1/interest.pb.h"
#include "records/kind.h"
#include "sql/database.h"

// Declared interests in the database, each in one version.
namespace ett::ownership {

// Adds the interest under a name. ALREADY_EXISTS where it is taken, INVALID_ARGUMENT where a field
// is wrong. Call it after NextRecordedAt in the same transaction, which gave `recorded_at`.
absl::StatusOr<v1::DeclaredInterest> AddInterest(sql::Session& session,
                                                 const records::RecordName& name,
                                                 const v1::DeclaredInterest& interest,
                                                 std::int64_t recorded_at);

// NOT_FOUND when there is none of this name.
absl::StatusOr<v1::DeclaredInterest> ReadInterest(sql::Session& session,
                                                  const records::RecordName& name);

// Physically. NOT_FOUND, or ABORTED for an etag that is not empty and not the current one.
absl::Status EraseInterest(sql::Session& session, const records::RecordName& name,
                           const std::string& etag);

// Which interests are wanted: ids, empty for all.
struct InterestFilter {
  std::string municipality;
  std::string member = "";
  std::string entity = "";
};

// At most `most` of them, by id, with ids after `after_id`.
absl::StatusOr<std::vector<v1::DeclaredInterest>> ReadInterests(sql::Session& session,
                                                                const InterestFilter& filter,
                                                                const std::string& after_id,
                                                                int most);

}  // namespace ett::ownership
