#pragma once

#include <vector>

#include "services/hr/domain/disclosure.h"
#include "services/hr/domain/snapshot.h"

namespace ett::hr {

// Those employed on a day, in one category of a breakdown.
struct Workforce {
  int women = 0, men = 0;  // persons of known sex
  int jobs = 0, full_time_jobs = 0, temporary_jobs = 0;
  double positions = 0;   // sum of position shares: agreed work-years
  double ages_years = 0;  // summed over persons: the year of the day less the year of birth
  Behind behind;
};

// By category of `grouping`. A person with several jobs in a category is one person there, and as
// many jobs; a job under 100 % is part time whatever else the person has.
std::vector<Workforce> WorkforceBy(const Snapshot& staff, const Grouping& grouping,
                                   absl::CivilDay day);

// The monthly full-time pay of one sex in one category, over its jobs with a known pay.
struct PayOfSex {
  int persons = 0;
  int jobs = 0;
  double sum_ore = 0, largest_ore = 0, second_ore = 0;
};

struct Pay {
  PayOfSex women, men;
  Behind behind;  // unsafe: too few, or one or two who dominate, of either sex

  // (W − M) / M × 100 of the means: positive in women's favour. Both sexes have jobs.
  double GapPercent() const;
};

std::vector<Pay> PayBy(const Snapshot& staff, const Grouping& grouping, absl::CivilDay day);

}  // namespace ett::hr
