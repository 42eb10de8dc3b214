#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "ett/hr/v1/privacy_service.pb.h"
#include "records/kind.h"
#include "sql/database.h"

// All versions of a person's records, and the end of them. An absence or leave is of whoever held
// its employment when its version was last known; a qualification is also of the person it names.
namespace ett::hr {

struct Person {
  std::string municipality;
  std::string pseudonym;
};

// Employments, absences, leaves and qualifications.
std::vector<const records::Kind*> PersonalKinds();

// Every version that was recorded at `known_at` (microseconds) or before: by kind, id, then time.
absl::Status ForEachVersion(sql::Session& session, const Person& person, std::int64_t known_at,
                            absl::FunctionRef<void(const v1::PersonRecord&)> visit);

void Count(const v1::PersonRecord& record, v1::VersionCounts& counts);
std::int64_t Total(const v1::VersionCounts& counts);

// Deletes every version and adds up how many.
absl::Status Erase(sql::Session& session, const Person& person, v1::VersionCounts& erased);

// What is older than this goes. A day that is not set: nothing.
struct Age {
  absl::CivilDay absences_before = absl::CivilDay::min();
  absl::CivilDay persons_before = absl::CivilDay::min();
  std::int64_t most = 0;  // versions: the record or person that reaches it is the last
};

// Deletes, by id and then by pseudonym, the absences and leaves and then the persons that ended
// before those days; what was removed ended then, if not earlier. Not `done` when it reached
// `most`.
absl::Status EraseOlder(sql::Session& session, const std::string& municipality, const Age& age,
                        v1::RunRetentionResponse& erased);

}  // namespace ett::hr
