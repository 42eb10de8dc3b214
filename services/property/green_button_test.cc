#include "services/property/green_button.h"

#include <gmock/gmock.h>

#include "absl/strings/str_replace.h"
#include "absl/strings/substitute.h"
#include "services/property/file_fixture.h"

namespace ett::property {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// Two usage points; the readings of the second are described after them.
constexpr char kFeed[] = R"xml(<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:espi="http://naesb.org/espi">
 <title>Green Button Usage Feed</title>
 <entry>
  <link rel="self" href="/espi/1_1/resource/UsagePoint/$0"/>
  <link rel="up" href="/espi/1_1/resource/UsagePoint"/>
  <link rel="related" href="/espi/1_1/resource/UsagePoint/$0/MeterReading/"/>
  <title>Skole &amp; idrettshall</title>
  <content><espi:UsagePoint><espi:ServiceCategory><espi:kind>0</espi:kind></espi:ServiceCategory>
  </espi:UsagePoint></content>
 </entry>
 <entry>
  <link rel="self" href="/espi/1_1/resource/UsagePoint/$0/MeterReading/01"/>
  <link rel="up" href="/espi/1_1/resource/UsagePoint/$0/MeterReading"/>
  <link rel="related" href="/espi/1_1/resource/UsagePoint/$0/MeterReading/01/IntervalBlock"/>
  <link rel="related" href="/espi/1_1/resource/ReadingType/07"/>
  <content><espi:MeterReading/></content>
 </entry>
 <entry>
  <link rel="self" href="/espi/1_1/resource/ReadingType/07"/>
  <content><espi:ReadingType><espi:flowDirection>$2</espi:flowDirection>
   <espi:intervalLength>$4</espi:intervalLength>
   <espi:powerOfTenMultiplier>$3</espi:powerOfTenMultiplier><espi:uom>$1</espi:uom>
  </espi:ReadingType></content>
 </entry>
 <entry>
  <link rel="self" href="/espi/1_1/resource/UsagePoint/$0/MeterReading/01/IntervalBlock/1"/>
  <link rel="up" href="/espi/1_1/resource/UsagePoint/$0/MeterReading/01/IntervalBlock"/>
  <content>
   <espi:IntervalBlock>
    <espi:interval><espi:duration>86400</espi:duration><espi:start>1546300800</espi:start>
    </espi:interval>
$5
   </espi:IntervalBlock>
  </content>
 </entry>
</feed>
)xml";

class GreenButtonTest : public ReadingFileTest {
 protected:
  // An hour of the first of January 2019, UTC.
  static std::string Hour(int hour, const std::string& value, const std::string& more = "") {
    return absl::StrCat("<espi:IntervalReading>", more,
                        "<espi:timePeriod><espi:duration>3600</espi:duration><espi:start>",
                        1'546'300'800 + hour * 3600, "</espi:start></espi:timePeriod><espi:value>",
                        value, "</espi:value></espi:IntervalReading>\n");
  }
  static std::string Quality(int code) {
    return absl::StrCat("<espi:ReadingQuality><espi:quality>", code,
                        "</espi:quality></espi:ReadingQuality>");
  }
  static std::string Feed(const std::string& readings, const char* uom = "72",
                          const char* flow = "1", const char* power = "0",
                          const std::string& point = Gsrn(0)) {
    return absl::Substitute(kFeed, point, uom, flow, power, "3600", readings);
  }
  const CivilDay day_{2019, 1, 1};
};

TEST_P(GreenButtonTest, IntervalsBecomeReadingsAndAgainUnchanged) {
  const std::string feed = Feed(Hour(0, "1250") + Hour(1, "0", Quality(8)) +
                                Hour(2, "30", Quality(17) + Quality(14)) + Hour(3, "7"));
  const FileAnswer dry = DryRun(feed);
  ASSERT_THAT(dry.status, IsOk());
  EXPECT_EQ(dry.reading.format(), "green-button");
  EXPECT_THAT(dry.reading.detected(), testing::Contains("columns.meter"));
  EXPECT_EQ(dry.report.accepted_count(), 4) << dry.rejects;
  EXPECT_EQ(Known(0, day_).values_wh_size(), 0);
  EXPECT_EQ(Send(feed).report.accepted_count(), 4);
  const v1::Reading known = Known(0, day_);
  ASSERT_EQ(known.values_wh_size(), 24);
  EXPECT_EQ(known.values_wh(1), 1250);  // local time is an hour later
  EXPECT_EQ(known.statuses(0), v1::READING_STATUS_MISSING);
  EXPECT_EQ(known.statuses(2), v1::READING_STATUS_ESTIMATED);
  EXPECT_EQ(known.statuses(3), v1::READING_STATUS_TEMPORARY);
  EXPECT_EQ(known.statuses(4), v1::READING_STATUS_MEASURED);
  EXPECT_EQ(Send(feed).report.unchanged_count(), 4);
  EXPECT_EQ(Send(Feed(Hour(0, "1250") + Hour(1, "900"))).Verdicts(), "UA");
}

TEST_P(GreenButtonTest, PowersOfTenAreExact) {
  EXPECT_EQ(Send(Feed(Hour(0, "125"), "72", "1", "3")).report.accepted_count(), 1);
  EXPECT_EQ(Known(0, day_).values_wh(1), 125'000);
  EXPECT_EQ(Send(Feed(Hour(0, "1250") + Hour(1, "1251"), "72", "1", "-1")).Refusals(),
            std::vector<std::string>{"1:quantity:NOT_WHOLE_WH"});
  EXPECT_EQ(Known(0, day_).values_wh(1), 125);
}

TEST_P(GreenButtonTest, AUsagePointThatIsNoMeterIsGivenOneByTheMapping) {
  const std::string feed = Feed(Hour(0, "5"), "72", "1", "0", "ABC-7");
  EXPECT_THAT(Send(feed).Refusals(), ElementsAre("0:meter:MALFORMED"));
  ImportFileRequest request = Readings();
  auto& column = *request.mutable_mapping()->add_columns();
  column.set_column("usage_point_title");
  column.set_field("meter");
  auto& code = *column.add_codes();
  code.set_cell("Skole & idrettshall");
  code.set_value(Gsrn(1));
  EXPECT_EQ(Send(request, feed).report.accepted_count(), 1);
  EXPECT_EQ(Known(1, day_).values_wh(1), 5);
}

TEST_P(GreenButtonTest, WhatIsNoEnergyToTheBuildingIsRefusedRowByRow) {
  EXPECT_THAT(Send(Feed(Hour(0, "5"), "38")).Refusals(), ElementsAre("0:unit:UNKNOWN_VALUE"));
  EXPECT_THAT(Send(Feed(Hour(0, "5"), "72", "19")).Refusals(),
              ElementsAre("0:flow_direction:REVERSE_FLOW"));
  EXPECT_THAT(Send(Feed(Hour(0, "5"), "72", "4")).Refusals(),
              ElementsAre("0:flow_direction:UNKNOWN_VALUE"));
  EXPECT_THAT(Send(Feed(Hour(0, "-5") + Hour(1, "5", Quality(12)))).Refusals(),
              ElementsAre("0:quantity:NEGATIVE", "1:status:UNKNOWN_VALUE"));
  const FileAnswer long_ones = Send(
      absl::StrReplaceAll(Feed(Hour(0, "5")), {{">3600</espi:duration", ">86400</espi:duration"}}));
  EXPECT_THAT(long_ones.Refusals(), ElementsAre("0:end_time:UNSUPPORTED_LENGTH"));
  EXPECT_THAT(long_ones.report.rejections(0).message(), HasSubstr("meteredPeriods"));
  // Nothing describes the readings, or only what comes after them.
  const FileAnswer late = Send(absl::StrReplaceAll(
      Feed(Hour(0, "5")),
      {{"\"self\" href=\"/espi/1_1/resource/ReadingType/07", "\"self\" href=\"x"}}));
  EXPECT_THAT(late.Refusals(), ElementsAre("0:unit:UNKNOWN_VALUE"));
  EXPECT_THAT(late.report.rejections(0).message(), HasSubstr("not told before its values"));
}

TEST_P(GreenButtonTest, RefusedRowsComeBackAsCsv) {
  const FileAnswer first = Send(Feed(Hour(0, "5") + Hour(1, "-6")));
  ImportFileRequest request = Readings();
  *request.mutable_mapping() = first.reading.mapping();
  const FileAnswer second = Send(request, absl::StrReplaceAll(first.rejects, {{";-6;", ";6;"}}));
  EXPECT_EQ(second.report.accepted_count(), 1) << second.rejects;
  EXPECT_EQ(Known(0, day_).values_wh(2), 6);
}

TEST_P(GreenButtonTest, BrokenFeedsEndTheCallWithTheirLine) {
  std::string many;
  for (int i = 0; i < 20'000; ++i) many += Hour(i, "5");
  std::string feed = Feed(many);
  feed.resize(feed.size() - 200);
  const FileAnswer cut = Send(feed);
  EXPECT_THAT(cut.status, status::StatusSays(StatusCode::kInvalidArgument, "line 200"));
  ASSERT_FALSE(cut.progress.empty());
  // What was told as accepted stays.
  EXPECT_EQ(Known(0, day_).values_wh(1), 5);
  EXPECT_EQ(Send(Feed(many)).report.unchanged_count() >= cut.progress.back().accepted_count(),
            true);
  EXPECT_THAT(Send(absl::StrReplaceAll(Feed(Hour(0, "5")),
                                       {{"<feed", "<!DOCTYPE f [<!ENTITY a 'b'>]><feed"}}))
                  .status,
              status::StatusSays(StatusCode::kInvalidArgument, "a DOCTYPE"));
  EXPECT_THAT(Send("<?xml version='1.0'?><other/>").status,
              status::StatusSays(StatusCode::kInvalidArgument, "other XML"));
  ImportFileRequest meters = Readings();
  meters.set_collection("meters");
  EXPECT_THAT(Send(meters, Feed("")).status,
              status::StatusSays(StatusCode::kInvalidArgument, "green-button"));
}

INSTANTIATE_TEST_SUITE_P(Engines, GreenButtonTest, testing::ValuesIn(sql::TestEngines()),
                         sql::EngineName);

}  // namespace
}  // namespace ett::property
