#include "services/property/register.h"

#include <utility>

#include "records/row.h"
#include "services/property/dates.h"
#include "services/property/domain/local_day.h"
#include "services/property/kinds.h"
#include "services/property/metered_days.h"
#include "services/property/weather_kinds.h"
#include "status/macros.h"

namespace ett::property {
namespace {

// Of several of a station and an hour, the last by name.
std::map<std::string, HourlyCelsius> ByStation(const std::vector<v1::HourlyTemperature>& all) {
  std::map<std::string, HourlyCelsius> temperatures;
  for (const v1::HourlyTemperature& each : all) {
    temperatures[each.station()][each.start_time().seconds() / kSecondsOfAnHour] = {
        each.celsius(), each.synthetic()};
  }
  return temperatures;
}

absl::Status LoadWeather(records::Records& records, const std::string& municipality,
                         std::int64_t known_at, Register& known) {
  const auto load = [&](const records::Kind& kind, auto& into) -> absl::Status {
    using T = typename std::decay_t<decltype(into)>::value_type;
    ASSIGN_OR_RETURN(into, records.All<T>(kind, municipality, known_at));
    return absl::OkStatus();
  };
  RETURN_IF_ERROR(load(WeatherStationKind(), known.weather_stations));
  RETURN_IF_ERROR(load(DailyTemperatureKind(), known.daily_temperatures));
  std::vector<v1::HourlyTemperature> hours;
  RETURN_IF_ERROR(load(HourlyTemperatureKind(), hours));
  known.hourly_temperatures = ByStation(hours);
  RETURN_IF_ERROR(load(DegreeDayNormalKind(), known.degree_day_normals));
  return load(HeatingShareKind(), known.heating_shares);
}

absl::Status LoadEnergy(ReadingStore& readings, const std::string& municipality,
                        std::int64_t known_at, Register& known) {
  ASSIGN_OR_RETURN(known.metering, LoadMetering(readings.records(), municipality, known_at));
  ASSIGN_OR_RETURN(const std::vector<MeterMonth> months, readings.Months(municipality, known_at));
  for (const MeterMonth& month : months) known.months[month.meter].push_back(month);
  for (const auto& [gsrn, stretches] : known.metering.stretches()) {
    ReadingStore::DaysAsked meter;
    meter.municipality = municipality;
    meter.gsrn = gsrn;
    meter.known_at = known_at;
    RETURN_IF_ERROR(AddSpreadMonths(readings, stretches, meter, known.months[gsrn]));
  }
  return absl::OkStatus();
}

}  // namespace

const v1::Building* Register::BuildingOf(const std::string& name) const {
  const auto found = buildings.find(name);
  return found == buildings.end() ? nullptr : &found->second;
}

const v1::WeatherStation* Register::CorrectingStation() const {
  for (const v1::WeatherStation& station : weather_stations) {
    if (station.corrects()) return &station;
  }
  return nullptr;
}

absl::StatusOr<Register> LoadRegister(ReadingStore& readings, const std::string& municipality,
                                      std::int64_t known_at) {
  records::Records& records = readings.records();
  const auto load = [&](const records::Kind& kind, auto& into) -> absl::Status {
    using T = typename std::decay_t<decltype(into)>::value_type;
    ASSIGN_OR_RETURN(into, records.All<T>(kind, municipality, known_at));
    return absl::OkStatus();
  };
  const auto load_by_name = [&](const records::Kind& kind, auto& into) -> absl::Status {
    std::vector<typename std::decay_t<decltype(into)>::mapped_type> all;
    RETURN_IF_ERROR(load(kind, all));
    for (auto& each : all) {
      std::string name = each.name();
      into.emplace(std::move(name), std::move(each));
    }
    return absl::OkStatus();
  };
  Register known;
  RETURN_IF_ERROR(load_by_name(BuildingKind(), known.buildings));
  RETURN_IF_ERROR(load_by_name(SiteKind(), known.sites));
  RETURN_IF_ERROR(load_by_name(BuildingGroupKind(), known.groups));
  std::vector<v1::GroupMembership> members;
  RETURN_IF_ERROR(load(GroupMembershipKind(), members));
  for (const v1::GroupMembership& each : members) known.members.emplace(each.building(), each);
  RETURN_IF_ERROR(load(AreaKind(), known.areas));
  RETURN_IF_ERROR(load(MaintenanceEntryKind(), known.maintenance_entries));
  RETURN_IF_ERROR(load(ConditionSurveyKind(), known.condition_surveys));
  RETURN_IF_ERROR(load(ProjectKind(), known.projects));
  RETURN_IF_ERROR(load(GreenLoanQualificationKind(), known.green_loan_qualifications));
  RETURN_IF_ERROR(load(EnergyCertificateKind(), known.energy_certificates));
  RETURN_IF_ERROR(load(LeaseKind(), known.leases));
  RETURN_IF_ERROR(load(GreenLoanRuleKind(), known.green_loan_rules));
  RETURN_IF_ERROR(load(EmissionFactorSetKind(), known.emission_factor_sets));
  RETURN_IF_ERROR(LoadWeather(records, municipality, known_at, known));
  RETURN_IF_ERROR(LoadEnergy(readings, municipality, known_at, known));
  return known;
}

bool InUse(const v1::Building& building, absl::CivilDay day) {
  return (!building.has_in_use_from() || records::FirstDayOf(building.in_use_from()) <= day) &&
         (!building.has_in_use_to() || day <= records::LastDayOf(building.in_use_to()));
}

bool Counts(const Register& known, const v1::Area& area, v1::Tenure tenure, absl::CivilDay day) {
  const v1::Building* building = known.BuildingOf(area.building());
  return building != nullptr && InUse(*building, day) && area.kind() == v1::AREA_KIND_BTA &&
         area.tenure() == tenure && records::FirstDayOf(area.valid_from()) <= day &&
         (!area.has_valid_to() || day <= records::LastDayOf(area.valid_to()));
}

double GrossArea(const Register& known, const std::string& building, const Days& days) {
  double sum = 0;
  for (const v1::Area& area : known.areas) {
    if (area.building() != building || area.kind() != v1::AREA_KIND_BTA) continue;
    sum += area.square_metres() * static_cast<double>(DaysOf(ValidityOf(area), days));
  }
  return sum / static_cast<double>(DaysOf(days, days));
}

RegisterCache::RegisterCache(records::Records& records)
    : KnownCache(records, [readings = std::make_shared<ReadingStore>(records)](
                              const std::string& municipality, std::int64_t known_at) {
        return LoadRegister(*readings, municipality, known_at);
      }) {}

}  // namespace ett::property
