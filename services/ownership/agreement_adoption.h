#pragma once

#include <set>
#include <string>

#include "services/ownership/finding.h"
#include "services/ownership/register.h"

// How an agreement was treated: its steps in order, and adoption by all who take part.
namespace ett::ownership {

// An agreement that is checked at the end of a day.
struct CheckedAgreement {
  const Register& known;
  const v1::Agreement& agreement;
  std::string id;
  absl::CivilDay day;
  const v1::Participation* participation;  // null where none is known
  std::set<std::string> participants;
};

// The participants whose council had not adopted it, or had turned it down since, by the end of
// `day`.
std::set<std::string> Lacking(const CheckedAgreement& checked, absl::CivilDay day);

// Where nobody is known to take part.
Answer NoParticipation();

Answer StepsInOrder(const CheckedAgreement& checked);
Answer AdoptedByAll(const CheckedAgreement& checked);
Answer ValidAfterAdoption(const CheckedAgreement& checked);

}  // namespace ett::ownership
