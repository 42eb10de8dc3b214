#include "services/property/energy_figures.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "figures/round.h"
#include "records/row.h"
#include "services/property/dates.h"
#include "services/property/domain/energy.h"
#include "services/property/domain/local_day.h"
#include "services/property/labels.h"

namespace ett::property {
namespace {

using figures::Absent;
using figures::Figure;
using figures::Footnote;
using figures::Language;
using figures::MakeText;
using figures::Value;

constexpr double kGramsInKilo = 1000;

// Parts begin and end with a month, or with the meter, before and after which there is nothing.
Energy InPeriod(const Register& known, const MeterPart& part, const figures::Period& period,
                bool& synthetic) {
  Energy energy;
  const absl::CivilDay first = std::max(period.first_day(), part.days.first);
  const absl::CivilDay last = std::min(period.last_day(), part.days.last);
  energy.expected_quarters = QuartersBetween(first, last);
  const auto months = known.months.find(part.gsrn);
  if (energy.expected_quarters == 0 || months == known.months.end()) return energy;
  for (const MeterMonth& month : months->second) {
    if (month.month < MonthNumber(first)) continue;
    if (month.month > MonthNumber(last)) break;
    energy += month.energy;
    synthetic |= month.synthetic;
  }
  energy.sum_wh *= part.sign;
  return energy;
}

void ForEachOf(const Register& known, absl::Span<const v1::Meter> meters,
               const figures::Period& period, absl::FunctionRef<void(const Metered&)> visit) {
  for (const v1::Meter& meter : meters) {
    const v1::Building* building = known.BuildingOf(meter.building());
    if (building == nullptr) continue;
    bool synthetic = meter.synthetic();
    Energy energy;
    for (const MeterPart& part : known.metering.CountedPartsOf(meter)) {
      energy += InPeriod(known, part, period, synthetic);
    }
    if (energy.expected_quarters > 0) visit({meter, *building, energy, synthetic});
  }
}

void AddEnergy(const Question& asked, Tally& tally) {
  ForEachMetered(asked.known, asked.period, [&](const Metered& metered) {
    Add(asked, tally, {metered.building, {{"carrier", CarrierCategory(metered.meter.carrier())}}},
        [&](Cell& cell) {
          cell.energy += metered.energy;
          ++cell.records;
          cell.synthetic |= metered.synthetic;
        });
  });
}

std::optional<double> FactorOf(const v1::CarrierFactors& grams, v1::Carrier carrier) {
  const auto known = [](bool has, double factor) {
    return has ? std::optional<double>(factor) : std::nullopt;
  };
  switch (carrier) {
    case v1::CARRIER_ELECTRICITY:
      return known(grams.has_electricity(), grams.electricity());
    case v1::CARRIER_DISTRICT_HEATING:
      return known(grams.has_district_heating(), grams.district_heating());
    case v1::CARRIER_GAS:
      return known(grams.has_gas(), grams.gas());
    case v1::CARRIER_OIL:
      return known(grams.has_oil(), grams.oil());
    case v1::CARRIER_BIO:
      return known(grams.has_bio(), grams.bio());
    default:
      return std::nullopt;
  }
}

// Those that are applied to all of the period.
std::vector<const v1::EmissionFactorSet*> SetsInForce(const Question& asked) {
  std::vector<const v1::EmissionFactorSet*> sets;
  for (const v1::EmissionFactorSet& set : asked.known.emission_factor_sets) {
    const Days days = ValidityOf(set);
    if (days.Holds(asked.period.first_day()) && days.Holds(asked.period.last_day())) {
      sets.push_back(&set);
    }
  }
  return sets;
}

void AddCo2(const Question& asked, const v1::EmissionFactorSet& set, Tally& tally) {
  const figures::Category set_category = FactorSetCategory(set);
  ForEachMetered(asked.known, asked.period, [&](const Metered& metered) {
    const std::optional<double> grams = FactorOf(set.grams_per_kwh(), metered.meter.carrier());
    const double kwh = static_cast<double>(metered.energy.sum_wh) / kWhInKwh;
    const Place place{
        metered.building,
        {{"carrier", CarrierCategory(metered.meter.carrier())}, {"factor-set", set_category}}};
    Add(asked, tally, place, [&](Cell& cell) {
      cell.amount += kwh * grams.value_or(0) / kGramsInKilo;
      cell.incomplete |= !grams.has_value();
      cell.energy += metered.energy;
      cell.factors = &set;
      ++cell.records;
      cell.synthetic |= metered.synthetic;
    });
  });
}

Footnote FootnoteOf(const v1::EmissionFactorSet& set) {
  const figures::Category category = FactorSetCategory(set);
  return {absl::StrCat("factors-", category.id),
          MakeText(absl::StrCat("Utslippsfaktorer: ", category.label.nb(), ". ", set.source()),
                   absl::StrCat("Emission factors: ", category.label.en(), ". ", set.source()))};
}

Figure EmittedBy(const Cell& cell) {
  if (!cell.energy.Tellable()) return TooFewReadings(cell.energy);
  if (cell.incomplete) {
    return Absent{figures::pb::CELL_REASON_MISSING,
                  MakeText("faktorsettet mangler en energibærer som er brukt",
                           "the factor set lacks a carrier that was used")};
  }
  Value value{cell.amount};
  value.coverage = std::min(1.0, cell.energy.Coverage());
  value.footnotes.push_back(FootnoteOf(*cell.factors));
  if (cell.energy.estimated_quarters > 0) value.status = figures::pb::CELL_STATUS_ESTIMATED;
  return value;
}

}  // namespace

Absent TooFewReadings(const Energy& energy) {
  const double percent = energy.Coverage() * 100;
  return {figures::pb::CELL_REASON_MISSING,
          MakeText(absl::StrCat("målingene dekker ", figures::Print(percent, 1, Language::kNb),
                                " prosent av perioden; under 95 prosent gis ikke tallet"),
                   absl::StrCat("readings cover ", figures::Print(percent, 1, Language::kEn),
                                " percent of the period; below 95 percent the figure is not "
                                "given"))};
}

Figure Told(const Energy& energy, double wh, double divisor) {
  if (!energy.Tellable()) return TooFewReadings(energy);
  Value value{wh / kWhInKwh / divisor};
  value.coverage = std::min(1.0, energy.Coverage());
  if (energy.estimated_quarters > 0) value.status = figures::pb::CELL_STATUS_ESTIMATED;
  return value;
}

Figure Told(const Energy& energy, double divisor) {
  return Told(energy, static_cast<double>(energy.sum_wh), divisor);
}

void ForEachMetered(const Register& known, const figures::Period& period,
                    absl::FunctionRef<void(const Metered&)> visit) {
  ForEachOf(known, known.metering.meters(), period, visit);
}

Entries EnergyUse(const Question& asked) {
  Tally tally(asked.query);
  AddEnergy(asked, tally);
  return tally.Entries(asked.period, asked.status,
                       [](const Cell& cell) { return Told(cell.energy, 1); });
}

Entries WaterUse(const Question& asked) {
  Tally tally(asked.query);
  ForEachOf(asked.known, asked.known.metering.water_meters(), asked.period,
            [&](const Metered& metered) {
              Add(asked, tally, {metered.building, {}}, [&](Cell& cell) {
                cell.energy += metered.energy;
                ++cell.records;
                cell.synthetic |= metered.synthetic;
              });
            });
  // Litres to m³ as Wh to kWh.
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

Entries Co2Emissions(const Question& asked) {
  Tally tally(asked.query);
  const std::vector<const v1::EmissionFactorSet*> sets = SetsInForce(asked);
  for (const v1::EmissionFactorSet* set : sets) AddCo2(asked, *set, tally);
  const bool mixed = sets.size() > 1 && !tally.AskedBy("factor-set");
  return tally.Entries(asked.period, asked.status, [mixed](const Cell& cell) -> Figure {
    if (!mixed) return EmittedBy(cell);
    return Absent{figures::pb::CELL_REASON_NOT_APPLICABLE,
                  MakeText("flere faktorsett gjelder; de kan ikke legges sammen",
                           "several factor sets apply; they cannot be added")};
  });
}

}  // namespace ett::property
