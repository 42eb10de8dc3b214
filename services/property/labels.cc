#include "services/property/labels.h"

#include <map>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "services/property/dates.h"

namespace ett::property {
namespace {

using figures::Category;
using figures::MakeText;

std::string IdOf(const std::string& name) { return name.substr(name.rfind('/') + 1); }

Category Named(const std::string& name, const std::string& nb, const std::string& en) {
  return {IdOf(name), MakeText(nb, en.empty() ? nb : en)};
}

template <class Code>
Category Find(const std::map<Code, Category>& known, Code code) {
  const auto found = known.find(code);
  if (found != known.end()) return found->second;
  const std::string text = absl::StrCat(static_cast<int>(code));
  return {text, MakeText(text, text)};
}

// In lower-case letters, digits and hyphens.
std::string CodeOf(const std::string& name) {
  std::string id;
  for (const char c : name) {
    if (absl::ascii_isalnum(static_cast<unsigned char>(c))) {
      id.push_back(absl::ascii_tolower(static_cast<unsigned char>(c)));
    } else if (!id.empty() && id.back() != '-') {
      id.push_back('-');
    }
  }
  return id;
}

}  // namespace

Category BuildingCategory(const v1::Building& building) {
  return Named(building.name(), building.display_name(), building.display_name_en());
}

Category FunctionCategory(int kostra_function) {
  static const auto& known = *new std::map<int, Category>{
      {121, {"121", MakeText("Forvaltning av eiendom", "Administration of property")}},
      {130, {"130", MakeText("Administrasjonslokaler", "Administrative premises")}},
      {221, {"221", MakeText("Barnehagelokaler", "Kindergarten premises")}},
      {222, {"222", MakeText("Skolelokaler", "School premises")}},
      {261, {"261", MakeText("Institusjonslokaler", "Institution premises")}},
      {381, {"381", MakeText("Idrettsbygg", "Sports buildings")}},
      {386, {"386", MakeText("Kulturbygg", "Culture buildings")}}};
  return Find(known, kostra_function);
}

Category MaintenanceKindCategory(v1::MaintenanceKind kind) {
  static const auto& known = *new std::map<v1::MaintenanceKind, Category>{
      {v1::MAINTENANCE_KIND_PLANNED, {"planned", MakeText("Planlagt", "Planned")}},
      {v1::MAINTENANCE_KIND_CORRECTIVE, {"corrective", MakeText("Avhjelpende", "Corrective")}},
      {v1::MAINTENANCE_KIND_UPGRADE, {"upgrade", MakeText("Oppgradering", "Upgrade")}}};
  return Find(known, kind);
}

Category CarrierCategory(v1::Carrier carrier) {
  static const auto& known = *new std::map<v1::Carrier, Category>{
      {v1::CARRIER_ELECTRICITY, {"electricity", MakeText("Elektrisitet", "Electricity")}},
      {v1::CARRIER_DISTRICT_HEATING,
       {"district-heating", MakeText("Fjernvarme", "District heating")}},
      {v1::CARRIER_GAS, {"gas", MakeText("Gass", "Gas")}},
      {v1::CARRIER_OIL, {"oil", MakeText("Fyringsolje", "Fuel oil")}},
      {v1::CARRIER_BIO, {"bio", MakeText("Bioenergi", "Bioenergy")}},
      {v1::CARRIER_WATER, {"water", MakeText("Vann", "Water")}}};
  return Find(known, carrier);
}

Category ProjectCategory(const v1::Project& project) {
  return Named(project.name(), project.display_name(), project.display_name_en());
}

Category LenderCategory(const std::string& lender) {
  return {CodeOf(lender), MakeText(lender, lender)};
}
Category LessorCategory(const std::string& lessor) {
  return {CodeOf(lessor), MakeText(lessor, lessor)};
}

Category SiteCategory(const v1::Site& site) {
  return Named(site.name(), site.display_name(), site.display_name_en());
}

Category NoSite() { return {"none", MakeText("Uten område", "No site")}; }

Category GroupCategory(const v1::BuildingGroup& group) {
  return Named(group.name(), group.display_name(), group.display_name_en());
}

Category GradeCategory(v1::ConditionGrade grade) {
  static const auto& known = *new std::map<v1::ConditionGrade, Category>{
      {v1::CONDITION_GRADE_TG0, {"tg0", MakeText("TG0: ingen avvik", "TG0: no deviation")}},
      {v1::CONDITION_GRADE_TG1, {"tg1", MakeText("TG1: mindre avvik", "TG1: minor deviation")}},
      {v1::CONDITION_GRADE_TG2,
       {"tg2", MakeText("TG2: vesentlige avvik", "TG2: considerable deviation")}},
      {v1::CONDITION_GRADE_TG3, {"tg3", MakeText("TG3: store avvik", "TG3: serious deviation")}},
      {v1::CONDITION_GRADE_TGIU,
       {"tgiu", MakeText("TGIU: ikke inspisert", "TGIU: not inspected")}}};
  return Find(known, grade);
}

Category ComponentCategory(const std::string& component) {
  static const auto& known = *new std::map<std::string, figures::Text>{
      {"roof", MakeText("Tak", "Roof")},
      {"facade", MakeText("Fasade", "Facade")},
      {"windows", MakeText("Vinduer", "Windows")},
      {"ventilation", MakeText("Ventilasjon", "Ventilation")},
      {"electrical", MakeText("Elektro", "Electrical")},
      {"heating", MakeText("Oppvarming", "Heating")}};
  const auto found = known.find(component);
  return {component, found == known.end() ? MakeText(component, component) : found->second};
}

Category EnergyMarkCategory(v1::EnergyMark mark) {
  if (mark == v1::ENERGY_MARK_UNSPECIFIED) {
    return {"none", MakeText("Uten gyldig energiattest", "No valid certificate")};
  }
  const std::string letter(1, static_cast<char>('A' + mark - v1::ENERGY_MARK_A));
  return {absl::AsciiStrToLower(letter), MakeText(letter, letter)};
}

Category FactorSetCategory(const v1::EmissionFactorSet& set) {
  Category category = Named(set.name(), set.display_name(), set.display_name_en());
  const std::string days = absl::StrCat(" (", Print(ValidityOf(set)), ")");
  category.label.set_nb(category.label.nb() + days);
  category.label.set_en(category.label.en() + days);
  return category;
}

Category VerdictCategory(v1::GreenLoanVerdict verdict) {
  static const auto& known = *new std::map<v1::GreenLoanVerdict, Category>{
      {v1::GREEN_LOAN_VERDICT_MET, {"met", MakeText("Oppfylt", "Met")}},
      {v1::GREEN_LOAN_VERDICT_NOT_MET, {"not-met", MakeText("Ikke oppfylt", "Not met")}},
      {v1::GREEN_LOAN_VERDICT_NOT_KNOWN, {"not-known", MakeText("Ikke kjent", "Not known")}}};
  return Find(known, verdict);
}

}  // namespace ett::property
