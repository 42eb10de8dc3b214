#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "ett/property/v1/energy_service.pb.h"
#include "records/records.h"
#include "services/property/domain/windows.h"

namespace ett::property {

inline constexpr char kMeterDimension[] = "meter";
inline constexpr char kGroupDimension[] = "group";

// What QueryEnergy is asked for, checked.
struct EnergyQuestion {
  std::string municipality;
  Window time;
  WindowLength length = WindowLength::kDay;
  std::vector<std::string> group_by;
  std::map<std::string, std::set<std::string>> filters;  // by dimension
  double least_coverage = 0;
  bool with_load = false;
  std::int64_t first = 0;  // of all windows of all categories, the page's
  int size = 0;
  std::int64_t known_at = 0;  // microseconds
  std::string query;          // see records::PageToken

  // Whether it is grouped or filtered by this dimension.
  bool Has(const std::string& dimension) const {
    return filters.contains(dimension) || IsGroupedBy(dimension);
  }
  bool IsGroupedBy(const std::string& dimension) const;
};

// INVALID_ARGUMENT names the field that is wrong.
absl::StatusOr<EnergyQuestion> ToQuestion(const v1::QueryEnergyRequest& request,
                                          records::Records& records);

}  // namespace ett::property
