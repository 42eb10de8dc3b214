#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <functional>

#include "ett/property/v1/metering_service.grpc.pb.h"
#include "services/property/energy_fixture.h"

namespace ett::property {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr int kGas = 3;   // a meter that delivers no readings
constexpr int kPart = 4;  // a part of what meter 0 measures
constexpr int kHoursOfHalfAYear = 181 * 24 - 1;

class MeteringTest : public EnergyServiceTest {
 protected:
  void SetUp() override {
    EnergyServiceTest::SetUp();
    AddGasMeter(kGas);
  }

  void AddGasMeter(int number) {
    v1::Meter meter = MeterOf(number);
    meter.set_carrier(v1::CARRIER_GAS);
    ASSERT_EQ(ImportMeter(meter), "");
  }

  void AddPartMeter() {
    v1::Meter meter = MeterOf(0);
    meter.set_name(MeterName(kPart));
    meter.set_submeter_of(MeterName(0));
    ASSERT_EQ(ImportMeter(meter), "");
  }

  // The reason for refusing it, empty when it is accepted.
  std::string ImportMeter(const v1::Meter& meter) {
    v1::ImportMetersRequest request;
    *request.add_meters() = meter;
    return ReasonOf(Import(&v1::PropertyService::Stub::ImportMeters, request));
  }

  static std::string ReasonOf(const ImportReport& report) {
    if (report.rejections().empty()) return "";
    return absl::StrCat(report.rejections(0).field(), " ", report.rejections(0).reason());
  }

  template <class Request>
  ImportReport ImportOf(std::unique_ptr<grpc::ClientWriter<Request>> (
                            v1::MeteringService::Stub::*method)(grpc::ClientContext*,
                                                                ImportReport*),
                        Request request) {
    request.set_parent(kMunicipality);
    grpc::ClientContext context;
    ImportReport report;
    const auto writer = (metering_stub_.get()->*method)(&context, &report);
    EXPECT_TRUE(writer->Write(request));
    EXPECT_TRUE(writer->WritesDone());
    EXPECT_THAT(status::FromGrpc(writer->Finish()), IsOk());
    return report;
  }

  // Five digits of kWh.
  static v1::Counter CounterOf(int meter, const std::string& id, CivilDay installed) {
    v1::Counter counter;
    counter.set_name(NameOf("counters", id));
    counter.set_meter(MeterName(meter));
    counter.set_digits(5);
    counter.set_wh_per_step(1000);
    counter.mutable_install_time()->set_seconds(SecondsAt(installed));
    return counter;
  }

  std::string ImportCounter(const v1::Counter& counter) {
    v1::ImportCountersRequest request;
    *request.add_counters() = counter;
    return ReasonOf(ImportOf(&v1::MeteringService::Stub::ImportCounters, request));
  }

  static v1::CounterStand StandOf(const std::string& counter, CivilDay day, double stand) {
    v1::CounterStand record;
    record.set_name(
        NameOf("counterStands", absl::StrCat(counter, "-", absl::FormatCivilTime(day))));
    record.set_counter(NameOf("counters", counter));
    record.mutable_read_time()->set_seconds(SecondsAt(day));
    record.set_stand(stand);
    record.set_status(v1::READING_STATUS_MEASURED);
    return record;
  }

  std::string ImportStand(const v1::CounterStand& stand) {
    v1::ImportCounterStandsRequest request;
    *request.add_counter_stands() = stand;
    return ReasonOf(ImportOf(&v1::MeteringService::Stub::ImportCounterStands, request));
  }

  static v1::MeteredPeriod PeriodOf(const std::string& id, CivilDay first, CivilDay last,
                                    double kwh) {
    v1::MeteredPeriod period;
    period.set_name(NameOf("meteredPeriods", id));
    period.set_meter(MeterName(kGas));
    *period.mutable_start_date() = records::DateOf(first);
    *period.mutable_last_date() = records::DateOf(last);
    period.set_quantity(kwh);
    period.set_unit(v1::ENERGY_UNIT_KWH);
    return period;
  }

  std::string ImportPeriod(const v1::MeteredPeriod& period) {
    v1::ImportMeteredPeriodsRequest request;
    *request.add_metered_periods() = period;
    return ReasonOf(ImportOf(&v1::MeteringService::Stub::ImportMeteredPeriods, request));
  }

  // Passes 99 999 in spring; 2 300 kWh in 2018.
  void ImportStandsOf2018(int meter = kGas, const std::string& counter = "gas") {
    ASSERT_EQ(ImportCounter(CounterOf(meter, counter, CivilDay(2018, 1, 1))), "");
    ASSERT_EQ(ImportStand(StandOf(counter, CivilDay(2018, 1, 1), 99'000)), "");
    ASSERT_EQ(ImportStand(StandOf(counter, CivilDay(2018, 7, 1), 300)), "");
    ASSERT_EQ(ImportStand(StandOf(counter, CivilDay(2018, 4, 1), 99'900.125)), "");
    ASSERT_EQ(ImportStand(StandOf(counter, CivilDay(2019, 1, 1), 1300)), "");
  }

  // Of a meter in 2018, by windows: `Wh|reason estimated share`.
  std::vector<std::string> Lines(int meter, v1::WindowLength length) {
    v1::QueryEnergyRequest request = Asked(CivilDay(2018, 1, 1), CivilDay(2019, 1, 1), length);
    request.add_filters(absl::StrCat("meter=", GsrnOf(kGsrn + meter)));
    request.set_page_size(10'000);
    return Lines(request);
  }

  std::vector<std::string> Lines(const v1::QueryEnergyRequest& request) {
    const auto response = Query(request);
    if (!response.ok()) return {response.status().ToString()};
    std::vector<std::string> lines;
    for (const v1::EnergyWindow& window : response->windows()) {
      std::string& line = lines.emplace_back();
      for (const std::string& category : window.categories()) absl::StrAppend(&line, category, " ");
      absl::StrAppend(&line,
                      window.has_energy_wh() ? absl::StrCat(window.energy_wh())
                                             : v1::EnergyReason_Name(window.reason()),
                      " ", window.estimated_share());
    }
    return lines;
  }

  // `energy|? read spread|? PROBLEM`
  std::vector<std::string> Stretches(int meter) {
    v1::QueryStretchesRequest request;
    request.set_parent(MeterName(meter));
    std::vector<std::string> lines;
    do {
      grpc::ClientContext context;
      v1::QueryStretchesResponse response;
      request.set_page_size(2);
      EXPECT_THAT(status::FromGrpc(metering_stub_->QueryStretches(&context, request, &response)),
                  IsOk());
      for (const v1::Stretch& each : response.stretches()) {
        lines.push_back(absl::StrCat(
            each.has_energy_wh() ? absl::StrCat(each.energy_wh()) : "?", " ", each.read_wh(), " ",
            each.has_spread_wh() ? absl::StrCat(each.spread_wh()) : "?", " ",
            v1::StretchProblem_Name(each.problem()).substr(std::strlen("STRETCH_PROBLEM_"))));
      }
      request.set_page_token(response.next_page_token());
    } while (!request.page_token().empty());
    return lines;
  }

  std::vector<v1::Reading> ProfileOf(const std::string& meter, CivilDay first, CivilDay last) {
    v1::QueryProfileRequest request;
    request.set_parent(meter);
    *request.mutable_from_date() = records::DateOf(first);
    *request.mutable_to_date() = records::DateOf(last);
    grpc::ClientContext context;
    const auto reader = energy_stub_->QueryProfile(&context, request);
    v1::QueryProfileResponse message;
    std::vector<v1::Reading> readings;
    while (reader->Read(&message)) readings.push_back(message.reading());
    EXPECT_THAT(status::FromGrpc(reader->Finish()), IsOk());
    return readings;
  }

  std::unique_ptr<v1::MeteringService::Stub> metering_stub_ =
      v1::MeteringService::NewStub(service_.channel);
};

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
  second.set_unit(v1::ENERGY_UNIT_KBTU);
  ASSERT_EQ(ImportPeriod(second), "");
  // A thousand kBtu of the international table are 293 071.07 Wh.
  EXPECT_THAT(Stretches(kGas),
              ElementsAre("300000 0 300000 UNSPECIFIED", "293071 0 293071 UNSPECIFIED"));
  EXPECT_THAT(Lines(kGas, v1::WINDOW_LENGTH_YEAR), ElementsAre("593071 1"));
}

TEST_P(MeteringTest, StandsComeBeforeBills) {
  ASSERT_EQ(ImportPeriod(PeriodOf("year", CivilDay(2018, 1, 1), CivilDay(2018, 12, 31), 9999)), "");
  ImportStandsOf2018();
  EXPECT_THAT(Stretches(kGas), testing::Contains("9999000 0 ? OVERLAP"));
  EXPECT_THAT(Lines(kGas, v1::WINDOW_LENGTH_YEAR), ElementsAre("2300000 1"));
}

v1::Meter Virtual(const std::string& id, const std::string& building) {
  v1::Meter meter = MeterOf(0);
  meter.set_name(NameOf("meters", id));
  meter.set_building(NameOf("buildings", building));
  *meter.mutable_valid_from() = records::DateOf(CivilDay(2018, 7, 1));
  return meter;
}

TEST_P(MeteringTest, VirtualMetersDivideEnergyBetweenBuildings) {
  v1::ImportBuildingsRequest buildings;
  v1::Building& annex = *buildings.add_buildings();
  annex.set_name(NameOf("buildings", "annex"));
  annex.set_display_name("Tilbygg");
  annex.set_use_type(v1::USE_TYPE_SCHOOL);
  annex.set_kostra_function(222);
  Import(&v1::PropertyService::Stub::ImportBuildings, buildings);
  AddPartMeter();
  // The annex' part: 1.5 of 2 kWh an hour from July on.
  v1::ImportReadingsRequest readings;
  for (CivilDay day(2018, 7, 1); day.year() == 2018; ++day) {
    *readings.add_readings() = ReadingOf(0, day, 2000);
    *readings.add_readings() = ReadingOf(kPart, day, 1500);
  }
  ASSERT_EQ(ImportReadings(readings).accepted_count(), 368);
  v1::Meter school_part = Virtual("virtual-school", "school");
  school_part.add_sum_of(MeterName(0));
  school_part.add_less(MeterName(kPart));
  ASSERT_EQ(ImportMeter(school_part), "");
  v1::Meter annex_part = Virtual("virtual-annex", "annex");
  annex_part.add_sum_of(MeterName(kPart));
  ASSERT_EQ(ImportMeter(annex_part), "");

  v1::QueryEnergyRequest request =
      Asked(CivilDay(2018, 1, 1), CivilDay(2019, 1, 1), v1::WINDOW_LENGTH_YEAR);
  request.add_group_by("building");
  request.add_filters("carrier=electricity");
  const std::int64_t second = 8760 - kHoursOfHalfAYear;
  EXPECT_THAT(Lines(request),
              ElementsAre(absl::StrCat("annex ", second * 1500, " 0"),
                          absl::StrCat("school ", kHoursOfHalfAYear * 1000 + second * 500, " 0")));
  const auto table = Ask(kEnergy, "2018", {"carrier"});
  ASSERT_THAT(table, IsOk());
  const fpb::Cell* const cell =
      TableView(*table).Find(kEnergy, "2018", {{"carrier", "electricity"}});
  ASSERT_NE(cell, nullptr);
  EXPECT_EQ(std::llround(cell->number() * 1000), kHoursOfHalfAYear * 1000 + second * 2000);
  const auto days = ProfileOf(school_part.name(), CivilDay(2018, 10, 28), CivilDay(2018, 10, 28));
  ASSERT_EQ(days.size(), 1U);
  EXPECT_THAT(days[0].values_wh(), testing::Each(500));
  EXPECT_EQ(days[0].values_wh_size(), 25);
}

TEST_P(MeteringTest, VirtualMetersAreMadeOfMetersThatAreRead) {
  AddPartMeter();
  v1::Meter meter = Virtual("virtual", "school");
  meter.add_sum_of(MeterName(0));
  meter.add_sum_of(MeterName(1));
  EXPECT_EQ(ImportMeter(meter), "sum_of OTHER_CARRIER");
  meter.set_sum_of(1, MeterName(9));
  EXPECT_EQ(ImportMeter(meter), "sum_of UNKNOWN_REFERENCE");
  meter.set_sum_of(1, NameOf("meters", "virtual-2"));
  EXPECT_EQ(ImportMeter(meter), "sum_of MALFORMED");
  meter.set_sum_of(1, MeterName(kPart));
  *meter.mutable_valid_from() = records::DateOf(CivilDay(2018, 7, 2));
  EXPECT_EQ(ImportMeter(meter), "valid_from OUT_OF_RANGE");
  *meter.mutable_valid_from() = records::DateOf(CivilDay(2018, 7, 1));
  v1::Meter with_gsrn = meter;
  with_gsrn.set_name(MeterName(8));
  EXPECT_EQ(ImportMeter(with_gsrn), "name MALFORMED");
  EXPECT_EQ(ImportMeter(meter), "");

  v1::Reading reading = ReadingOf(0, CivilDay(2018, 8, 1), 1);
  reading.set_meter(meter.name());
  EXPECT_EQ(ReasonOf(ImportReading(reading)), "meter VIRTUAL_METER");
  v1::Counter counter = CounterOf(kGas, "gas", CivilDay(2018, 1, 1));
  counter.set_meter(meter.name());
  EXPECT_EQ(ImportCounter(counter), "meter VIRTUAL_METER");
}

TEST_P(MeteringTest, EnergyIsAskedForByGroupsOfBuildings) {
  v1::ImportBuildingGroupsRequest groups;
  v1::ImportGroupMembershipsRequest members;
  for (const char* id : {"old", "schools"}) {
    v1::BuildingGroup& group = *groups.add_building_groups();
    group.set_name(NameOf("buildingGroups", id));
    group.set_display_name(id);
    v1::GroupMembership& member = *members.add_group_memberships();
    member.set_name(NameOf("groupMemberships", id));
    member.set_building_group(group.name());
    member.set_building(NameOf("buildings", "school"));
    *member.mutable_valid_from() = records::DateOf(CivilDay(2018, 2, 1));
  }
  Import(&v1::PropertyService::Stub::ImportBuildingGroups, groups);
  Import(&v1::PropertyService::Stub::ImportGroupMemberships, members);
  v1::QueryEnergyRequest request =
      Asked(CivilDay(2018, 3, 1), CivilDay(2018, 3, 2), v1::WINDOW_LENGTH_DAY);
  request.add_filters("carrier=electricity");
  request.add_group_by("group");
  EXPECT_THAT(Lines(request), ElementsAre("old 24000 0", "schools 24000 0"));
  request.clear_group_by();
  request.add_filters("group=old");
  request.add_filters("group=schools");
  EXPECT_THAT(Lines(request), ElementsAre("24000 0"));
  request.mutable_start_time()->set_seconds(SecondsAt(CivilDay(2018, 1, 1)));
  request.mutable_end_time()->set_seconds(SecondsAt(CivilDay(2018, 1, 2)));
  EXPECT_THAT(Lines(request), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Engines, MeteringTest, testing::ValuesIn(sql::TestEngines()),
                         sql::EngineName);

}  // namespace
}  // namespace ett::property
