#pragma once

#include <vector>

#include "services/hr/domain/cells.h"

namespace ett::hr {

// Those employed on a day, in one cell of a breakdown.
struct Workforce {
  int persons = 0;
  int women = 0, men = 0;  // persons of known sex
  int jobs = 0, full_time_jobs = 0, temporary_jobs = 0;
  double positions = 0;        // sum of position shares: agreed work-years
  double ages_years = 0;       // summed over persons: the year of the day less the year of birth
  int with_seniority = 0;      // persons whose seniority is known
  double seniority_years = 0;  // summed over these
};

// By cell. A person with several jobs in a cell is one person there, and as many jobs; a job under
// 100 % is part time whatever else the person has.
std::vector<Workforce> WorkforceBy(const Snapshot& staff, const Cells& cells, absl::CivilDay day);

// The monthly full-time pay of one sex in one cell, over its jobs with a known pay.
struct PayOfSex {
  int persons = 0;
  int jobs = 0;
  double sum_ore = 0, largest_ore = 0, second_ore = 0;
};

struct Pay {
  PayOfSex women, men;

  // (W − M) / M × 100 of the means: positive in women's favour. Both sexes have jobs.
  double GapPercent() const;
};

// Of persons of known sex with a known pay.
std::vector<Pay> PayBy(const Snapshot& staff, const Cells& cells, absl::CivilDay day);

// The p % rule: whether the second largest contributor could estimate the largest to within
// `percent` by subtracting its own from `total`. True also when there are no others.
bool IsDominated(double total, double largest, double second, double percent = 10);

}  // namespace ett::hr
