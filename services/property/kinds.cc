#include "services/property/kinds.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "ett/property/v1/property.pb.h"
#include "records/row.h"
#include "services/property/checks.h"
#include "services/property/counter_kinds.h"
#include "services/property/domain/gsrn.h"
#include "services/property/weather_kinds.h"

namespace ett::property {
namespace {

namespace pb = ::ett::property::v1;
using records::FieldErrors;
using records::Kind;

constexpr double kMostSquareMetres = 10'000'000;
constexpr int kMostTerms = 100;
constexpr int kFunctions[] = {121, 130, 221, 222, 261, 381, 386};

void CheckCadastre(const pb::Building& building, FieldErrors& errors) {
  const std::string& municipality = building.municipality_number();
  const bool digits = std::all_of(municipality.begin(), municipality.end(),
                                  [](char c) { return c >= '0' && c <= '9'; });
  if (!municipality.empty() && (municipality.size() != 4 || !digits)) {
    errors.Add("municipality_number", kMalformed, "four digits", municipality);
  }
  const bool known =
      building.gnr() != 0 || building.bnr() != 0 || building.fnr() != 0 || building.snr() != 0;
  CheckRange("gnr", building.gnr(), known ? 1 : 0, 99'999, errors);
  CheckRange("bnr", building.bnr(), known ? 1 : 0, 9'999, errors);
  CheckRange("fnr", building.fnr(), 0, 9'999, errors);
  CheckRange("snr", building.snr(), 0, 999, errors);
}

void CheckBuilding(const pb::Building& building, FieldErrors& errors) {
  CheckCadastre(building, errors);
  if (building.year_built() != 0) {
    CheckRange("year_built", building.year_built(), 1000, 2100, errors);
  }
  if (std::find(std::begin(kFunctions), std::end(kFunctions), building.kostra_function()) ==
      std::end(kFunctions)) {
    errors.Add("kostra_function", kOutOfRange, "121, 130, 221, 222, 261, 381 or 386",
               absl::StrCat(building.kostra_function()));
  }
  CheckOrder("in_use_to", Set(building.has_in_use_from(), building.in_use_from()),
             Set(building.has_in_use_to(), building.in_use_to()), errors);
}

void CheckArea(const pb::Area& area, FieldErrors& errors) {
  const double metres = area.square_metres();
  if (!std::isfinite(metres) || metres <= 0 || metres > kMostSquareMetres) {
    errors.Add("square_metres", kOutOfRange, "above 0, at most 10 000 000", absl::StrCat(metres));
  }
  CheckOrder("valid_to", &area.valid_from(), Set(area.has_valid_to(), area.valid_to()), errors);
}

void CheckMaintenanceEntry(const pb::MaintenanceEntry& entry, FieldErrors& errors) {
  CheckRange("amount_ore", entry.amount_ore(), -kMostOre, kMostOre, errors);
}

void CheckConditionSurvey(const pb::ConditionSurvey& survey, FieldErrors& errors) {
  CheckCode("component", survey.component(), errors);
  if (survey.has_lift_cost_ore()) {
    CheckRange("lift_cost_ore", survey.lift_cost_ore(), 0, kMostOre, errors);
  }
}

void CheckEnergyOf(const pb::Project& project, FieldErrors& errors) {
  if (project.first_metered_year() != 0) {
    CheckRange("first_metered_year", project.first_metered_year(), 1000, 2100, errors);
    if (project.has_completed_date() &&
        project.first_metered_year() < project.completed_date().year()) {
      errors.Add("first_metered_year", kOutOfRange,
                 absl::StrCat(project.completed_date().year(), " or later"),
                 absl::StrCat(project.first_metered_year()));
    }
  }
  if (project.has_energy_before_kwh_per_m2()) {
    CheckNumber("energy_before_kwh_per_m2", project.energy_before_kwh_per_m2(), kKwhPerSquareMetre,
                errors);
  }
  if (project.has_energy_aim_kwh_per_m2()) {
    CheckNumber("energy_aim_kwh_per_m2", project.energy_aim_kwh_per_m2(), kKwhPerSquareMetre,
                errors);
  }
  if (project.has_energy_frame_kwh_per_m2()) {
    CheckNumber("energy_frame_kwh_per_m2", project.energy_frame_kwh_per_m2(), kKwhPerSquareMetre,
                errors);
  }
  if (!pb::BreeamNorLevel_IsValid(project.ambitions().breeam_nor())) {
    errors.Add("ambitions.breeam_nor", "UNKNOWN_VALUE", "a value of BreeamNorLevel",
               absl::StrCat(project.ambitions().breeam_nor()));
  }
}

void CheckProject(const pb::Project& project, FieldErrors& errors) {
  CheckEnergyOf(project, errors);
  CheckOrder("completed_date", Set(project.has_construction_date(), project.construction_date()),
             Set(project.has_completed_date(), project.completed_date()), errors);
  if (project.has_completed_date() && project.has_cancelled_date()) {
    errors.Add("cancelled_date", "CONTRADICTION", "a project completed or cancelled, not both",
               records::PrintDate(project.cancelled_date()));
  }
  if (project.has_budget_ore()) {
    CheckRange("budget_ore", project.budget_ore(), 0, kMostOre, errors);
  }
  if (project.has_forecast_ore()) {
    CheckRange("forecast_ore", project.forecast_ore(), 0, kMostOre, errors);
  }
}

// Its parts are checked by their ids alone, and by the judge against what is known.
void CheckVirtualMeter(const pb::Meter& meter, FieldErrors& errors) {
  if (meter.sum_of_size() > kMostTerms || meter.less_size() > kMostTerms) {
    errors.Add("sum_of", kOutOfRange,
               absl::StrCat("at most ", kMostTerms, " meters, and as many less"),
               absl::StrCat(meter.sum_of_size(), " and ", meter.less_size()));
  }
  std::set<std::string> seen;
  const auto check = [&](const char* field, const auto& terms) {
    for (const std::string& term : terms) {
      if (IsReadMeter(term) && seen.insert(term).second) continue;
      errors.Add(field, kMalformed, "names of meters that are read, each once", term);
      return;
    }
  };
  check("sum_of", meter.sum_of());
  check("less", meter.less());
  if (meter.valid_from().day() > 1) {
    errors.Add("valid_from", kOutOfRange, "the first day of a month, for a virtual meter",
               records::PrintDate(meter.valid_from()));
  }
  const absl::CivilDay last = records::LastDayOf(meter.valid_to());
  if (meter.has_valid_to() && (last + 1).day() != 1) {
    errors.Add("valid_to", kOutOfRange, "the last day of a month, for a virtual meter",
               records::PrintDate(meter.valid_to()));
  }
}

void CheckMeter(const pb::Meter& meter, FieldErrors& errors) {
  const std::string id = meter.name().substr(meter.name().rfind('/') + 1);
  if (IsVirtual(meter)) {
    CheckVirtualMeter(meter, errors);
    if (IsGsrn(id))
      errors.Add("name", kMalformed, "another id than a GSRN for a virtual meter", id);
  } else if (!IsGsrn(id)) {
    errors.Add("name", kMalformed, "a GSRN as the id: 18 digits, the last a check digit", id);
  }
  if (!meter.submeter_of().empty() && meter.submeter_of() == meter.name()) {
    errors.Add("submeter_of", "CONTRADICTION", "another meter", meter.submeter_of());
  }
  CheckOrder("valid_to", &meter.valid_from(), Set(meter.has_valid_to(), meter.valid_to()), errors);
}

// A meter refers to its own kind, which must therefore stand where it will stay.
const Kind* MakeMeterKind() {
  auto* kind = new Kind();
  *kind = records::MakeKind<pb::Meter>("meter", CheckMeter,
                                       {{"building", &BuildingKind()}, {"submeter_of", kind}});
  return kind;
}

template <class T>
const Kind* OfBuilding(const char* table, void (*check)(const T&, FieldErrors&)) {
  return new Kind(records::MakeKind<T>(table, check, {{"building", &BuildingKind()}}));
}

}  // namespace

const Kind& BuildingKind() {
  static const Kind& kind = *new Kind(
      records::MakeKind<pb::Building>("building", CheckBuilding, {{"site", &SiteKind()}}));
  return kind;
}

const Kind& AreaKind() {
  static const Kind& kind = *OfBuilding<pb::Area>("area", CheckArea);
  return kind;
}

const Kind& MaintenanceEntryKind() {
  static const Kind& kind =
      *OfBuilding<pb::MaintenanceEntry>("maintenance_entry", CheckMaintenanceEntry);
  return kind;
}

const Kind& ConditionSurveyKind() {
  static const Kind& kind =
      *OfBuilding<pb::ConditionSurvey>("condition_survey", CheckConditionSurvey);
  return kind;
}

const Kind& ProjectKind() {
  static const Kind& kind = *OfBuilding<pb::Project>("project", CheckProject);
  return kind;
}

const Kind& GreenLoanQualificationKind() {
  static const Kind& kind = *new Kind(records::MakeKind<pb::GreenLoanQualification>(
      "green_loan_qualification", nullptr, {{"project", &ProjectKind()}}));
  return kind;
}

const Kind& MeterKind() {
  static const Kind& kind = *MakeMeterKind();
  return kind;
}

bool IsVirtual(const pb::Meter& meter) { return meter.sum_of_size() > 0 || meter.less_size() > 0; }

std::vector<const Kind*> Kinds() {
  std::vector<const Kind*> kinds = {&SiteKind(),
                                    &BuildingKind(),
                                    &BuildingGroupKind(),
                                    &GroupMembershipKind(),
                                    &AreaKind(),
                                    &MaintenanceEntryKind(),
                                    &ConditionSurveyKind(),
                                    &EnergyCertificateKind(),
                                    &LeaseKind(),
                                    &MeterKind(),
                                    &ProjectKind(),
                                    &GreenLoanQualificationKind(),
                                    &GreenLoanRuleKind(),
                                    &EmissionFactorSetKind()};
  for (const Kind* kind : CounterKinds()) kinds.push_back(kind);
  for (const Kind* kind : WeatherKinds()) kinds.push_back(kind);
  return kinds;
}

}  // namespace ett::property
