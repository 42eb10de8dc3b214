#pragma once

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "ett/property/v1/analysis_service.pb.h"
#include "services/property/energy_days.h"

// What analyses are asked for, checked. INVALID_ARGUMENT names the field that is wrong.
namespace ett::property {

// `given` false is refused.
absl::StatusOr<Days> DaysAsked(const std::string& field, bool given, const v1::DayRange& range);
// Above 0 and below 1; 0 means `usual`.
absl::StatusOr<double> ConfidenceOf(double asked, double usual);
// Empty for Europe/Oslo.
absl::StatusOr<absl::TimeZone> TimeZoneOf(const std::string& name);
absl::Status CheckModel(const v1::AnalyseEnergyRequest& asked);
// By day of that time zone. FAILED_PRECONDITION where no station corrects.
absl::StatusOr<CelsiusByDay> NeededTemperatures(const Register& known, absl::TimeZone zone);
// FAILED_PRECONDITION where no station corrects, or it has no hourly temperatures.
absl::Status CheckHourlyTemperatures(const Register& known);

}  // namespace ett::property
