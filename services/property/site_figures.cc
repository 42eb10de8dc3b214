#include "services/property/site_figures.h"

#include "records/row.h"
#include "services/property/domain/rent.h"
#include "services/property/labels.h"

namespace ett::property {
namespace {

using figures::Figure;
using figures::Value;

constexpr double kOreInKrone = 100;

// The certificate issued last of those that are valid on the day, by building.
std::map<std::string, const v1::EnergyCertificate*> ValidCertificates(const Register& known,
                                                                      absl::CivilDay day) {
  std::map<std::string, const v1::EnergyCertificate*> valid;
  for (const v1::EnergyCertificate& each : known.energy_certificates) {
    const absl::CivilDay issued = records::FirstDayOf(each.issued_date());
    if (day < issued || records::LastDayOf(each.expiry_date()) < day) continue;
    const v1::EnergyCertificate*& newest = valid[each.building()];
    if (newest == nullptr || records::FirstDayOf(newest->issued_date()) <= issued) newest = &each;
  }
  return valid;
}

}  // namespace

Entries BuildingsByEnergyMark(const Question& asked) {
  Tally tally(asked.query);
  const absl::CivilDay day = asked.period.last_day();
  const auto valid = ValidCertificates(asked.known, day);
  for (const auto& [name, building] : asked.known.buildings) {
    if (!InUse(building, day)) continue;
    const auto found = valid.find(name);
    const bool certified = found != valid.end();
    const bool synthetic = building.synthetic() || (certified && found->second->synthetic());
    const auto mark = certified ? found->second->mark() : v1::ENERGY_MARK_UNSPECIFIED;
    Add(asked, tally, {building, {{"mark", EnergyMarkCategory(mark)}}}, [&](Cell& cell) {
      ++cell.records;
      cell.synthetic |= synthetic;
    });
  }
  return tally.Entries(asked.period, asked.status, [](const Cell& cell) -> Figure {
    return Value{static_cast<double>(cell.records)};
  });
}

Entries LeaseCost(const Question& asked) {
  Tally tally(asked.query);
  const Days period{asked.period.first_day(), asked.period.last_day()};
  for (const v1::Lease& lease : asked.known.leases) {
    const v1::Building* building = asked.known.BuildingOf(lease.building());
    Days days{records::FirstDayOf(lease.first_day())};
    if (lease.has_last_day()) days.last = records::LastDayOf(lease.last_day());
    if (building == nullptr || !days.Meets(period)) continue;
    Add(asked, tally, {*building, {{"lessor", LessorCategory(lease.lessor())}}}, [&](Cell& cell) {
      cell.ore += RentOre(lease.yearly_rent_ore(), days, period);
      ++cell.records;
      cell.synthetic |= lease.synthetic();
    });
  }
  return tally.Entries(asked.period, asked.status, [](const Cell& cell) -> Figure {
    return Value{static_cast<double>(cell.ore) / kOreInKrone};
  });
}

}  // namespace ett::property
