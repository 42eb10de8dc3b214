#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <random>

#include "absl/strings/str_replace.h"
#include "services/property/file_fixture.h"

// Rows of CSV files of readings, and what becomes of each.
namespace ett::property {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr char kHeader[] = "meter;start_time;resolution;quantity;unit;status\n";

class IntervalValuesTest : public ReadingFileTest {
 protected:
  // A row of `wh` in kWh.
  static std::string Row(int meter, const std::string& start, std::int64_t wh,
                         const char* resolution = "HOUR") {
    return absl::StrCat(Gsrn(meter), ";", start, ";", resolution, ";", wh / 1000, ".",
                        absl::StrCat(wh % 1000 + 1000).substr(1), ";KWH;\n");
  }

  // Every interval of a local day, from `wh` on one more each.
  static std::string DayOf(int meter, CivilDay day, std::int64_t wh, bool quarters = false) {
    std::string rows;
    const int minutes = quarters ? 15 : 60;
    for (int i = 0; i < HoursOf(day) * 60 / minutes; ++i) {
      rows += Row(meter, TimeOf(day, i, minutes), wh + i, quarters ? "QUARTER" : "HOUR");
    }
    return rows;
  }
};

TEST_P(IntervalValuesTest, DaysOfClockChangesAreTakenInWholeAndAgainUnchanged) {
  const CivilDay spring(2019, 3, 31);
  const CivilDay autumn(2019, 10, 27);
  const std::string file =
      absl::StrCat(kHeader, DayOf(0, spring, 500, true), DayOf(0, autumn, 900, true),
                   DayOf(1, spring, 100), DayOf(1, autumn, 300));
  EXPECT_EQ(DryRun(file).report.accepted_count(), 92 + 100 + 23 + 25);
  EXPECT_EQ(Known(0, spring).values_wh_size(), 0);
  EXPECT_EQ(Send(file).report.accepted_count(), 92 + 100 + 23 + 25);
  EXPECT_EQ(Known(0, spring).values_wh_size(), 92);
  EXPECT_EQ(Known(0, autumn).values_wh(99), 999);
  EXPECT_EQ(Known(1, spring).values_wh_size(), 23);
  EXPECT_EQ(Known(1, autumn).values_wh(24), 324);
  EXPECT_EQ(Known(1, autumn).statuses_size(), 0);
  EXPECT_EQ(Send(file).report.unchanged_count(), 92 + 100 + 23 + 25);
  EXPECT_EQ(DryRun(file).report.unchanged_count(), 92 + 100 + 23 + 25);
}

TEST_P(IntervalValuesTest, AMeterOfWaterHasUnitsOfWater) {
  v1::ImportMetersRequest meters;
  v1::Meter& meter = *meters.add_meters();
  meter = MeterOf(5);
  meter.set_carrier(v1::CARRIER_WATER);
  Import(&v1::PropertyService::Stub::ImportMeters, meters);
  const std::string start = TimeOf(CivilDay(2018, 5, 2), 0, 60);
  const FileAnswer answer =
      Send(absl::StrCat(kHeader, Row(5, start, 1000), Gsrn(5), ";", start,
                        ";HOUR;0.25;CUBIC_METRE;\n", Gsrn(0), ";", start, ";HOUR;1;LITRE;\n"));
  EXPECT_THAT(answer.Refusals(), ElementsAre("0:unit:UNSUPPORTED", "2:unit:UNSUPPORTED"));
  EXPECT_EQ(Known(5, CivilDay(2018, 5, 2)).values_wh(0), 250);
}

TEST_P(IntervalValuesTest, EachRowHasItsVerdictAndACorrectionIsAVersion) {
  const CivilDay day(2018, 5, 2);  // known: 1000 Wh each hour
  const auto at = [&](int hour) { return TimeOf(day, hour, 60); };
  now_ = At(CivilDay(2019, 3, 1));
  const FileAnswer answer = Send(absl::StrCat(
      kHeader, Row(0, at(0), 1000), Row(0, at(1), 1500), Row(0, at(1), 1500), Row(0, at(1), 1700),
      Gsrn(0), ";", at(2), ";HOUR;;;missing\n", Row(7, at(2), 1), Row(0, at(23), 2000)));
  ASSERT_THAT(answer.status, IsOk());
  EXPECT_EQ(answer.Verdicts(), "UAUAARA");
  EXPECT_EQ(Known(0, day).values_wh(1), 1700);
  EXPECT_EQ(Known(0, day).statuses(2), v1::READING_STATUS_MISSING);
  EXPECT_EQ(Known(0, day).values_wh(3), 1000);
  EXPECT_EQ(Known(0, day, At(CivilDay(2019, 2, 1))).values_wh(1), 1000);
  EXPECT_EQ(Figure(kEnergy), "17,521");
  EXPECT_EQ(Figure(kEnergy, "2018", At(CivilDay(2019, 2, 1))), "17,520");
  EXPECT_THAT(answer.report.known_at(), HasSubstr("2019-03-01"));
}

TEST_P(IntervalValuesTest, WhatIsWrongIsRefusedEachWithItsReason) {
  struct Case {
    const char* row;  // after the meter
    const char* refusal;
  };
  const Case cases[] = {
      {";2018-05-02T00:00Z;HOUR;1;;", "unit:REQUIRED"},
      {";2018-05-02T00:00Z;;1;KWH;", "resolution:REQUIRED"},
      {";2018-05-02T00:00Z;HOUR;;KWH;", "quantity:REQUIRED"},
      {";2018-05-02T00:00Z;HOUR;1;KWH;missing", "quantity:CONTRADICTION"},
      {";2018-05-02T00:00Z;HOUR;-1;KWH;", "quantity:NEGATIVE"},
      {";2018-05-02T00:00Z;HOUR;NaN;KWH;", "quantity:MALFORMED"},
      {";2018-05-02T00:00Z;HOUR;inf;KWH;", "quantity:MALFORMED"},
      {";2018-05-02T00:00Z;HOUR;1 000;KWH;", "quantity:MALFORMED"},
      {";2018-05-02T00:00Z;HOUR;1,000.5;KWH;", "quantity:MALFORMED"},
      {";2018-05-02T00:00Z;HOUR;0.0005;KWH;", "quantity:NOT_WHOLE_WH"},
      {";2018-05-02T00:00Z;HOUR;1001;GWH;", "quantity:OUT_OF_RANGE"},
      {";2018-05-02T00:00Z;HOUR;1;THERM;", "unit:UNKNOWN_VALUE"},
      {";2018-02-30T00:00Z;HOUR;1;KWH;", "start_time:MALFORMED"},
      {";;HOUR;1;KWH;", "start_time:REQUIRED"},
      {";2018-05-02T00:15Z;HOUR;1;KWH;", "start_time:OFF_GRID"},
      {";2018-05-02T00:10Z;QUARTER;1;KWH;", "start_time:OFF_GRID"},
      {";2018-05-02T00:00:01Z;QUARTER;1;KWH;", "start_time:OFF_GRID"},
      {";2016-05-02T00:00Z;HOUR;1;KWH;", "start_time:OUT_OF_RANGE"},
      {";2018-05-02T00:00Z;QUARTER;1;KWH;", "resolution:OTHER_RESOLUTION"},
      {"9;2018-05-02T00:00Z;HOUR;1;KWH;", "meter:MALFORMED"},
  };
  std::string file = absl::StrCat(kHeader, Row(0, "2018-05-02T00:00Z", 735));
  std::vector<std::string> wanted;
  for (const Case& each : cases) {
    absl::StrAppend(&file, Gsrn(0), each.row, "\n");
    wanted.push_back(absl::StrCat(wanted.size() + 1, ":", each.refusal));
  }
  absl::StrAppend(&file, ";2018-05-02T00:00Z;HOUR;1;KWH;\n", Row(7, "2018-05-02T00:00Z", 1));
  wanted.push_back(absl::StrCat(wanted.size() + 1, ":meter:REQUIRED"));
  wanted.push_back(absl::StrCat(wanted.size() + 1, ":meter:UNKNOWN_REFERENCE"));
  const FileAnswer dry = DryRun(file);
  const FileAnswer answer = Send(file);
  ASSERT_THAT(answer.status, IsOk());
  EXPECT_EQ(answer.Refusals(), wanted);
  EXPECT_EQ(dry.Refusals(), wanted);
  EXPECT_EQ(answer.report.accepted_count(), 1);
  EXPECT_THAT(answer.report.rejections(0).message(), HasSubstr("line 3: "));
}

TEST_P(IntervalValuesTest, AnEndSaysHowLongAnIntervalIs) {
  const FileAnswer answer =
      Send(absl::StrCat("meter;start_time;end_time;quantity;unit\n",                //
                        Gsrn(0), ";2018-05-02T00:00Z;2018-05-02T01:00Z;1.5;kwh\n",  //
                        Gsrn(0), ";2018-05-02T00:00Z;2018-05-03T00:00Z;1;kwh\n",    //
                        Gsrn(0), ";2018-05-02T00:00Z;2018-05-02T00:30Z;1;kwh\n",    //
                        Gsrn(0), ";2018-05-02T00:00Z;2018-05-01T23:00Z;1;kwh\n"));
  EXPECT_THAT(answer.Refusals(),
              ElementsAre("1:end_time:UNSUPPORTED_LENGTH", "2:end_time:UNSUPPORTED_LENGTH",
                          "3:end_time:UNSUPPORTED_LENGTH"));
  EXPECT_THAT(answer.report.rejections(0).message(), HasSubstr("meteredPeriods"));
  EXPECT_EQ(Known(0, CivilDay(2018, 5, 2)).values_wh(2), 1500);
}

TEST_P(IntervalValuesTest, LocalTimesNeedATimeZoneAndAreNotGuessedWhenClocksChange) {
  const std::string file = absl::StrCat("M\xC3\xA5ler;Fra;Forbruk\n",        //
                                        Gsrn(0), ";25.03.2018 01:00;1,5\n",  //
                                        Gsrn(0), ";25.03.2018 02:00;1,5\n",  // skipped
                                        Gsrn(0), ";25.03.2018 03:00;2,5\n",  //
                                        Gsrn(0), ";28.10.2018 02:00;1,5\n",  // twice
                                        Gsrn(0), ";28.10.2018 02:00+01:00;3,5\n");
  ImportFileRequest request = Readings();
  auto& mapping = *request.mutable_mapping();
  const std::pair<const char*, const char*> columns[] = {
      {"M\xC3\xA5ler", "meter"}, {"Fra", "start_time"}, {"Forbruk", "quantity"}};
  for (const auto& [column, field] : columns) {
    auto& added = *mapping.add_columns();
    added.set_column(column);
    added.set_field(field);
  }
  const std::pair<const char*, const char*> constants[] = {{"unit", "KWH"}, {"resolution", "HOUR"}};
  for (const auto& [field, value] : constants) {
    auto& added = *mapping.add_constants();
    added.set_field(field);
    added.set_value(value);
  }
  const FileAnswer open = Send(request, file);
  EXPECT_THAT(open.status, StatusIs(StatusCode::kInvalidArgument));
  ASSERT_EQ(open.reading.doubts_size(), 1);
  EXPECT_EQ(open.reading.doubts(0).field(), "mapping.time_zone");
  mapping.set_time_zone("Europe/Oslo");
  const FileAnswer answer = Send(request, file);
  ASSERT_THAT(answer.status, IsOk());
  EXPECT_THAT(answer.Refusals(),
              ElementsAre("1:start_time:NONEXISTENT_TIME", "3:start_time:AMBIGUOUS_TIME"));
  EXPECT_THAT(answer.report.rejections(1).message(),
              testing::AllOf(HasSubstr("02:00:00+02:00"), HasSubstr("02:00:00+01:00")));
  EXPECT_EQ(Known(0, CivilDay(2018, 3, 25)).values_wh(1), 1500);
  EXPECT_EQ(Known(0, CivilDay(2018, 3, 25)).values_wh(2), 2500);
  EXPECT_EQ(Known(0, CivilDay(2018, 10, 28)).values_wh(3), 3500);
  // Corrected, the refused rows are read under the same mapping.
  const std::string corrected =
      absl::StrReplaceAll(answer.rejects, {{"28.10.2018 02:00;", "28.10.2018 02:00+02:00;"}});
  const FileAnswer again = Send(request, corrected);
  EXPECT_EQ(again.report.accepted_count(), 1) << again.rejects;
  EXPECT_EQ(Known(0, CivilDay(2018, 10, 28)).values_wh(2), 1500);
}

TEST_P(IntervalValuesTest, AWholeDayOfQuartersTakesThePlaceOfItsHours) {
  const CivilDay day(2018, 5, 2);
  const FileAnswer answer = Send(absl::StrCat(kHeader, DayOf(0, day, 10, true)));
  EXPECT_EQ(answer.report.accepted_count(), 96) << answer.rejects;
  EXPECT_EQ(Known(0, day).values_wh_size(), 96);
  EXPECT_EQ(Send(absl::StrCat(kHeader, Row(0, TimeOf(day, 0, 60), 5))).report.rejected_count(), 1);
}

TEST_P(IntervalValuesTest, ARequestIdIsAnsweredOnce) {
  const std::string file = absl::StrCat(kHeader, DayOf(0, CivilDay(2019, 1, 1), 10));
  const FileAnswer first = Send(Readings("r"), file);
  EXPECT_EQ(first.report.accepted_count(), 24);
  EXPECT_EQ(Send(Readings("r"), file).report.SerializeAsString(), first.report.SerializeAsString());
  EXPECT_THAT(Send(Readings("r"), file + Row(0, "2019-02-01T00:00Z", 1)).status,
              StatusIs(StatusCode::kFailedPrecondition));
}

TEST_P(IntervalValuesTest, ACutStreamLeavesWhatWasDurableAndItsRepetitionTheRest) {
  constexpr int kDays = 2000;
  const CivilDay first(2019, 1, 1);
  std::string file = kHeader;
  for (int i = 0; i < kDays; ++i) file += DayOf(0, first + i, 700);
  {
    grpc::ClientContext context;
    const auto stream = stub_->ImportFile(&context);
    ImportFileRequest request = Readings();
    request.set_chunk(file);
    ASSERT_TRUE(stream->Write(request));
    ImportFileResponse event;
    while (stream->Read(&event) && event.progress().accepted_count() == 0) {
    }
    context.TryCancel();
    while (stream->Read(&event)) {
    }
    EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::CANCELLED);
  }
  EXPECT_EQ(Known(0, first).values_wh_size(), 24);
  const FileAnswer answer = Send(file);
  std::int64_t rows = 0;
  for (int i = 0; i < kDays; ++i) rows += HoursOf(first + i);
  EXPECT_EQ(answer.report.unchanged_count() + answer.report.accepted_count(), rows);
  EXPECT_GE(answer.report.unchanged_count(), 10'000);
  EXPECT_GE(answer.progress.size(), 2);
  EXPECT_EQ(Send(file).report.unchanged_count(), rows);
}

TEST_P(IntervalValuesTest, AnyOrderRepetitionAndSplittingEndsInTheSameState) {
  CivilDay day(2020, 1, 1);
  EXPECT_TRUE(rc::check([&] {
    // Each time other days, of two meters, also those when clocks are set.
    const bool quarters = *rc::gen::arbitrary<bool>();
    std::vector<std::string> rows;
    std::vector<v1::Reading> wanted;
    for (int i = 0; i < 3; ++i) {
      day += *rc::gen::inRange(1, 60);
      const int meter = *rc::gen::inRange(0, 2);
      v1::Reading& reading = wanted.emplace_back();
      reading.set_meter(MeterName(meter));
      *reading.mutable_local_date() = records::DateOf(day);
      reading.set_resolution(quarters ? v1::RESOLUTION_QUARTER : v1::RESOLUTION_HOUR);
      const int minutes = quarters ? 15 : 60;
      for (int place = 0; place < HoursOf(day) * 60 / minutes; ++place) {
        reading.add_values_wh(*rc::gen::inRange(0, 100'000));
        const std::string row = Row(meter, TimeOf(day, place, minutes), reading.values_wh(place),
                                    quarters ? "QUARTER" : "HOUR");
        for (int times = *rc::gen::inRange(1, 3); times > 0; --times) rows.push_back(row);
      }
    }
    std::shuffle(rows.begin(), rows.end(), std::mt19937(*rc::gen::arbitrary<unsigned>()));
    std::string files[3] = {kHeader, kHeader, kHeader};
    for (const std::string& row : rows) files[*rc::gen::inRange(0, 3)] += row;
    ImportFileRequest request = Readings();
    request.mutable_mapping()->set_decimal_mark(imports::v1::DECIMAL_MARK_POINT);
    for (const std::string& file : files) {
      const FileAnswer answer = Send(request, file);
      RC_ASSERT(answer.status.ok());
      RC_ASSERT(answer.report.rejected_count() == 0);
    }
    for (const v1::Reading& each : wanted) {
      const int meter = each.meter() == MeterName(0) ? 0 : 1;
      v1::Reading known = Known(meter, records::FirstDayOf(each.local_date()));
      known.clear_recorded_time();
      RC_ASSERT(known.SerializeAsString() == each.SerializeAsString());
    }
  }));
}

INSTANTIATE_TEST_SUITE_P(Engines, IntervalValuesTest, testing::ValuesIn(sql::TestEngines()),
                         sql::EngineName);

}  // namespace
}  // namespace ett::property
