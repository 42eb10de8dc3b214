#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <random>

#include "services/property/service_fixture.h"

// Deliveries of parts of days, as they come from many sources and more than once.
namespace ett::property {
namespace {

using testing::ElementsAre;

class DeliveryTest : public PropertyServiceTest {
 protected:
  static v1::Reading QuartersOn(CivilDay day, std::int64_t wh) {
    v1::Reading reading = ReadingOf(1, day, 0);
    reading.set_resolution(v1::RESOLUTION_QUARTER);
    reading.clear_values_wh();
    for (int quarter = 0; quarter < HoursOf(day) * 4; ++quarter) {
      reading.add_values_wh(wh + quarter);
    }
    return reading;
  }

  // The values from `first` up to `end`; nothing of the others.
  static v1::Reading Part(v1::Reading reading, int first, int end) {
    for (int i = 0; i < reading.values_wh_size(); ++i) {
      const bool is_told = first <= i && i < end;
      if (!is_told) reading.set_values_wh(i, 0);
      reading.add_statuses(is_told ? v1::READING_STATUS_MEASURED : v1::READING_STATUS_UNSPECIFIED);
    }
    return reading;
  }

  v1::Reading Known(int meter, CivilDay day) {
    v1::ListReadingsRequest request;
    request.set_parent(MeterName(meter));
    *request.mutable_from_date() = records::DateOf(day);
    *request.mutable_to_date() = request.from_date();
    const auto listed = List(request);
    EXPECT_THAT(listed, IsOk());
    // Nothing where there is none.
    return listed.ok() && listed->readings_size() == 1 ? listed->readings(0) : v1::Reading();
  }
};

TEST_P(DeliveryTest, PartsOfADayAreMergedWhateverTheirOrderAndHowOftenTheyCome) {
  CivilDay day(2019, 1, 1);
  EXPECT_TRUE(rc::check([&] {
    // Each day once, also those when clocks are set.
    const v1::Reading whole = QuartersOn(++day, *rc::gen::inRange(0, 1000));
    std::vector<v1::Reading> parts;
    for (int first = 0; first < whole.values_wh_size();) {
      const int end = std::min(first + *rc::gen::inRange(1, 60), whole.values_wh_size());
      // Some come twice.
      for (int times = *rc::gen::inRange(1, 3); times > 0; --times) {
        parts.push_back(Part(whole, first, end));
      }
      first = end;
    }
    std::shuffle(parts.begin(), parts.end(), std::mt19937(*rc::gen::arbitrary<unsigned>()));
    const auto cut = static_cast<std::size_t>(*rc::gen::inRange<int>(0, parts.size() + 1));
    v1::ImportReadingsRequest streams[2];
    for (std::size_t i = 0; i < parts.size(); ++i) {
      *streams[i < cut ? 0 : 1].add_readings() = parts[i];
    }
    for (const auto& stream : streams) RC_ASSERT(ImportReadings(stream).rejected_count() == 0);
    v1::Reading known = Known(1, day);
    known.clear_recorded_time();
    RC_ASSERT(known.SerializeAsString() == whole.SerializeAsString());
  }));
}

TEST_P(DeliveryTest, WhatIsNotToldIsMissingUntilItComes) {
  const CivilDay day(2019, 5, 1);
  const v1::Reading whole = ReadingOf(0, day, 1000);
  EXPECT_EQ(ImportReading(Part(whole, 0, 12)).accepted_count(), 1);
  EXPECT_EQ(Known(0, day).statuses(11), v1::READING_STATUS_MEASURED);
  EXPECT_EQ(Known(0, day).statuses(12), v1::READING_STATUS_MISSING);
  EXPECT_EQ(ImportReading(Part(whole, 0, 12)).unchanged_count(), 1);
  EXPECT_EQ(ImportReading(Part(whole, 12, 24)).accepted_count(), 1);
  EXPECT_EQ(Known(0, day).statuses_size(), 0);
  // A correction of an hour leaves the others as they are.
  EXPECT_EQ(ImportReading(Part(ReadingOf(0, day, 3000), 5, 6)).accepted_count(), 1);
  EXPECT_EQ(Known(0, day).values_wh(5), 3000);
  EXPECT_EQ(Known(0, day).values_wh(6), 1000);
}

TEST_P(DeliveryTest, APartInAnotherResolutionIsRefusedAndTheWholeDayIsNot) {
  const CivilDay day(2018, 5, 1);
  v1::ImportReadingsRequest readings;
  *readings.add_readings() = Part(QuartersOn(day, 10), 0, 8);
  *readings.add_readings() = ReadingOf(1, day + 1, 5);
  const ImportReport report = ImportReadings(readings);
  EXPECT_EQ(report.accepted_count(), 1);
  ASSERT_EQ(report.rejections_size(), 1);
  EXPECT_EQ(report.rejections(0).row(), 0);
  EXPECT_EQ(report.rejections(0).reason(), "OTHER_RESOLUTION");
  EXPECT_EQ(Known(1, day).values_wh(0), 1000);
  EXPECT_EQ(ImportReading(QuartersOn(day, 10)).accepted_count(), 1);
  EXPECT_EQ(Known(1, day).values_wh_size(), 96);
}

TEST_P(DeliveryTest, ACutStreamLeavesWhatWasDurableAndItsRepetitionTheRest) {
  constexpr int kDurable = 5000;  // rows become durable in batches of so many
  constexpr int kRows = 5500;
  const CivilDay first(2019, 1, 1);
  v1::ImportReadingsRequest request;
  request.set_parent(kMunicipality);
  for (int i = 0; i < kRows; ++i) *request.add_readings() = ReadingOf(0, first + i, 700);
  {
    grpc::ClientContext context;
    ImportReport report;
    const auto writer = stub_->ImportReadings(&context, &report);
    ASSERT_TRUE(writer->Write(request));
    while (Known(0, first + (kDurable - 1)).values_wh_size() == 0)
      absl::SleepFor(absl::Milliseconds(5));
    context.TryCancel();
    EXPECT_EQ(writer->Finish().error_code(), grpc::StatusCode::CANCELLED);
  }
  EXPECT_EQ(Known(0, first + kDurable).values_wh_size(), 0);
  const ImportReport report = ImportReadings(request);
  EXPECT_EQ(report.unchanged_count(), kDurable);
  EXPECT_EQ(report.accepted_count(), kRows - kDurable);
  EXPECT_EQ(ImportReadings(request).unchanged_count(), kRows);
}

INSTANTIATE_TEST_SUITE_P(Engines, DeliveryTest, testing::ValuesIn(sql::TestEngines()),
                         sql::EngineName);

}  // namespace
}  // namespace ett::property
