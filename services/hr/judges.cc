#include "services/hr/judges.h"

#include "services/hr/kinds.h"

namespace ett::hr {

records::Judges MakeJudges(const Limits& limits) {
  return {{&OrgUnitKind(), MakeOrgUnitJudge},
          {&VacancyKind(), MakeVacancyJudge},
          {&EmploymentKind(), [limits] { return MakeEmploymentJudge(limits); }},
          {&AbsenceKind(), MakeAbsenceJudge},
          {&LeaveKind(), MakeLeaveJudge}};
}

}  // namespace ett::hr
