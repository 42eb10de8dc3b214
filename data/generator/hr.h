#pragma once

#include <vector>

#include "data/generator/options.h"
#include "ett/figures/v1/figures.pb.h"
#include "ett/hr/v1/hr.pb.h"
#include "ett/hr/v1/vacancy.pb.h"

namespace ett::reference {

// Made-up personnel records of 2016–2018, all marked synthetic, in the order that they must be
// imported in. At any scale from 0.05 to 1 and with any seed they add up to what the annual report
// of 2018 says: sick leave 7.5 % in 2017, without child welfare, and 7.3 % in 2018 with it (so near
// its upper bound that one more full-time year of it prints 7.4), 25 trade certificates of cleaners
// in 2018, 152 leader groups that completed LUP by the end of 2018, 60 digitalisation measures
// under way.
struct HrRecords {
  std::vector<hr::v1::OrgUnit> org_units;  // parents before children
  std::vector<hr::v1::Employment> employments;
  std::vector<hr::v1::Absence> absences;
  std::vector<hr::v1::Leave> leaves;
  std::vector<hr::v1::Qualification> qualifications;
  std::vector<hr::v1::Participation> participations;
  std::vector<figures::v1::Measure> measures;
  std::vector<hr::v1::Vacancy> vacancies;
};

// `employments/e-000001` is full time, lasts all three years, and has neither absence nor leave.
HrRecords GenerateHr(const Options& options);

}  // namespace ett::reference
