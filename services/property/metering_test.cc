#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "services/property/metering_fixture.h"

namespace ett::property {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class MeteringTest : public MeteringServiceTest {};

TEST_P(MeteringTest, StandsTellEnergyThatNoReadingTells) {
  EXPECT_EQ(Figure(kEnergy), "..");
  ImportStandsOf2018();
  EXPECT_THAT(Lines(kGas, v1::WINDOW_LENGTH_YEAR), ElementsAre("2300000 1"));
  // 17 520 kWh are read.
  EXPECT_EQ(Figure(kEnergy), "19,820");
  EXPECT_THAT(Stretches(kGas),
              ElementsAre("900125 0 900125 UNSPECIFIED", "399875 0 399875 UNSPECIFIED",
                          "1000000 0 1000000 UNSPECIFIED"));
}

TEST_P(MeteringTest, WindowsOfAnyLengthAddUpToTheStands) {
  ImportStandsOf2018();
  for (const auto length : {v1::WINDOW_LENGTH_HOUR, v1::WINDOW_LENGTH_DAY, v1::WINDOW_LENGTH_WEEK,
                            v1::WINDOW_LENGTH_MONTH}) {
    std::int64_t sum = 0;
    for (const std::string& line : Lines(kGas, length)) sum += std::stoll(line);
    EXPECT_EQ(sum, 2'300'000) << v1::WindowLength_Name(length);
  }
  // The figures' months are those of the windows.
  const std::vector<std::string> months = Lines(kGas, v1::WINDOW_LENGTH_MONTH);
  for (int month = 1; month <= 12; ++month) {
    const std::string period = absl::StrCat("2018M", month < 10 ? "0" : "", month);
    const auto table = Ask(kEnergy, period, {"carrier"});
    ASSERT_THAT(table, IsOk());
    const fpb::Cell* const cell = TableView(*table).Find(kEnergy, period, {{"carrier", "gas"}});
    ASSERT_NE(cell, nullptr) << period;
    EXPECT_EQ(std::llround(cell->number() * 1000),
              std::stoll(months[static_cast<std::size_t>(month - 1)]));
    EXPECT_EQ(cell->status(), fpb::CELL_STATUS_ESTIMATED);
  }
}

TEST_P(MeteringTest, ReadingsStandAndTheRestIsSpread) {
  ImportStandsOf2018();
  // 24 of the 900.125 kWh of the first quarter.
  ASSERT_EQ(ImportReading(ReadingOf(kGas, CivilDay(2018, 2, 1), 1000)).accepted_count(), 1);
  EXPECT_THAT(Stretches(kGas)[0], "900125 24000 876125 UNSPECIFIED");
  EXPECT_THAT(Lines(kGas, v1::WINDOW_LENGTH_DAY)[31], "24000 0");
  EXPECT_EQ(Lines(kGas, v1::WINDOW_LENGTH_YEAR)[0].substr(0, 8), "2300000 ");
  const auto days = ProfileOf(MeterName(kGas), CivilDay(2018, 1, 31), CivilDay(2018, 2, 1));
  ASSERT_EQ(days.size(), 2U);
  EXPECT_EQ(days[0].statuses_size(), 24);
  EXPECT_EQ(days[0].statuses(0), v1::READING_STATUS_ESTIMATED);
  EXPECT_FALSE(days[0].has_recorded_time());
  EXPECT_THAT(days[1].statuses(), IsEmpty());
  EXPECT_TRUE(days[1].has_recorded_time());
}

TEST_P(MeteringTest, ReadingsThatContradictTheStandsAreShown) {
  ImportStandsOf2018();
  ASSERT_EQ(ImportReading(ReadingOf(kGas, CivilDay(2018, 2, 1), 100'000)).accepted_count(), 1);
  EXPECT_THAT(Stretches(kGas)[0], "900125 2400000 ? READINGS_ABOVE");
  EXPECT_EQ(Lines(kGas, v1::WINDOW_LENGTH_MONTH)[0], "ENERGY_REASON_COVERAGE 0");
}

TEST_P(MeteringTest, OrderOfArrivalDoesNotMatter) {
  const std::vector<std::function<void(int, const std::string&)>> deliveries = {
      [&](int, const std::string& counter) {
        ASSERT_EQ(ImportStand(StandOf(counter, CivilDay(2018, 1, 1), 0)), "");
      },
      [&](int, const std::string& counter) {
        ASSERT_EQ(ImportStand(StandOf(counter, CivilDay(2018, 3, 20), 2000)), "");
        ASSERT_EQ(ImportStand(StandOf(counter, CivilDay(2019, 1, 1), 9000)), "");
      },
      [&](int meter, const std::string&) {
        ASSERT_EQ(ImportReading(ReadingOf(meter, CivilDay(2018, 3, 25), 1001)).accepted_count(), 1);
      }};
  std::vector<std::size_t> order = {0, 1, 2};
  std::vector<std::string> expected;
  int meter = 10;
  do {
    AddGasMeter(++meter);
    const std::string counter = absl::StrCat("counter-", meter);
    ASSERT_EQ(ImportCounter(CounterOf(meter, counter, CivilDay(2018, 1, 1))), "");
    for (const std::size_t each : order) deliveries[each](meter, counter);
    const std::vector<std::string> lines = Lines(meter, v1::WINDOW_LENGTH_HOUR);
    if (expected.empty()) expected = lines;
    EXPECT_EQ(lines, expected);
  } while (std::next_permutation(order.begin(), order.end()));
  EXPECT_EQ(Lines(meter, v1::WINDOW_LENGTH_YEAR)[0].substr(0, 8), "9000000 ");
}

TEST_P(MeteringTest, AReplacedCounterEndsAndTheNextBegins) {
  v1::Counter old = CounterOf(kGas, "old", CivilDay(2018, 1, 1));
  old.mutable_removal_time()->set_seconds(SecondsAt(CivilDay(2018, 7, 1)));
  ASSERT_EQ(ImportCounter(old), "");
  EXPECT_EQ(ImportCounter(CounterOf(kGas, "new", CivilDay(2018, 6, 30))), "install_time OVERLAP");
  ASSERT_EQ(ImportCounter(CounterOf(kGas, "new", CivilDay(2018, 7, 1))), "");
  ASSERT_EQ(ImportStand(StandOf("old", CivilDay(2018, 1, 1), 500)), "");
  ASSERT_EQ(ImportStand(StandOf("old", CivilDay(2018, 7, 1), 700)), "");
  ASSERT_EQ(ImportStand(StandOf("new", CivilDay(2018, 7, 1), 3)), "");
  ASSERT_EQ(ImportStand(StandOf("new", CivilDay(2019, 1, 1), 103)), "");
  EXPECT_THAT(Lines(kGas, v1::WINDOW_LENGTH_YEAR), ElementsAre("300000 1"));
}

TEST_P(MeteringTest, AStepBackIsAGapAndNotAnAnswer) {
  ASSERT_EQ(ImportCounter(CounterOf(kGas, "gas", CivilDay(2018, 1, 1))), "");
  ASSERT_EQ(ImportStand(StandOf("gas", CivilDay(2018, 1, 1), 5000)), "");
  ASSERT_EQ(ImportStand(StandOf("gas", CivilDay(2018, 7, 1), 4000)), "");
  v1::CounterStand reset = StandOf("gas", CivilDay(2018, 10, 1), 0);
  reset.set_reset(true);
  ASSERT_EQ(ImportStand(reset), "");
  ASSERT_EQ(ImportStand(StandOf("gas", CivilDay(2019, 1, 1), 92)), "");
  EXPECT_THAT(Stretches(kGas),
              ElementsAre("? 0 ? STEP_BACK", "? 0 ? RESET", "92000 0 92000 UNSPECIFIED"));
  EXPECT_THAT(Lines(kGas, v1::WINDOW_LENGTH_YEAR), ElementsAre("ENERGY_REASON_COVERAGE 1"));
  // 744 of 2 209 hours.
  EXPECT_EQ(Lines(kGas, v1::WINDOW_LENGTH_MONTH)[11], "30986 1");
  // The wrong stand is corrected; before that, it was as it was.
  now_ = At(CivilDay(2019, 3, 1));
  ASSERT_EQ(ImportStand(StandOf("gas", CivilDay(2018, 1, 1), 3000)), "");
  EXPECT_EQ(Stretches(kGas)[0], "1000000 0 1000000 UNSPECIFIED");
  v1::QueryEnergyRequest request =
      Asked(CivilDay(2018, 1, 1), CivilDay(2018, 7, 1), v1::WINDOW_LENGTH_YEAR);
  request.add_filters("carrier=gas");
  EXPECT_THAT(Lines(request), ElementsAre("1000000 1"));
  request.mutable_as_known_at()->set_seconds(absl::ToUnixSeconds(At(CivilDay(2019, 2, 1))));
  EXPECT_THAT(Lines(request), ElementsAre("ENERGY_REASON_COVERAGE 0"));
}

TEST_P(MeteringTest, StandsFitTheirCounter) {
  ASSERT_EQ(ImportCounter(CounterOf(kGas, "gas", CivilDay(2018, 1, 1))), "");
  EXPECT_EQ(ImportStand(StandOf("gas", CivilDay(2017, 12, 31), 1)), "read_time OUTSIDE_COUNTER");
  EXPECT_EQ(ImportStand(StandOf("gas", CivilDay(2018, 1, 1), 100'000)), "stand OUT_OF_RANGE");
  EXPECT_EQ(ImportStand(StandOf("gas", CivilDay(2018, 1, 1), -1)), "stand OUT_OF_RANGE");
  EXPECT_EQ(ImportStand(StandOf("gas", CivilDay(2018, 1, 1), 0.1234)), "stand MALFORMED");
  EXPECT_EQ(ImportStand(StandOf("oil", CivilDay(2018, 1, 1), 1)), "counter UNKNOWN_REFERENCE");
  v1::Counter counter = CounterOf(kGas, "other", CivilDay(2018, 1, 1));
  counter.set_digits(13);
  EXPECT_EQ(ImportCounter(counter), "digits OUT_OF_RANGE");
}

TEST_P(MeteringTest, BillsTellEnergyToo) {
  ASSERT_EQ(ImportPeriod(PeriodOf("h1", CivilDay(2018, 1, 1), CivilDay(2018, 6, 30), 300)), "");
  EXPECT_EQ(ImportPeriod(PeriodOf("late", CivilDay(2018, 6, 30), CivilDay(2018, 7, 1), 3)),
            "start_date OVERLAP");
  v1::MeteredPeriod second = PeriodOf("h2", CivilDay(2018, 7, 1), CivilDay(2018, 7, 1), 1000);
  *second.mutable_end_date() = records::DateOf(CivilDay(2019, 1, 1));
  EXPECT_EQ(ImportPeriod(second), "end_date CONTRADICTION");
  second.clear_last_date();
  second.set_unit(v1::METERED_UNIT_KBTU);
  ASSERT_EQ(ImportPeriod(second), "");
  // A thousand kBtu of the international table are 293 071.07 Wh.
  EXPECT_THAT(Stretches(kGas),
              ElementsAre("300000 0 300000 UNSPECIFIED", "293071 0 293071 UNSPECIFIED"));
  EXPECT_THAT(Lines(kGas, v1::WINDOW_LENGTH_YEAR), ElementsAre("593071 1"));
}

TEST_P(MeteringTest, WaterIsMeteredInLitresAndIsNoEnergy) {
  v1::Meter meter = MeterOf(kWater);
  meter.set_carrier(v1::CARRIER_WATER);
  ASSERT_EQ(ImportMeter(meter), "");
  v1::MeteredPeriod bill = PeriodOf("water", CivilDay(2018, 1, 1), CivilDay(2018, 6, 30), 250.5);
  bill.set_meter(MeterName(kWater));
  EXPECT_EQ(ImportPeriod(bill), "unit OTHER_CARRIER");
  bill.set_unit(v1::METERED_UNIT_CUBIC_METRE);
  ASSERT_EQ(ImportPeriod(bill), "");
  bill = PeriodOf("gas", CivilDay(2018, 1, 1), CivilDay(2018, 12, 31), 1000);
  bill.set_unit(v1::METERED_UNIT_LITRE);
  EXPECT_EQ(ImportPeriod(bill), "unit OTHER_CARRIER");
  bill.set_unit(v1::METERED_UNIT_KWH);
  ASSERT_EQ(ImportPeriod(bill), "");
  v1::ImportReadingsRequest readings;
  for (CivilDay day(2018, 7, 1); day.year() == 2018; ++day) {
    *readings.add_readings() = ReadingOf(kWater, day, 100);
  }
  ASSERT_EQ(ImportReadings(readings).accepted_count(), 184);
  // 250.5 m³, and 4 417 hours of 100 litres.
  EXPECT_EQ(Figure("property/water-use"), "692");
  EXPECT_EQ(Figure(kEnergy), "18,520");
  EXPECT_THAT(Lines(kWater, v1::WINDOW_LENGTH_YEAR), IsEmpty());
}

TEST_P(MeteringTest, StandsComeBeforeBills) {
  ASSERT_EQ(ImportPeriod(PeriodOf("year", CivilDay(2018, 1, 1), CivilDay(2018, 12, 31), 9999)), "");
  ImportStandsOf2018();
  EXPECT_THAT(Stretches(kGas), testing::Contains("9999000 0 ? OVERLAP"));
  EXPECT_THAT(Lines(kGas, v1::WINDOW_LENGTH_YEAR), ElementsAre("2300000 1"));
}

INSTANTIATE_TEST_SUITE_P(Engines, MeteringTest, testing::ValuesIn(sql::TestEngines()),
                         sql::EngineName);

}  // namespace
}  // namespace ett::property
