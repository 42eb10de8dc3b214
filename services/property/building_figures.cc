#include "services/property/building_figures.h"

#include "records/row.h"
#include "services/property/dates.h"
#include "services/property/labels.h"

namespace ett::property {
namespace {

using figures::Absent;
using figures::Category;
using figures::Figure;
using figures::MakeText;
using figures::Value;

// Function 121 has costs but its area is left out of KOSTRA's divisors.
constexpr int kAdministrationOfProperty = 121;
constexpr double kOreInKrone = 100;

std::vector<Category> GroupsOf(const Question& asked, const v1::Building& building) {
  std::vector<Category> groups;
  const auto [first, last] = asked.known.members.equal_range(building.name());
  for (auto each = first; each != last; ++each) {
    const auto group = asked.known.groups.find(each->second.building_group());
    if (group == asked.known.groups.end()) continue;
    if (ValidityOf(each->second).Holds(asked.period.last_day())) {
      groups.push_back(GroupCategory(group->second));
    }
  }
  return groups;
}

Category SiteOf(const Question& asked, const v1::Building& building) {
  const auto site = asked.known.sites.find(building.site());
  return site == asked.known.sites.end() ? NoSite() : SiteCategory(site->second);
}

std::vector<Category> CategoriesOn(const Question& asked, const std::string& dimension,
                                   const Place& place) {
  const auto own = place.own.find(dimension);
  if (own != place.own.end()) return {own->second};
  if (dimension == "group") return GroupsOf(asked, place.building);
  if (dimension == "site") return {SiteOf(asked, place.building)};
  if (dimension == "function") return {FunctionCategory(place.building.kostra_function())};
  return {BuildingCategory(place.building)};
}

Entries AreaOf(const Question& asked, v1::Tenure tenure) {
  Tally tally(asked.query);
  const absl::CivilDay day = asked.period.last_day();
  for (const v1::Area& area : asked.known.areas) {
    if (!Counts(asked.known, area, tenure, day)) continue;
    Add(asked, tally, {*asked.known.BuildingOf(area.building())}, [&](Cell& cell) {
      cell.amount += area.square_metres();
      ++cell.records;
      cell.synthetic |= area.synthetic();
    });
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
    Add(asked, tally, {*building, {{"kind", MaintenanceKindCategory(entry.kind())}}},
        [&](Cell& cell) {
          cell.ore += entry.amount_ore();
          ++cell.records;
          cell.synthetic |= entry.synthetic();
        });
  }
  return any;
}

}  // namespace

void Add(const Question& asked, Tally& tally, const Place& place,
         absl::FunctionRef<void(Cell&)> visit) {
  tally.Add([&](const std::string& dimension) { return CategoriesOn(asked, dimension, place); },
            visit);
}

void AddDivisor(const Question& asked, Tally& tally,
                const std::map<std::string, figures::Category>& own) {
  const absl::CivilDay day = asked.period.last_day();
  for (const v1::Area& area : asked.known.areas) {
    if (!Counts(asked.known, area, v1::TENURE_OWNED, day)) continue;
    const v1::Building& building = *asked.known.BuildingOf(area.building());
    if (building.kostra_function() == kAdministrationOfProperty) continue;
    Add(asked, tally, {building, own}, [&](Cell& cell) {
      cell.base += area.square_metres();
      cell.synthetic |= area.synthetic();
    });
  }
}

Figure NoArea() {
  return Absent{figures::pb::CELL_REASON_NOT_APPLICABLE,
                MakeText("ikke noe eid areal å dele på", "no owned area to divide by")};
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
  for (const auto& [name, building] : asked.known.buildings) {
    if (!InUse(building, asked.period.last_day())) continue;
    const bool synthetic = building.synthetic();
    Add(asked, tally, {building}, [&](Cell& cell) {
      ++cell.records;
      cell.synthetic |= synthetic;
    });
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

}  // namespace ett::property
