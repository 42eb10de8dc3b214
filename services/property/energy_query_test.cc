#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "services/property/energy_fixture.h"

namespace ett::property {
namespace {

constexpr int kHour = 3600;

class EnergyQueryTest : public EnergyServiceTest {
 protected:
  // A window a line: `categories energy|reason coverage`.
  std::vector<std::string> Lines(const v1::QueryEnergyRequest& request) {
    const auto response = Query(request);
    if (!response.ok()) return {response.status().ToString()};
    std::vector<std::string> lines;
    for (const v1::EnergyWindow& window : response->windows()) {
      std::string& line = lines.emplace_back();
      for (const std::string& category : window.categories()) absl::StrAppend(&line, category, " ");
      absl::StrAppend(&line, window.has_energy_wh() ? absl::StrCat(window.energy_wh())
                                                    : v1::EnergyReason_Name(window.reason()));
      absl::StrAppend(&line, " ", window.coverage());
    }
    return lines;
  }
};

using testing::ElementsAre;

TEST_P(EnergyQueryTest, WindowsAreOfTheLocalCalendar) {
  // Two meters of 1 kWh an hour; the submeter is in one of them.
  EXPECT_THAT(Lines(Asked(CivilDay(2018, 3, 24), CivilDay(2018, 3, 27), v1::WINDOW_LENGTH_DAY)),
              ElementsAre("48000 1", "46000 1", "48000 1"));
  EXPECT_THAT(Lines(Asked(CivilDay(2018, 10, 28), CivilDay(2018, 10, 29), v1::WINDOW_LENGTH_DAY)),
              ElementsAre("50000 1"));
  EXPECT_EQ(
      Lines(Asked(CivilDay(2018, 10, 28), CivilDay(2018, 10, 29), v1::WINDOW_LENGTH_HOUR)).size(),
      25U);
  // From Saturday to Tuesday there are the end of a week and the beginning of the next.
  EXPECT_THAT(Lines(Asked(CivilDay(2018, 6, 2), CivilDay(2018, 6, 5), v1::WINDOW_LENGTH_WEEK)),
              ElementsAre("96000 1", "48000 1"));
  EXPECT_THAT(Lines(Asked(CivilDay(2018, 1, 1), CivilDay(2019, 1, 1), v1::WINDOW_LENGTH_YEAR)),
              ElementsAre("17520000 1"));
}

TEST_P(EnergyQueryTest, MetersAreGroupedAndChosen) {
  v1::QueryEnergyRequest request =
      Asked(CivilDay(2018, 2, 1), CivilDay(2018, 3, 1), v1::WINDOW_LENGTH_MONTH);
  request.add_group_by("building");
  request.add_group_by("carrier");
  EXPECT_THAT(Lines(request),
              ElementsAre("school district-heating 672000 1", "school electricity 672000 1"));
  request.add_filters("carrier=electricity");
  EXPECT_THAT(Lines(request), ElementsAre("school electricity 672000 1"));
  request.clear_group_by();
  request.clear_filters();
  request.add_group_by("meter");
  EXPECT_EQ(Lines(request).size(), 3U);  // the submeter, too
}

TEST_P(EnergyQueryTest, WhatIsMissingIsNotGuessed) {
  const CivilDay day(2018, 5, 2);
  v1::Reading reading = ReadingOf(0, day, 1000);
  for (int hour = 0; hour < 24; ++hour) {
    reading.add_statuses(
        hour < 4 ? v1::READING_STATUS_MISSING
                 : (hour < 8 ? v1::READING_STATUS_ESTIMATED : v1::READING_STATUS_MEASURED));
    if (hour < 4) reading.set_values_wh(hour, 0);
  }
  now_ = At(CivilDay(2019, 3, 1));
  ASSERT_EQ(ImportReading(reading).accepted_count(), 1);
  v1::QueryEnergyRequest request = Asked(day, day + 1, v1::WINDOW_LENGTH_DAY);
  request.add_filters("carrier=electricity");
  EXPECT_THAT(Lines(request), ElementsAre("ENERGY_REASON_COVERAGE 0.833333"));
  request.set_least_coverage(0.8);
  EXPECT_THAT(Lines(request), ElementsAre("20000 0.833333"));
  EXPECT_DOUBLE_EQ(Query(request)->windows(0).estimated_share(), 0.2);
  request.mutable_as_known_at()->set_seconds(absl::ToUnixSeconds(At(CivilDay(2019, 2, 1))));
  EXPECT_THAT(Lines(request), ElementsAre("24000 1"));
}

TEST_P(EnergyQueryTest, BeforeAMeterIsInPlaceNothingIsExpected) {
  EXPECT_THAT(Lines(Asked(CivilDay(2016, 12, 31), CivilDay(2017, 1, 2), v1::WINDOW_LENGTH_DAY)),
              ElementsAre("ENERGY_REASON_NO_METER 0", "ENERGY_REASON_COVERAGE 0"));
}

TEST_P(EnergyQueryTest, HoursAreNotSplitIntoQuarters) {
  v1::QueryEnergyRequest request =
      Asked(CivilDay(2018, 5, 2), CivilDay(2018, 5, 3), v1::WINDOW_LENGTH_QUARTER);
  request.mutable_end_time()->set_seconds(request.start_time().seconds() + kHour);
  EXPECT_EQ(Lines(request)[0], "ENERGY_REASON_HOURS 0");
  v1::Reading reading = ReadingOf(0, CivilDay(2018, 5, 2), 0);
  reading.set_resolution(v1::RESOLUTION_QUARTER);
  reading.clear_values_wh();
  for (int quarter = 0; quarter < 96; ++quarter) reading.add_values_wh(quarter);
  ASSERT_EQ(ImportReading(reading).accepted_count(), 1);
  request.add_filters("carrier=electricity");
  EXPECT_THAT(Lines(request), ElementsAre("0 1", "1 1", "2 1", "3 1"));
}

TEST_P(EnergyQueryTest, LoadsAreOfWholeHours) {
  v1::Reading reading = ReadingOf(0, CivilDay(2018, 5, 2), 1000);
  reading.set_values_wh(10, 5000);
  reading.set_values_wh(11, 0);
  ASSERT_EQ(ImportReading(reading).accepted_count(), 1);
  v1::QueryEnergyRequest request =
      Asked(CivilDay(2018, 5, 2), CivilDay(2018, 5, 3), v1::WINDOW_LENGTH_DAY);
  request.set_with_load(true);
  const auto response = Query(request);
  ASSERT_THAT(response, IsOk());
  const v1::EnergyLoad& load = response->windows(0).load();
  EXPECT_EQ(load.least_w(), 1000);
  EXPECT_EQ(load.highest_w(), 6000);
  EXPECT_DOUBLE_EQ(load.mean_w(), 51000.0 / 24);
  EXPECT_EQ(load.hours(), 24);
}

TEST_P(EnergyQueryTest, PagesTogetherAreTheWhole) {
  v1::QueryEnergyRequest request =
      Asked(CivilDay(2018, 5, 1), CivilDay(2018, 5, 11), v1::WINDOW_LENGTH_DAY);
  request.add_group_by("meter");
  const std::vector<std::string> whole = Lines(request);
  ASSERT_EQ(whole.size(), 30U);
  request.set_page_size(7);
  std::vector<std::string> pages;
  for (int page = 0; page < 5; ++page) {
    for (const std::string& line : Lines(request)) pages.push_back(line);
    request.set_page_token(Query(request)->next_page_token());
  }
  EXPECT_EQ(pages, whole);
  EXPECT_EQ(request.page_token(), "");
}

TEST_P(EnergyQueryTest, AllLengthsAddUpToTheSame) {
  v1::QueryEnergyRequest request =
      Asked(CivilDay(2018, 3, 1), CivilDay(2018, 11, 15), v1::WINDOW_LENGTH_YEAR);
  request.set_page_size(10'000);
  const std::int64_t year = Query(request)->windows(0).energy_wh();
  for (const auto length : {v1::WINDOW_LENGTH_HOUR, v1::WINDOW_LENGTH_DAY, v1::WINDOW_LENGTH_WEEK,
                            v1::WINDOW_LENGTH_MONTH}) {
    request.set_resolution(length);
    std::int64_t sum = 0;
    const auto response = Query(request);
    for (const v1::EnergyWindow& window : response->windows()) sum += window.energy_wh();
    EXPECT_EQ(sum, year) << v1::WindowLength_Name(length);
  }
}

TEST_P(EnergyQueryTest, WhatIsWrongIsNamed) {
  v1::QueryEnergyRequest request =
      Asked(CivilDay(2018, 5, 2), CivilDay(2018, 5, 2), v1::WINDOW_LENGTH_DAY);
  EXPECT_THAT(Query(request), StatusIs(StatusCode::kInvalidArgument));
  EXPECT_EQ(status::FieldErrorsOf(Query(request).status())[0].field, "end_time");
  request.mutable_end_time()->set_seconds(request.start_time().seconds() + 60);
  EXPECT_EQ(status::FieldErrorsOf(Query(request).status())[0].field, "end_time");
  request = Asked(CivilDay(2018, 5, 2), CivilDay(2018, 5, 3), v1::WINDOW_LENGTH_UNSPECIFIED);
  EXPECT_EQ(status::FieldErrorsOf(Query(request).status())[0].field, "resolution");
  request.set_resolution(v1::WINDOW_LENGTH_DAY);
  request.add_group_by("colour");
  EXPECT_EQ(status::FieldErrorsOf(Query(request).status())[0].field, "group_by");
  request.clear_group_by();
  request.add_filters("carrier");
  EXPECT_EQ(status::FieldErrorsOf(Query(request).status())[0].field, "filters");
  request.clear_filters();
  request.set_least_coverage(95);
  EXPECT_EQ(status::FieldErrorsOf(Query(request).status())[0].field, "least_coverage");
}

TEST_P(EnergyQueryTest, AProfileIsStreamedDayByDay) {
  v1::QueryProfileRequest request;
  request.set_parent(MeterName(0));
  grpc::ClientContext context;
  const auto reader = energy_stub_->QueryProfile(&context, request);
  v1::QueryProfileResponse message;
  CivilDay day(2018, 1, 1);
  for (; reader->Read(&message); ++day) {
    EXPECT_EQ(records::FirstDayOf(message.reading().local_date()), day);
    EXPECT_EQ(message.start_time().seconds(), SecondsAt(day));
    EXPECT_EQ(message.reading().values_wh_size(), HoursOf(day));
  }
  EXPECT_THAT(status::FromGrpc(reader->Finish()), IsOk());
  EXPECT_EQ(day, CivilDay(2019, 1, 1));
  grpc::ClientContext other;
  request.set_parent(MeterName(9));
  EXPECT_THAT(status::FromGrpc(energy_stub_->QueryProfile(&other, request)->Finish()),
              StatusIs(StatusCode::kNotFound));
}

INSTANTIATE_TEST_SUITE_P(Engines, EnergyQueryTest, testing::ValuesIn(sql::TestEngines()),
                         sql::EngineName);

}  // namespace
}  // namespace ett::property
