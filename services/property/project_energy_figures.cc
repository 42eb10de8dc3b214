#include "services/property/energy_figures.h"
#include "services/property/labels.h"
#include "services/property/project_figures.h"

namespace ett::property {
namespace {

using figures::Absent;
using figures::Figure;
using figures::MakeText;
using figures::Value;

// Energy and area of the buildings of projects whose first metered year the period is, a cell for
// each project. Of several there is no total.
Entries FirstYears(const Question& asked, const std::function<Figure(const Cell&)>& told) {
  if (asked.period.kind() != figures::Period::Kind::kYear) return {};
  std::map<const v1::Building*, Energy> metered;
  ForEachMetered(asked.known, asked.period,
                 [&](const Metered& each) { metered[&each.building] += each.energy; });
  const Days days{asked.period.first_day(), asked.period.last_day()};
  Tally tally(asked.query);
  for (const v1::Project& project : asked.known.projects) {
    const v1::Building* building = asked.known.BuildingOf(project.building());
    if (building == nullptr || project.first_metered_year() != asked.period.year()) continue;
    Cell* cell = tally.CellOf([&](const std::string&) { return ProjectCategory(project); });
    if (cell == nullptr) continue;
    cell->energy += metered[building];
    cell->base += GrossArea(asked.known, building->name(), days);
    cell->amount = project.energy_aim_kwh_per_m2();
    cell->incomplete |= !project.has_energy_aim_kwh_per_m2();
    ++cell->records;
    cell->synthetic |= project.synthetic() || building->synthetic();
  }
  return tally.Entries(asked.period, asked.status, [&](const Cell& cell) -> Figure {
    if (cell.records > 1) {
      return Absent{figures::pb::CELL_REASON_NOT_APPLICABLE,
                    MakeText("gis for hvert prosjekt", "given for each project")};
    }
    if (cell.base <= 0) {
      return Absent{figures::pb::CELL_REASON_MISSING,
                    MakeText("bygningens areal er ikke kjent", "the building's area is not known")};
    }
    return told(cell);
  });
}

}  // namespace

Entries FirstYearEnergy(const Question& asked) {
  return FirstYears(asked, [](const Cell& cell) { return Told(cell.energy, cell.base); });
}

Entries FirstYearEnergyDeviation(const Question& asked) {
  return FirstYears(asked, [](const Cell& cell) -> Figure {
    Figure told = Told(cell.energy, cell.base);
    auto* value = std::get_if<Value>(&told);
    if (value == nullptr) return told;
    if (cell.incomplete || cell.amount <= 0) {
      return Absent{figures::pb::CELL_REASON_MISSING,
                    MakeText("prosjektets energimål er ikke registrert",
                             "the project's aim for energy is not recorded")};
    }
    value->value = (std::get<double>(value->value) / cell.amount - 1) * 100;
    return told;
  });
}

}  // namespace ett::property
