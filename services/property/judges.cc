#include "services/property/judges.h"

#include "services/property/counter_kinds.h"
#include "services/property/kinds.h"

namespace ett::property {

records::Judges MakeJudges() {
  return {{&AreaKind(), MakeAreaJudge},
          {&GroupMembershipKind(), MakeGroupMembershipJudge},
          {&MaintenanceEntryKind(), MakeMaintenanceEntryJudge},
          {&ConditionSurveyKind(), MakeConditionSurveyJudge},
          {&LeaseKind(), MakeLeaseJudge},
          {&MeterKind(), MakeMeterJudge},
          {&CounterKind(), MakeCounterJudge},
          {&CounterStandKind(), MakeCounterStandJudge},
          {&MeteredPeriodKind(), MakeMeteredPeriodJudge}};
}

}  // namespace ett::property
