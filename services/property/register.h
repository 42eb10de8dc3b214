#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "ett/property/v1/emission_factor.pb.h"
#include "ett/property/v1/energy_certificate.pb.h"
#include "ett/property/v1/green_loan.pb.h"
#include "ett/property/v1/lease.pb.h"
#include "ett/property/v1/property.pb.h"
#include "ett/property/v1/site.pb.h"
#include "ett/property/v1/weather.pb.h"
#include "records/known_cache.h"
#include "services/property/domain/day_temperature.h"
#include "services/property/domain/days.h"
#include "services/property/metering.h"
#include "services/property/reading_store.h"

namespace ett::property {

// All that property knew of one municipality at one time.
struct Register {
  std::map<std::string, v1::Building> buildings;            // by name
  std::map<std::string, v1::Site> sites;                    // by name
  std::map<std::string, v1::BuildingGroup> groups;          // by name
  std::multimap<std::string, v1::GroupMembership> members;  // by building's name
  std::vector<v1::Area> areas;
  std::vector<v1::MaintenanceEntry> maintenance_entries;
  std::vector<v1::ConditionSurvey> condition_surveys;
  std::vector<v1::Project> projects;
  std::vector<v1::GreenLoanQualification> green_loan_qualifications;
  std::vector<v1::EnergyCertificate> energy_certificates;
  std::vector<v1::Lease> leases;
  std::vector<v1::GreenLoanRule> green_loan_rules;
  std::vector<v1::EmissionFactorSet> emission_factor_sets;
  Metering metering;
  std::vector<v1::WeatherStation> weather_stations;
  std::vector<v1::DailyTemperature> daily_temperatures;
  std::map<std::string, HourlyCelsius> hourly_temperatures;  // by station's name
  std::vector<v1::DegreeDayNormal> degree_day_normals;
  std::vector<v1::HeatingShare> heating_shares;
  // By GSRN, in order of month, with what is spread of longer times.
  std::map<std::int64_t, std::vector<MeterMonth>> months;

  // Null for a building that is not known.
  const v1::Building* BuildingOf(const std::string& name) const;
  // The one whose weather energy is corrected by; null where there is none.
  const v1::WeatherStation* CorrectingStation() const;
};

absl::StatusOr<Register> LoadRegister(ReadingStore& readings, const std::string& municipality,
                                      std::int64_t known_at);

bool InUse(const v1::Building& building, absl::CivilDay day);
// Whether an area counts on a day: of this tenure, gross, valid, and its building in use.
bool Counts(const Register& known, const v1::Area& area, v1::Tenure tenure, absl::CivilDay day);
// A building's gross area, owned and leased, on the average of these days in m². Days without any
// count as 0.
double GrossArea(const Register& known, const std::string& building, const Days& days);

// `records` must outlive it.
class RegisterCache : public records::KnownCache<Register> {
 public:
  explicit RegisterCache(records::Records& records);
};

}  // namespace ett::property
