#pragma once

#include <vector>

#include "ett/property/v1/counter.pb.h"
#include "records/kind.h"
#include "services/property/domain/days.h"

// The kinds of record that tell of a meter's energy in longer times.
namespace ett::property {

const records::Kind& CounterKind();
const records::Kind& CounterStandKind();
const records::Kind& MeteredPeriodKind();

std::vector<const records::Kind*> CounterKinds();

// Whether the name is that of a meter that is read: its id is a GSRN.
bool IsReadMeter(const std::string& name);

// What a counter holds: it shows 0 after that.
std::int64_t FullWh(const v1::Counter& counter);
// What a counter shows, as energy since it showed 0, to the nearest Wh.
std::int64_t ShownWh(const v1::Counter& counter, double stand);
// Whether the unit is one of water.
bool IsOfWater(v1::MeteredUnit unit);
// To the nearest Wh, or litre.
std::int64_t EnergyOf(const v1::MeteredPeriod& period);
Days DaysOf(const v1::MeteredPeriod& period);
// Whether the record tells of energy at all.
bool IsTold(v1::ReadingStatus status);

}  // namespace ett::property
