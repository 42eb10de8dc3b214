#pragma once

#include <vector>

#include "services/hr/domain/organisation.h"
#include "services/hr/domain/work_calendar.h"

// Positions that nobody holds. Nothing here is about a person.
namespace ett::hr {

struct Vacancy {
  int unit = -1;          // −1 for one that is not known
  Day announced = 0;      // the first day that it is vacant
  Day closed = kOpenEnd;  // the first day that it is not
  bool filled = false;    // else withdrawn, or vacant still
};

// What there is to say of the vacancies of one sector in a period.
struct VacancyCount {
  int sector = 0;        // 0 for the whole
  int vacant = 0;        // on the last day of the period
  int filled = 0;        // in the period
  int days_to_fill = 0;  // of those filled: calendar days from announcement, added up
};

// The first is the whole; then each sector that ever had a vacancy, by number. Those of units that
// are not counted are left out; one without a sector is in the whole alone.
std::vector<VacancyCount> CountVacancies(const std::vector<Vacancy>& vacancies, const OrgTree& tree,
                                         Span period);

}  // namespace ett::hr
