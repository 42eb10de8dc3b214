#include "services/property/judges.h"

#include "services/property/kinds.h"

namespace ett::property {

records::Judges MakeJudges() {
  return {{&AreaKind(), MakeAreaJudge},
          {&GroupMembershipKind(), MakeGroupMembershipJudge},
          {&MaintenanceEntryKind(), MakeMaintenanceEntryJudge},
          {&ConditionSurveyKind(), MakeConditionSurveyJudge},
          {&LeaseKind(), MakeLeaseJudge}};
}

}  // namespace ett::property
