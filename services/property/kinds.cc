#include "services/property/kinds.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "absl/strings/str_cat.h"
#include "ett/property/v1/property.pb.h"
#include "records/row.h"
#include "services/property/domain/gsrn.h"

namespace ett::property {
namespace {

namespace pb = ::ett::property::v1;
using google::type::Date;
using records::FieldErrors;
using records::Kind;

constexpr char kOutOfRange[] = "OUT_OF_RANGE";
constexpr char kMalformed[] = "MALFORMED";
// Ten thousand milliard kroner: sums of such amounts fit 64 bits.
constexpr std::int64_t kMostOre = 1'000'000'000'000'000;
constexpr double kMostSquareMetres = 10'000'000;
constexpr int kFunctions[] = {121, 130, 221, 222, 261, 381, 386};

void CheckRange(absl::string_view field, std::int64_t value, std::int64_t least, std::int64_t most,
                FieldErrors& errors) {
  if (value < least || value > most) {
    errors.Add(field, kOutOfRange, absl::StrCat(least, "..", most), absl::StrCat(value));
  }
}

// Null for a date that is not set.
const Date* Set(bool has, const Date& date) { return has ? &date : nullptr; }

// Whether the last day is not before the first, where both are set.
void CheckOrder(absl::string_view last_field, const Date* first, const Date* last,
                FieldErrors& errors) {
  if (first == nullptr || last == nullptr) return;
  if (records::LastDayOf(*last) >= records::FirstDayOf(*first)) return;
  errors.Add(last_field, kOutOfRange, absl::StrCat(records::PrintDate(*first), " or later"),
             records::PrintDate(*last));
}

bool IsCode(absl::string_view text) {
  return !text.empty() && text.size() <= 63 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

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
  if (!IsCode(survey.component())) {
    errors.Add("component", kMalformed, "lower-case letters, digits and hyphens",
               survey.component());
  }
  if (survey.has_lift_cost_ore()) {
    CheckRange("lift_cost_ore", survey.lift_cost_ore(), 0, kMostOre, errors);
  }
}

void CheckProject(const pb::Project& project, FieldErrors& errors) {
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

void CheckMeter(const pb::Meter& meter, FieldErrors& errors) {
  const std::string id = meter.name().substr(meter.name().rfind('/') + 1);
  if (!IsGsrn(id)) {
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
  static const Kind& kind = *new Kind(records::MakeKind<pb::Building>("building", CheckBuilding));
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

std::vector<const Kind*> Kinds() {
  return {&BuildingKind(), &AreaKind(),    &MaintenanceEntryKind(),      &ConditionSurveyKind(),
          &MeterKind(),    &ProjectKind(), &GreenLoanQualificationKind()};
}

}  // namespace ett::property
