#pragma once

#include <string>
#include <utility>
#include <vector>

#include "records/row_reader.h"

namespace ett::property {

// The columns that formats of readings have, named like the fields of IntervalValue; the first says
// whose the reading is, in the format's own way.
inline records::CsvRow IntervalHeader(std::vector<std::string> whose) {
  for (const char* name :
       {"start_time", "end_time", "quantity", "unit", "status", "flow_direction"}) {
    whose.emplace_back(name);
  }
  return {1, std::move(whose), ""};
}

}  // namespace ett::property
