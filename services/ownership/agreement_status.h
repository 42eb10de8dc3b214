#pragma once

#include <optional>
#include <set>
#include <string>

#include "figures/figure.h"
#include "services/ownership/register.h"

// How far company agreements have come.
namespace ett::ownership {

// The participation that names an agreement; else the one of its company that holds on its first
// day. Null where neither is known.
const v1::Participation* ParticipationOf(const Register& known, const v1::Agreement& agreement);

// Whether a step is a council's answer: adopted, or turned down.
bool IsAnswer(const v1::AgreementStep& step);

// Who has to adopt an agreement: those of its participation; nobody where that is not known.
std::set<std::string> ParticipantsOf(const Register& known, const std::string& agreement);

// The participants whose council had adopted it by the end of a day, and not turned it down since.
std::set<std::string> AdoptedBy(const Register& known, const std::string& agreement,
                                absl::CivilDay day);

// The first day of a step of this kind, by anybody.
std::optional<absl::CivilDay> FirstDayOf(const Register& known, const std::string& agreement,
                                         v1::AgreementStepKind kind);

// The last step that it had reached by the end of a day, `vedtatt av 1 av 2` on the way; nothing
// before it was drawn up.
std::optional<figures::Text> StatusOn(const Register& known, const std::string& agreement,
                                      absl::CivilDay day);

}  // namespace ett::ownership
