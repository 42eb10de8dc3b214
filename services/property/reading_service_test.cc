#include "services/property/service_fixture.h"

namespace ett::property {
namespace {

class ReadingServiceTest : public PropertyServiceTest {};

TEST_P(ReadingServiceTest, TheDaysOfClockChangesHave23And25Values) {
  const CivilDay spring(2018, 3, 25);
  const CivilDay autumn(2018, 10, 28);
  v1::ImportReadingsRequest request;
  for (const CivilDay day : {spring, autumn}) {
    v1::Reading& reading = *request.add_readings();
    reading = ReadingOf(0, day, 1000);
    reading.clear_values_wh();
    for (int hour = 0; hour < 24; ++hour) reading.add_values_wh(1000);
  }
  const ImportReport report = ImportReadings(request);
  ASSERT_EQ(report.rejected_count(), 2);
  EXPECT_EQ(report.rejections(0).field(), "values_wh");
  EXPECT_EQ(report.rejections(0).reason(), "WRONG_COUNT");
  EXPECT_THAT(report.rejections(0).message(), testing::HasSubstr("23 values"));
  EXPECT_THAT(report.rejections(1).message(), testing::HasSubstr("25 values"));
}

TEST_P(ReadingServiceTest, ACorrectedDayChangesTheSumFromThenOn) {
  now_ = At(CivilDay(2019, 3, 1));
  v1::ImportReadingsRequest request;
  *request.add_readings() = ReadingOf(0, CivilDay(2018, 5, 1), 1000);
  *request.add_readings() = ReadingOf(0, CivilDay(2018, 5, 2), 2000);
  *request.add_readings() = ReadingOf(0, CivilDay(2018, 5, 2), 3000);
  const ImportReport report = ImportReadings(request);
  EXPECT_EQ(report.unchanged_count(), 1);
  EXPECT_EQ(report.accepted_count(), 2);
  EXPECT_EQ(Figure(kEnergy), "17,568");
  EXPECT_EQ(Figure(kEnergy, "2018", At(CivilDay(2019, 2, 1))), "17,520");
}

TEST_P(ReadingServiceTest, QuartersAndHoursAddUp) {
  v1::Reading reading = ReadingOf(0, CivilDay(2018, 5, 2), 1000);
  reading.set_resolution(v1::RESOLUTION_QUARTER);
  reading.clear_values_wh();
  for (int quarter = 0; quarter < 96; ++quarter) reading.add_values_wh(250);
  EXPECT_EQ(ImportReading(reading).accepted_count(), 1);
  EXPECT_EQ(Figure(kEnergy), "17,520");
}

TEST_P(ReadingServiceTest, WrongReadingsAreRejectedEachWithItsReason) {
  v1::ImportReadingsRequest request;
  *request.add_readings() = ReadingOf(7, CivilDay(2018, 5, 2), 1000);
  *request.add_readings() = ReadingOf(0, CivilDay(2016, 12, 31), 1000);
  *request.add_readings() = ReadingOf(0, CivilDay(2018, 5, 2), -1);
  *request.add_readings() = ReadingOf(0, CivilDay(2018, 5, 2), 1000);
  const ImportReport report = ImportReadings(request);
  ASSERT_EQ(report.rejected_count(), 3);
  EXPECT_EQ(report.rejections(0).reason(), "UNKNOWN_REFERENCE");
  EXPECT_EQ(report.rejections(1).field(), "local_date");
  EXPECT_EQ(report.rejections(2).field(), "values_wh[0]");
  EXPECT_EQ(report.unchanged_count(), 1);
}

TEST_P(ReadingServiceTest, AGapIsNotAZeroAndTooManyGapsWithholdTheSum) {
  v1::ImportReadingsRequest request;
  for (int meter = 0; meter < 2; ++meter) {
    for (int day = 1; day <= 2; ++day) {
      v1::Reading& reading = *request.add_readings();
      reading = ReadingOf(meter, CivilDay(2018, 6, day), 0);
      for (int hour = 0; hour < 24; ++hour) reading.add_statuses(v1::READING_STATUS_MISSING);
    }
  }
  ImportReadings(request);
  EXPECT_EQ(Figure(kEnergy, "2018M06"), "..");
  EXPECT_EQ(Figure(kEnergy, "2018"), "17,424");
  const auto table = Ask(kEnergy);
  ASSERT_THAT(table, IsOk());
  EXPECT_EQ(Figure(kEnergy, "2017"), "..");
}

TEST_P(ReadingServiceTest, TheSameRequestAgainGetsTheSameReport) {
  v1::ImportReadingsRequest request;
  request.set_request_id("5b1c3d0e-9f0f-4f5c-8a43-1d1c7f6d0b11");
  *request.add_readings() = ReadingOf(0, CivilDay(2018, 5, 2), 2000);
  const ImportReport first = ImportReadings(request);
  EXPECT_EQ(first.accepted_count(), 1);
  EXPECT_EQ(ImportReadings(request).SerializeAsString(), first.SerializeAsString());
  *request.add_readings() = ReadingOf(0, CivilDay(2018, 5, 3), 2000);
  ImportReadings(request);
  EXPECT_THAT(imported_, StatusIs(StatusCode::kFailedPrecondition));
}

TEST_P(ReadingServiceTest, ReadingsAreListedPageByPageAsTheyWereKnown) {
  const absl::Time before = now_;
  now_ = At(CivilDay(2019, 3, 1));
  ImportReading(ReadingOf(0, CivilDay(2018, 10, 28), 7));
  v1::ListReadingsRequest request;
  request.set_parent(MeterName(0));
  request.set_page_size(2);
  *request.mutable_from_date() = records::DateOf(CivilDay(2018, 10, 27));
  *request.mutable_to_date() = records::DateOf(CivilDay(2018, 10, 29));
  auto page = List(request);
  ASSERT_THAT(page, IsOk());
  ASSERT_EQ(page->readings_size(), 2);
  EXPECT_EQ(page->readings(1).values_wh_size(), 25);
  EXPECT_EQ(page->readings(1).values_wh(24), 7);
  request.set_page_token(page->next_page_token());
  page = List(request);
  ASSERT_THAT(page, IsOk());
  ASSERT_EQ(page->readings_size(), 1);
  EXPECT_EQ(page->readings(0).local_date().day(), 29);
  EXPECT_EQ(page->next_page_token(), "");
  request.clear_page_token();
  request.mutable_as_known_at()->set_seconds(absl::ToUnixSeconds(before) + 3600);
  page = List(request);
  ASSERT_THAT(page, IsOk());
  EXPECT_EQ(page->readings(1).values_wh(24), 1000);
}

INSTANTIATE_TEST_SUITE_P(Engines, ReadingServiceTest, testing::ValuesIn(sql::TestEngines()),
                         sql::EngineName);

}  // namespace
}  // namespace ett::property
