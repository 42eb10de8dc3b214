#pragma once

#include "data/generator/hr.h"
#include "data/generator/random.h"

namespace ett::reference {

// Leaves, then sick leave, for the employments that `records` has.
void GenerateLeaves(const Options& options, Random& random, HrRecords& records);
void GenerateSickLeave(const Options& options, Random& random, HrRecords& records);

}  // namespace ett::reference
