#include <gmock/gmock.h>

#include <cmath>

#include "services/property/metering_fixture.h"

namespace ett::property {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr int kHoursOfHalfAYear = 181 * 24 - 1;

class VirtualMeterTest : public MeteringServiceTest {};

v1::Meter Virtual(const std::string& id, const std::string& building) {
  v1::Meter meter = MeterOf(0);
  meter.set_name(NameOf("meters", id));
  meter.set_building(NameOf("buildings", building));
  *meter.mutable_valid_from() = records::DateOf(CivilDay(2018, 7, 1));
  return meter;
}

TEST_P(VirtualMeterTest, VirtualMetersDivideEnergyBetweenBuildings) {
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
  v1::ListReadingsRequest list;
  list.set_parent(school_part.name());
  EXPECT_THAT(List(list), IsOk());
  EXPECT_THAT(List(list)->readings(), IsEmpty());
  const auto days = ProfileOf(school_part.name(), CivilDay(2018, 10, 28), CivilDay(2018, 10, 28));
  ASSERT_EQ(days.size(), 1U);
  EXPECT_THAT(days[0].values_wh(), testing::Each(500));
  EXPECT_EQ(days[0].values_wh_size(), 25);
}

TEST_P(VirtualMeterTest, VirtualMetersAreMadeOfMetersThatAreRead) {
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

TEST_P(VirtualMeterTest, EnergyIsAskedForByGroupsOfBuildings) {
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

INSTANTIATE_TEST_SUITE_P(Engines, VirtualMeterTest, testing::ValuesIn(sql::TestEngines()),
                         sql::EngineName);

}  // namespace
}  // namespace ett::property
