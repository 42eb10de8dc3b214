#include "services/property/energy_change_figures.h"

#include <algorithm>
#include <cmath>

#include "records/row.h"
#include "services/property/dates.h"
#include "services/property/domain/degree_days.h"
#include "services/property/domain/energy.h"
#include "services/property/domain/energy_change.h"
#include "services/property/energy_figures.h"
#include "services/property/weather_figures.h"

namespace ett::property {
namespace {

using figures::Category;
using figures::Figure;
using figures::MakeText;
using figures::Period;
using figures::Value;

// What the meters of a building say of both periods.
struct Compared {
  Energy before;
  Energy after;
  bool synthetic = false;
};

Period YearBefore(const Period& period) {
  return Period::Of(period.kind(), period.year() - 1, period.index());
}

Days DaysOf(const Period& period) { return {period.first_day(), period.last_day()}; }

std::map<const v1::Building*, Compared> Compare(const Question& asked, const Period& before) {
  std::map<const v1::Building*, Compared> compared;
  ForEachMetered(asked.known, before, [&](const Metered& metered) {
    Compared& each = compared[&metered.building];
    each.before += metered.energy;
    each.synthetic |= metered.synthetic;
  });
  if (compared.empty()) return compared;
  ForEachMetered(asked.known, asked.period, [&](const Metered& metered) {
    Compared& each = compared[&metered.building];
    each.after += metered.energy;
    each.synthetic |= metered.synthetic;
  });
  return compared;
}

// From its first meter to its last, by building.
std::map<std::string, Days> MeteredDays(const Register& known) {
  std::map<std::string, Days> days;
  for (const v1::Meter& meter : known.metering.meters()) {
    for (const MeterPart& part : known.metering.CountedPartsOf(meter)) {
      const auto [found, first] = days.emplace(meter.building(), part.days);
      found->second.first = std::min(found->second.first, part.days.first);
      found->second.last = std::max(found->second.last, part.days.last);
    }
  }
  return days;
}

Days DaysThere(const v1::Building& building, const Days& metered) {
  Days there = metered;
  if (building.has_in_use_from()) {
    there.first = std::max(there.first, records::FirstDayOf(building.in_use_from()));
  }
  if (building.has_in_use_to()) {
    there.last = std::min(there.last, records::LastDayOf(building.in_use_to()));
  }
  return there;
}

struct Part {
  Category category;
  std::int64_t wh;
};

// Weather is a part where both periods have one.
std::vector<Part> PartsOf(const EnergyChange& change, bool weather) {
  std::vector<Part> parts = {{{"area", MakeText("Endret areal", "Change of area")}, change.area_wh},
                             {{"opened", MakeText("Tatt i bruk", "Opened")}, change.opened_wh},
                             {{"closed", MakeText("Tatt ut av bruk", "Closed")}, change.closed_wh},
                             {{"rest", MakeText("Resten", "The rest")}, change.rest_wh}};
  if (weather) parts.push_back({{"weather", MakeText("Vær", "Weather")}, change.weather_wh});
  return parts;
}

// What the weather of two periods says of energy.
class WeatherEffect {
 public:
  WeatherEffect(const Question& asked, const Period& before)
      : known_(asked.known),
        before_(DegreeDaysIn(asked.known, before)),
        after_(DegreeDaysIn(asked.known, asked.period)) {}

  // How much more a building used for it: of the energy before, the share that follows the
  // temperature grows as the degree days do.
  std::optional<std::int64_t> Of(const v1::Building& building, const Energy& energy) const {
    if (!before_ || !after_) return std::nullopt;
    const double factor =
        CorrectionOf(HeatingShareOf(known_, building), after_->number, before_->number);
    return std::llround(static_cast<double>(energy.sum_wh) * (factor - 1));
  }

  bool synthetic() const { return before_ && after_ && (before_->synthetic || after_->synthetic); }

 private:
  const Register& known_;
  std::optional<ActualDegreeDays> before_;
  std::optional<ActualDegreeDays> after_;
};

void AddPart(const Compared& compared, std::int64_t wh, Cell& cell) {
  cell.wh += wh;
  cell.energy_before += compared.before;
  cell.energy += compared.after;
  ++cell.records;
  cell.synthetic |= compared.synthetic;
}

bool Withheld(const Energy& energy) { return energy.expected_quarters > 0 && !energy.Tellable(); }

Figure ToldChange(const Cell& cell) {
  if (Withheld(cell.energy_before)) return TooFewReadings(cell.energy_before);
  if (Withheld(cell.energy)) return TooFewReadings(cell.energy);
  Value value{static_cast<double>(cell.wh) / kWhInKwh};
  if (cell.energy.estimated_quarters + cell.energy_before.estimated_quarters > 0) {
    value.status = figures::pb::CELL_STATUS_ESTIMATED;
  }
  return value;
}

}  // namespace

Entries EnergyChanges(const Question& asked) {
  Tally tally(asked.query);
  const Period period_before = YearBefore(asked.period);
  const Days before = DaysOf(period_before);
  const Days after = DaysOf(asked.period);
  const std::map<std::string, Days> metered = MeteredDays(asked.known);
  const WeatherEffect weather(asked, period_before);
  for (const auto& each : Compare(asked, period_before)) {
    const v1::Building* building = each.first;
    Compared compared = each.second;
    compared.synthetic |= weather.synthetic();
    const BuildingEnergy energy{compared.before.sum_wh,
                                compared.after.sum_wh,
                                GrossArea(asked.known, building->name(), before),
                                GrossArea(asked.known, building->name(), after),
                                DaysThere(*building, metered.at(building->name())),
                                weather.Of(*building, compared.before)};
    const EnergyChange change = Decompose(energy, before, after);
    if (!tally.AskedBy("part")) {
      Add(asked, tally, {*building}, [&](Cell& cell) { AddPart(compared, change.Sum(), cell); });
      continue;
    }
    for (const Part& part : PartsOf(change, energy.weather_wh.has_value())) {
      Add(asked, tally, {*building, {{"part", part.category}}},
          [&](Cell& cell) { AddPart(compared, part.wh, cell); });
    }
  }
  return tally.Entries(asked.period, asked.status, ToldChange);
}

}  // namespace ett::property
