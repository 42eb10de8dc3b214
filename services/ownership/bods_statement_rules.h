#pragma once

#include "absl/time/civil_time.h"
#include "services/ownership/bods_findings.h"
#include "services/ownership/bods_json.h"

// What BODS 0.4 asks of a statement beyond its JSON Schema. What is not of the schema's shape is
// passed over: the schema's own check tells of it.
namespace ett::ownership::bods {

// Tells what is wrong with a statement. `today` is the last day that has come.
void CheckStatement(const Json& statement, absl::CivilDay today, Findings& findings);

// Its parts, by recordDetails.
void CheckEntity(const Json& details, Findings& findings);
void CheckPerson(const Json& details, absl::CivilDay today, Findings& findings);
void CheckRelationship(const Json& details, Findings& findings);

// Tells when `date`, which may be absent, is after `today`.
void CheckNotFuture(const Json& date, absl::CivilDay today, Findings& findings);
// Tells when `end` is before `start`; either may be absent.
void CheckDateOrder(const Json& start, const Json& end, Findings& findings);
// That there is a reason for who is anonymous or unknown, and for nobody else.
void CheckUnspecified(const Json& type, const Json& unspecified, Findings& findings);

}  // namespace ett::ownership::bods
