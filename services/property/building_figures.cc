#include "services/property/building_figures.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "figures/round.h"
#include "records/row.h"
#include "services/property/domain/local_day.h"
#include "services/property/labels.h"

namespace ett::property {
namespace {

using figures::Absent;
using figures::Category;
using figures::Figure;
using figures::Language;
using figures::MakeText;
using figures::Value;

// Function 121 has costs but its area is left out of KOSTRA's divisors.
constexpr int kAdministrationOfProperty = 121;
constexpr double kOreInKrone = 100;
constexpr double kWhInKwh = 1000;

Entries AreaOf(const Question& asked, v1::Tenure tenure) {
  Tally tally(asked.query);
  const absl::CivilDay day = asked.period.last_day();
  for (const v1::Area& area : asked.known.areas) {
    if (!Counts(asked.known, area, tenure, day)) continue;
    const v1::Building& building = *asked.known.BuildingOf(area.building());
    Cell* cell =
        tally.CellOf([&](const std::string& dimension) { return CategoryOn(dimension, building); });
    if (cell == nullptr) continue;
    cell->amount += area.square_metres();
    ++cell->records;
    cell->synthetic |= area.synthetic();
  }
  return tally.Entries(asked.period, asked.status,
                       [](const Cell& cell) -> Figure { return Value{cell.amount}; });
}

bool InPeriod(const google::type::Date& date, const figures::Period& period) {
  return period.Contains(records::FirstDayOf(date)) && period.Contains(records::LastDayOf(date));
}

// Whether there was any.
bool AddMaintenance(const Question& asked, Tally& tally) {
  bool any = false;
  for (const v1::MaintenanceEntry& entry : asked.known.maintenance_entries) {
    const v1::Building* building = asked.known.BuildingOf(entry.building());
    if (building == nullptr || !InPeriod(entry.entry_date(), asked.period)) continue;
    any = true;
    Cell* cell = tally.CellOf([&](const std::string& dimension) {
      return dimension == "kind" ? MaintenanceKindCategory(entry.kind())
                                 : CategoryOn(dimension, *building);
    });
    if (cell == nullptr) continue;
    cell->ore += entry.amount_ore();
    ++cell->records;
    cell->synthetic |= entry.synthetic();
  }
  return any;
}

Energy InPeriod(const Register& known, const v1::Meter& meter, const figures::Period& period,
                bool& synthetic) {
  Energy energy;
  absl::CivilDay last = period.last_day();
  if (meter.has_valid_to()) last = std::min(last, records::LastDayOf(meter.valid_to()));
  energy.expected_quarters =
      QuartersBetween(std::max(period.first_day(), records::FirstDayOf(meter.valid_from())), last);
  const std::string id = meter.name().substr(meter.name().rfind('/') + 1);
  // The ids of meters are checked to be GSRNs.
  const auto months = known.months.find(std::stoll(id));
  if (months == known.months.end()) return energy;
  for (const MeterMonth& month : months->second) {
    if (month.month < MonthNumber(period.first_day())) continue;
    if (month.month > MonthNumber(period.last_day())) break;
    energy += month.energy;
    synthetic |= month.synthetic;
  }
  return energy;
}

void AddEnergy(const Question& asked, Tally& tally) {
  ForEachMeter(asked, [&](const MeteredEnergy& metered) {
    Cell* cell =
        tally.CellOf([&](const std::string& dimension) { return CategoryOn(dimension, metered); });
    if (cell == nullptr) return;
    cell->energy += metered.energy;
    ++cell->records;
    cell->synthetic |= metered.synthetic;
  });
}

Figure Told(const Energy& energy, double divisor) {
  return Told(energy, static_cast<double>(energy.sum_wh), divisor);
}

}  // namespace

void AddDivisor(const Question& asked, Tally& tally) {
  AddDivisor(asked, tally, [](const std::string& dimension, const v1::Building& building) {
    return CategoryOn(dimension, building);
  });
}

void AddDivisor(const Question& asked, Tally& tally, const CategoryOfBuilding& category) {
  const absl::CivilDay day = asked.period.last_day();
  for (const v1::Area& area : asked.known.areas) {
    if (!Counts(asked.known, area, v1::TENURE_OWNED, day)) continue;
    const v1::Building& building = *asked.known.BuildingOf(area.building());
    if (building.kostra_function() == kAdministrationOfProperty) continue;
    Cell* cell =
        tally.CellOf([&](const std::string& dimension) { return category(dimension, building); });
    if (cell == nullptr) continue;
    cell->base += area.square_metres();
    cell->synthetic |= area.synthetic();
  }
}

Figure NoArea() {
  return Absent{figures::pb::CELL_REASON_NOT_APPLICABLE,
                MakeText("ikke noe eid areal å dele på", "no owned area to divide by")};
}

void ForEachMeter(const Question& asked, const std::function<void(const MeteredEnergy&)>& visit) {
  for (const v1::Meter& meter : asked.known.meters) {
    const v1::Building* building = asked.known.BuildingOf(meter.building());
    if (building == nullptr || !meter.submeter_of().empty()) continue;
    MeteredEnergy metered{&meter, building, {}, meter.synthetic()};
    metered.energy = InPeriod(asked.known, meter, asked.period, metered.synthetic);
    if (metered.energy.expected_quarters > 0) visit(metered);
  }
}

Category CategoryOn(const std::string& dimension, const MeteredEnergy& metered) {
  return dimension == "carrier" ? CarrierCategory(metered.meter->carrier())
                                : CategoryOn(dimension, *metered.building);
}

Figure Told(const Energy& energy, double wh, double divisor) {
  const double percent = energy.Coverage() * 100;
  if (!energy.Tellable()) {
    return Absent{
        figures::pb::CELL_REASON_MISSING,
        MakeText(absl::StrCat("målingene dekker ", figures::Print(percent, 1, Language::kNb),
                              " prosent av perioden; under 95 prosent gis ikke tallet"),
                 absl::StrCat("readings cover ", figures::Print(percent, 1, Language::kEn),
                              " percent of the period; below 95 percent the figure is "
                              "not given"))};
  }
  Value value{wh / kWhInKwh / divisor};
  value.coverage = std::min(1.0, energy.Coverage());
  if (energy.estimated_quarters > 0) value.status = figures::pb::CELL_STATUS_ESTIMATED;
  return value;
}

Category CategoryOn(const std::string& dimension, const v1::Building& building) {
  return dimension == "function" ? FunctionCategory(building.kostra_function())
                                 : BuildingCategory(building);
}

std::map<std::string, double> OwnedAreas(const Question& asked) {
  std::map<std::string, double> owned;
  for (const v1::Area& area : asked.known.areas) {
    if (Counts(asked.known, area, v1::TENURE_OWNED, asked.period.last_day())) {
      owned[area.building()] += area.square_metres();
    }
  }
  return owned;
}

Entries Buildings(const Question& asked) {
  Tally tally(asked.query);
  for (const auto& [name, each] : asked.known.buildings) {
    const v1::Building& building = each;
    if (!InUse(building, asked.period.last_day())) continue;
    Cell* cell =
        tally.CellOf([&](const std::string& dimension) { return CategoryOn(dimension, building); });
    if (cell == nullptr) continue;
    ++cell->records;
    cell->synthetic |= building.synthetic();
  }
  return tally.Entries(asked.period, asked.status, [](const Cell& cell) -> Figure {
    return Value{static_cast<double>(cell.records)};
  });
}

Entries OwnedArea(const Question& asked) { return AreaOf(asked, v1::TENURE_OWNED); }
Entries LeasedArea(const Question& asked) { return AreaOf(asked, v1::TENURE_LEASED); }

Entries MaintenanceCost(const Question& asked) {
  Tally tally(asked.query);
  AddMaintenance(asked, tally);
  return tally.Entries(asked.period, asked.status, [](const Cell& cell) -> Figure {
    return Value{static_cast<double>(cell.ore) / kOreInKrone};
  });
}

Entries MaintenanceCostPerSquareMetre(const Question& asked) {
  Tally tally(asked.query);
  if (!AddMaintenance(asked, tally)) return {};
  AddDivisor(asked, tally);
  return tally.Entries(asked.period, asked.status, [](const Cell& cell) -> Figure {
    if (cell.base <= 0) return NoArea();
    return Value{static_cast<double>(cell.ore) / kOreInKrone / cell.base};
  });
}

Entries EnergyUse(const Question& asked) {
  Tally tally(asked.query);
  AddEnergy(asked, tally);
  return tally.Entries(asked.period, asked.status,
                       [](const Cell& cell) { return Told(cell.energy, 1); });
}

Entries EnergyUsePerSquareMetre(const Question& asked) {
  Tally tally(asked.query);
  AddEnergy(asked, tally);
  AddDivisor(asked, tally);
  return tally.Entries(asked.period, asked.status, [](const Cell& cell) {
    return cell.base <= 0 ? NoArea() : Told(cell.energy, cell.base);
  });
}

}  // namespace ett::property
