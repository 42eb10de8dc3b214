#include "services/property/domain/energy_change.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "services/property/domain/rent.h"

namespace ett::property {
namespace {

using absl::CivilDay;

Days YearOf(int year) { return {CivilDay(year, 1, 1), CivilDay(year, 12, 31)}; }

EnergyChange Change(const BuildingEnergy& building) {
  return Decompose(building, YearOf(2017), YearOf(2018));
}

TEST(EnergyChange, OfABuildingThatIsThereIsItsAreaAndTheRest) {
  EXPECT_EQ(Change({1000, 1500, 100, 120, {}}), (EnergyChange{0, 0, 200, 0, 300}));
  EXPECT_EQ(Change({1000, 1500, 0, 120, {}}), (EnergyChange{0, 0, 0, 0, 500}));
  EXPECT_EQ(Change({1000, 1500, 100, 120, {}, -50}), (EnergyChange{0, 0, 200, -50, 350}));
}

TEST(EnergyChange, OfABuildingThatComesOrGoesIsThatAlone) {
  EXPECT_EQ(Change({0, 700, 0, 100, {CivilDay(2018, 3, 1)}}), (EnergyChange{700, 0, 0, 0, 0}));
  EXPECT_EQ(Change({300, 700, 50, 100, {CivilDay(2017, 8, 1)}}), (EnergyChange{400, 0, 0, 0, 0}));
  EXPECT_EQ(Change({700, 200, 100, 30, {CivilDay(1, 1, 1), CivilDay(2018, 3, 1)}}),
            (EnergyChange{0, -500, 0, 0, 0}));
  EXPECT_EQ(Change({700, 0, 100, 0, {CivilDay(2017, 2, 1), CivilDay(2017, 9, 1)}}),
            (EnergyChange{0, -700, 0, 0, 0}));
}

RC_GTEST_PROP(EnergyChange, PartsSumToTheWholeToTheLastWh, ()) {
  BuildingEnergy building;
  building.before_wh = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000'000);
  building.after_wh = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000'000);
  building.before_m2 = *rc::gen::inRange(0, 100'000) / 7.0;
  building.after_m2 = *rc::gen::inRange(0, 100'000) / 3.0;
  building.there.first = CivilDay(2016, 6, 1) + *rc::gen::inRange(0, 1000);
  building.there.last = building.there.first + *rc::gen::inRange(0, 1500);
  if (*rc::gen::arbitrary<bool>()) building.weather_wh = *rc::gen::inRange(-1000'000, 1000'000);
  RC_ASSERT(Change(building).Sum() == building.after_wh - building.before_wh);
}

TEST(Rent, OfAWholeYearIsTheYearlyRent) {
  EXPECT_EQ(RentOre(12'345'67, {}, YearOf(2018)), 12'345'67);
  EXPECT_EQ(RentOre(12'345'67, {}, YearOf(2020)), 12'345'67);
  EXPECT_EQ(RentOre(365'00, {CivilDay(2018, 12, 30), CivilDay(2019, 1, 2)}, YearOf(2018)), 2'00);
  EXPECT_EQ(RentOre(365'00, {CivilDay(2019, 1, 1)}, YearOf(2018)), 0);
}

RC_GTEST_PROP(Rent, DaysThatFollowEachOtherSumToTheWhole, ()) {
  const std::int64_t yearly = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000'000'000);
  const CivilDay first = CivilDay(2015, 1, 1) + *rc::gen::inRange(0, 2000);
  const CivilDay middle = first + *rc::gen::inRange(0, 900);
  const CivilDay last = middle + 1 + *rc::gen::inRange(0, 900);
  const Days lease{CivilDay(2016, 5, 17), CivilDay(2019, 2, 28)};
  RC_ASSERT(RentOre(yearly, lease, {first, middle}) + RentOre(yearly, lease, {middle + 1, last}) ==
            RentOre(yearly, lease, {first, last}));
}

}  // namespace
}  // namespace ett::property
