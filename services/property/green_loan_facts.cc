#include "services/property/green_loan_facts.h"

#include "absl/strings/str_cat.h"
#include "records/row.h"
#include "services/property/domain/energy.h"
#include "services/property/energy_figures.h"

namespace ett::property {
namespace {

using figures::Period;

constexpr char kPerSquareMetre[] = "kWh/m²";

struct Source {
  const std::string& record;
  const char* field;
};

MaybeFact NumberFact(bool given, double number, const Source& source, const char* unit) {
  if (!given) return std::nullopt;
  return GreenLoanFact{number, {source.record, source.field, absl::StrCat(number), unit}};
}

MaybeFact FlagFact(bool given, bool flag, const Source& source) {
  if (!given) return std::nullopt;
  return GreenLoanFact{flag ? 1.0 : 0.0,
                       {source.record, source.field, flag ? "true" : "false", ""}};
}

// The first and the last day of the works, where known.
struct Works {
  std::optional<absl::CivilDay> first;
  std::optional<absl::CivilDay> last;
};

Works WorksOf(const v1::Project& project) {
  Works works;
  if (project.has_construction_date()) {
    works.first = records::FirstDayOf(project.construction_date());
  }
  if (project.has_completed_date()) works.last = records::LastDayOf(project.completed_date());
  return works;
}

struct Pair {
  MaybeFact before;
  MaybeFact after;
  bool whole() const { return before.has_value() && after.has_value(); }
};

Pair Estimated(const v1::Project& project) {
  const std::string& name = project.name();
  return {NumberFact(project.has_energy_before_kwh_per_m2(), project.energy_before_kwh_per_m2(),
                     {name, "energy_before_kwh_per_m2"}, kPerSquareMetre),
          NumberFact(project.has_energy_aim_kwh_per_m2(), project.energy_aim_kwh_per_m2(),
                     {name, "energy_aim_kwh_per_m2"}, kPerSquareMetre)};
}

// The last certificate before the works, and the last since.
Pair Certified(const Register& known, const v1::Project& project) {
  const Works works = WorksOf(project);
  const v1::EnergyCertificate* before = nullptr;
  const v1::EnergyCertificate* after = nullptr;
  const auto newer = [](const v1::EnergyCertificate& each, const v1::EnergyCertificate* than) {
    return than == nullptr ||
           records::FirstDayOf(than->issued_date()) <= records::FirstDayOf(each.issued_date());
  };
  for (const v1::EnergyCertificate& each : known.energy_certificates) {
    if (each.building() != project.building() || !each.has_calculated_kwh_per_m2()) continue;
    const absl::CivilDay issued = records::FirstDayOf(each.issued_date());
    if (works.first && issued < *works.first && newer(each, before)) before = &each;
    if (works.last && issued >= *works.last && newer(each, after)) after = &each;
  }
  const auto fact = [](const v1::EnergyCertificate* certificate) {
    if (certificate == nullptr) return MaybeFact();
    return NumberFact(true, certificate->calculated_kwh_per_m2(),
                      {certificate->name(), "calculated_kwh_per_m2"}, kPerSquareMetre);
  };
  return {fact(before), fact(after)};
}

MaybeFact MeasuredIn(const Register& known, const v1::Project& project, int year) {
  const v1::Building* building = known.BuildingOf(project.building());
  if (building == nullptr || year < 1900 || year > 2100) return std::nullopt;
  const Period period = Period::Year(year);
  Energy energy;
  ForEachMetered(known, period, [&](const Metered& metered) {
    if (&metered.building == building) energy += metered.energy;
  });
  const double m2 = GrossArea(known, building->name(), {period.first_day(), period.last_day()});
  if (!energy.Tellable() || m2 <= 0) return std::nullopt;
  MaybeFact fact = NumberFact(true, static_cast<double>(energy.sum_wh) / kWhInKwh / m2,
                              {building->name(), "energy-use"}, kPerSquareMetre);
  fact->evidence.field = absl::StrCat("energy-use ", year);
  return fact;
}

Pair Measured(const Register& known, const v1::Project& project) {
  const Works works = WorksOf(project);
  Pair pair;
  if (works.first) {
    pair.before = MeasuredIn(known, project, static_cast<int>(works.first->year()) - 1);
  }
  if (project.first_metered_year() != 0) {
    pair.after = MeasuredIn(known, project, project.first_metered_year());
  }
  return pair;
}

Pair EnergyOf(const Register& known, const v1::Project& project) {
  const Pair pairs[] = {Estimated(project), Certified(known, project), Measured(known, project)};
  for (const Pair& pair : pairs) {
    if (pair.whole()) return pair;
  }
  // None is whole: what is known after the project may still be held against regulations.
  for (const Pair& pair : pairs) {
    if (pair.after) return {std::nullopt, pair.after};
  }
  return {pairs[0].before, std::nullopt};
}

MaybeFact AreaOn(const Register& known, const std::string& building, absl::CivilDay day) {
  const double m2 = GrossArea(known, building, {day, day});
  return NumberFact(m2 > 0, m2, {building, "areas"}, "m²");
}

void AddAmbitions(const v1::Project& project, GreenLoanFacts& facts) {
  const v1::Ambitions& ambitions = project.ambitions();
  const std::string& name = project.name();
  facts.passive_house = FlagFact(ambitions.has_passive_house(), ambitions.passive_house(),
                                 {name, "ambitions.passive_house"});
  facts.near_zero_emission =
      FlagFact(ambitions.has_near_zero_emission(), ambitions.near_zero_emission(),
               {name, "ambitions.near_zero_emission"});
  facts.plus_house =
      FlagFact(ambitions.has_plus_house(), ambitions.plus_house(), {name, "ambitions.plus_house"});
  const v1::BreeamNorLevel level = ambitions.breeam_nor();
  if (level != v1::BREEAM_NOR_LEVEL_UNSPECIFIED) {
    facts.breeam_nor =
        GreenLoanFact{static_cast<double>(level),
                      {name, "ambitions.breeam_nor",
                       v1::BreeamNorLevel_Name(level).substr(sizeof("BREEAM_NOR_LEVEL_") - 1), ""}};
  }
}

}  // namespace

GreenLoanFacts FactsOf(const Register& known, const v1::Project& project) {
  GreenLoanFacts facts;
  Pair energy = EnergyOf(known, project);
  facts.before_kwh_per_m2 = std::move(energy.before);
  facts.after_kwh_per_m2 = std::move(energy.after);
  const std::string& name = project.name();
  facts.frame_kwh_per_m2 =
      NumberFact(project.has_energy_frame_kwh_per_m2(), project.energy_frame_kwh_per_m2(),
                 {name, "energy_frame_kwh_per_m2"}, kPerSquareMetre);
  const Works works = WorksOf(project);
  if (works.first) facts.before_m2 = AreaOn(known, project.building(), *works.first - 1);
  if (works.last) facts.after_m2 = AreaOn(known, project.building(), *works.last + 1);
  AddAmbitions(project, facts);
  facts.solid_timber =
      FlagFact(project.has_solid_timber(), project.solid_timber(), {name, "solid_timber"});
  facts.enova_support =
      FlagFact(project.has_enova_support(), project.enova_support(), {name, "enova_support"});
  return facts;
}

v1::GreenLoanCategory LoanCategoryOf(const v1::Project& project) {
  switch (project.kind()) {
    case v1::PROJECT_KIND_NEW_BUILD:
      return v1::GREEN_LOAN_CATEGORY_NEW_BUILD;
    case v1::PROJECT_KIND_REHABILITATION:
      return v1::GREEN_LOAN_CATEGORY_REHABILITATION;
    case v1::PROJECT_KIND_UPGRADE:
      return v1::GREEN_LOAN_CATEGORY_ENERGY_SAVING;
    default:
      return v1::GREEN_LOAN_CATEGORY_UNSPECIFIED;
  }
}

}  // namespace ett::property
