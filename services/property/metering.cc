#include "services/property/metering.h"

#include <algorithm>
#include <utility>

#include "absl/strings/numbers.h"
#include "services/property/counter_kinds.h"
#include "services/property/dates.h"
#include "services/property/domain/local_day.h"
#include "services/property/kinds.h"
#include "status/macros.h"

namespace ett::property {
namespace {

Days Common(const Days& a, const Days& b) {
  return {std::max(a.first, b.first), std::min(a.last, b.last)};
}

// Those of `days` that are in none of `others`, which need not be in order.
std::vector<Days> Without(const Days& days, std::vector<Days> others) {
  std::sort(others.begin(), others.end(),
            [](const Days& a, const Days& b) { return a.first < b.first; });
  std::vector<Days> left;
  Days rest = days;
  for (const Days& other : others) {
    if (!other.Meets(rest)) continue;
    if (rest.first < other.first) left.push_back({rest.first, other.first - 1});
    if (rest.last <= other.last) return left;
    rest.first = other.last + 1;
  }
  left.push_back(rest);
  return left;
}

using StandsByCounter = std::map<std::string, std::vector<Stand>>;

StandsByCounter StandsOf(const MeterRecords& records) {
  std::map<std::string, const v1::Counter*> counters;
  for (const v1::Counter& counter : records.counters) counters[counter.name()] = &counter;
  StandsByCounter stands;
  for (const v1::CounterStand& each : records.stands) {
    const auto counter = counters.find(each.counter());
    if (counter == counters.end() || !IsTold(each.status())) continue;
    stands[each.counter()].push_back({each.read_time().seconds(),
                                      ShownWh(*counter->second, each.stand()), each.reset(),
                                      each.synthetic(), each.name()});
  }
  return stands;
}

Stretch StretchOf(const v1::MeteredPeriod& period) {
  const Days days = DaysOf(period);
  return {{FirstQuarterOf(days.first), FirstQuarterOf(days.last + 1)},
          EnergyOf(period),
          StretchProblem::kNone,
          period.synthetic(),
          {period.name()}};
}

// Those of counters come first, as they are closer to the meter than a bill.
std::map<std::int64_t, std::vector<Stretch>> AllStretches(const MeterRecords& records) {
  const StandsByCounter stands = StandsOf(records);
  std::map<std::int64_t, std::vector<Stretch>> all;
  for (const v1::Counter& counter : records.counters) {
    const auto found = stands.find(counter.name());
    if (found == stands.end()) continue;
    std::vector<Stretch>& into = all[GsrnOf(counter.meter())];
    for (Stretch& each : StretchesOf(found->second, FullWh(counter))) {
      into.push_back(std::move(each));
    }
  }
  for (const v1::MeteredPeriod& period : records.periods) {
    if (IsTold(period.status())) all[GsrnOf(period.meter())].push_back(StretchOf(period));
  }
  for (auto& [gsrn, stretches] : all) stretches = InOrder(std::move(stretches));
  return all;
}

bool IsOfEnergy(const v1::Meter& meter) { return meter.carrier() != v1::CARRIER_WATER; }

}  // namespace

std::int64_t GsrnOf(const std::string& meter) {
  std::int64_t gsrn = 0;
  return IsReadMeter(meter) && absl::SimpleAtoi(meter.substr(meter.rfind('/') + 1), &gsrn) ? gsrn
                                                                                           : 0;
}

Metering::Metering(MeterRecords records)
    : meters_(std::move(records.meters)), stretches_(AllStretches(records)) {
  const auto water = std::stable_partition(meters_.begin(), meters_.end(), IsOfEnergy);
  energy_ = static_cast<std::size_t>(water - meters_.begin());
  for (std::size_t i = 0; i < meters_.size(); ++i) places_[meters_[i].name()] = i;
  for (const v1::Meter& meter : meters_) {
    if (!IsVirtual(meter) || !meter.submeter_of().empty()) continue;
    for (const std::string& term : meter.sum_of()) elsewhere_[term].push_back(ValidityOf(meter));
    for (const std::string& term : meter.less()) elsewhere_[term].push_back(ValidityOf(meter));
  }
}

const v1::Meter* Metering::Find(const std::string& name) const {
  const auto found = places_.find(name);
  return found == places_.end() ? nullptr : &meters_[found->second];
}

void Metering::AddTerm(const v1::Meter& meter, const std::string& term, int sign,
                       std::vector<MeterPart>& parts) const {
  Days days = ValidityOf(meter);
  // One that is not known any more is expected all the same: it is lacking.
  const v1::Meter* const known = Find(term);
  if (known != nullptr) days = Common(days, ValidityOf(*known));
  if (days.first <= days.last) parts.push_back({GsrnOf(term), sign, days});
}

std::vector<MeterPart> Metering::PartsOf(const v1::Meter& meter) const {
  if (!IsVirtual(meter)) return {{GsrnOf(meter.name()), 1, ValidityOf(meter)}};
  std::vector<MeterPart> parts;
  for (const std::string& term : meter.sum_of()) AddTerm(meter, term, 1, parts);
  for (const std::string& term : meter.less()) AddTerm(meter, term, -1, parts);
  return parts;
}

std::vector<MeterPart> Metering::CountedPartsOf(const v1::Meter& meter) const {
  if (!meter.submeter_of().empty()) return {};
  std::vector<MeterPart> parts = PartsOf(meter);
  const auto elsewhere = elsewhere_.find(meter.name());
  if (elsewhere == elsewhere_.end()) return parts;
  std::vector<MeterPart> counted;
  for (const Days& days : Without(parts.front().days, elsewhere->second)) {
    counted.push_back({parts.front().gsrn, 1, days});
  }
  return counted;
}

const std::vector<Stretch>& Metering::StretchesOf(std::int64_t gsrn) const {
  static const std::vector<Stretch>& none = *new std::vector<Stretch>();
  const auto found = stretches_.find(gsrn);
  return found == stretches_.end() ? none : found->second;
}

absl::StatusOr<Metering> LoadMetering(records::Records& records, const std::string& municipality,
                                      std::int64_t known_at) {
  MeterRecords all;
  ASSIGN_OR_RETURN(all.meters, records.All<v1::Meter>(MeterKind(), municipality, known_at));
  ASSIGN_OR_RETURN(all.counters, records.All<v1::Counter>(CounterKind(), municipality, known_at));
  ASSIGN_OR_RETURN(all.stands,
                   records.All<v1::CounterStand>(CounterStandKind(), municipality, known_at));
  ASSIGN_OR_RETURN(all.periods,
                   records.All<v1::MeteredPeriod>(MeteredPeriodKind(), municipality, known_at));
  return Metering(std::move(all));
}

}  // namespace ett::property
