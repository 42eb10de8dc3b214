#pragma once

#include <vector>

#include "ett/hr/v1/hr.pb.h"

// What the made-up municipality is made up of. The sizes and shares are invented.
namespace ett::reference {

struct Group {
  const char* code;
  double weight;  // within the sector
  double women_share;
  int pay_kroner;    // a month, of men, full time
  double women_pay;  // of women, as a share of that of men
};

struct Sector {
  const char* id;
  const char* name_nb;
  const char* name_en;
  const char* unit_nb;  // what its units are called, before their number
  const char* unit_en;
  hr::v1::ServiceArea area;
  int employees;  // at scale 1
  double full_time;
  std::vector<Group> groups;
};

const std::vector<Sector>& Sectors();

}  // namespace ett::reference
