#pragma once

#include "data/generator/hr_staff.h"

namespace ett::reference {

// Positions that were announced in 2016–2018, about 150 a year at scale 1, in units that there are
// and of kinds of job that these have. Made up; the annual report says nothing of them.
void GenerateVacancies(const Options& options, Random& random, HrRecords& records);

}  // namespace ett::reference
