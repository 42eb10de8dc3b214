#include "data/generator/hr_vacancies.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "data/generator/hr_staff.h"

namespace ett::reference {
namespace {

using absl::CivilDay;
namespace pb = ::ett::hr::v1;

const CivilDay kLast(2018, 12, 31);

// Filled, seldom withdrawn, within four months; those of the last months are vacant still.
void Close(const pb::OrgUnit& unit, CivilDay announced, Random& random, pb::Vacancy& vacancy) {
  const CivilDay last = unit.has_valid_to() ? ToDay(unit.valid_to()) : kLast;
  const CivilDay closed = announced + random.Between(14, 120);
  const bool is_filled = !random.Chance(0.12);
  if (closed > last && !unit.has_valid_to()) return;
  *vacancy.mutable_closed_date() = ToDate(std::min(closed, last));
  vacancy.set_outcome(is_filled ? pb::VACANCY_OUTCOME_FILLED : pb::VACANCY_OUTCOME_WITHDRAWN);
}

// A position like the job, in its unit.
pb::Vacancy Like(const pb::Employment& job, const pb::OrgUnit& unit, int year, Random& random) {
  pb::Vacancy vacancy;
  vacancy.set_org_unit(unit.name());
  vacancy.set_job_group(job.job_group());
  vacancy.set_position_percent(job.position_percent());
  CivilDay announced(year, random.Between(1, 12), random.Between(1, 28));
  announced = std::max(announced, ToDay(unit.valid_from()));
  if (unit.has_valid_to()) announced = std::min(announced, ToDay(unit.valid_to()));
  *vacancy.mutable_announced_date() = ToDate(announced);
  Close(unit, announced, random, vacancy);
  vacancy.set_synthetic(true);
  return vacancy;
}

}  // namespace

void GenerateVacancies(const Options& options, Random& random, HrRecords& records) {
  std::map<std::string, const pb::OrgUnit*> units;
  for (const pb::OrgUnit& unit : records.org_units) units[unit.name()] = &unit;
  const int a_year = Scaled(150, options, 12);
  for (const int year : {2016, 2017, 2018}) {
    for (int i = 0; i < a_year; ++i) {
      const pb::Employment& job =
          records.employments[random.Below(static_cast<int>(records.employments.size()))];
      pb::Vacancy vacancy = Like(job, *units.at(job.org_unit()), year, random);
      vacancy.set_name(
          NameOf(options, "vacancies", "v-", 4, static_cast<int>(records.vacancies.size()) + 1));
      records.vacancies.push_back(std::move(vacancy));
    }
  }
}

}  // namespace ett::reference
