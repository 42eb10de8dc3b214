#pragma once

#include <string>

#include "absl/time/civil_time.h"
#include "data/generator/hr.h"
#include "data/generator/random.h"

// The parts of the personnel generator.
namespace ett::reference {

google::type::Date ToDate(absl::CivilDay day);
absl::CivilDay ToDay(const google::type::Date& date);

// `count` at scale 1, scaled and rounded, but at least `least`.
int Scaled(int count, const Options& options, int least);

// `municipalities/{m}/{collection}/{prefix}{number with leading zeros}`.
std::string NameOf(const Options& options, const char* collection, const char* prefix, int digits,
                   int number);

// Units, then their employments: about 12 000 persons in about 500 units at scale 1. Those of child
// welfare and health services for children and young people are there, and counted from 2018 on.
void GenerateStaff(const Options& options, Random& random, HrRecords& records);

}  // namespace ett::reference
