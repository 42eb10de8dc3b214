#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "ett/hr/v1/privacy_service.pb.h"
#include "records/kind.h"
#include "services/hr/person_records.h"

// What is wrong with a request of the privacy service. Nothing of a pseudonym or a purpose is
// repeated, as either may hold personal data.
namespace ett::hr {

void CheckPerson(absl::string_view person, records::FieldErrors& errors);
// `person` is empty for a request about no one person.
void CheckPurpose(absl::string_view purpose, absl::string_view person,
                  records::FieldErrors& errors);

// The same day that many months earlier, or the last day of that month.
absl::CivilDay MonthsBefore(absl::CivilDay day, int months);

// The days and the bound that a request means. `today` is the latest day of reference.
absl::StatusOr<Age> AgeOf(const v1::RunRetentionRequest& request, absl::CivilDay today);

}  // namespace ett::hr
