#include "services/property/labels.h"

#include <map>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

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
      {v1::CARRIER_BIO, {"bio", MakeText("Bioenergi", "Bioenergy")}}};
  return Find(known, carrier);
}

Category ProjectCategory(const v1::Project& project) {
  return Named(project.name(), project.display_name(), project.display_name_en());
}

Category LenderCategory(const std::string& lender) {
  std::string id;
  for (const char c : lender) {
    if (absl::ascii_isalnum(static_cast<unsigned char>(c))) {
      id.push_back(absl::ascii_tolower(static_cast<unsigned char>(c)));
    } else if (!id.empty() && id.back() != '-') {
      id.push_back('-');
    }
  }
  return {id, MakeText(lender, lender)};
}

}  // namespace ett::property
