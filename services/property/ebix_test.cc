#include "services/property/ebix.h"

#include <gmock/gmock.h>

#include "absl/strings/str_replace.h"
#include "absl/strings/substitute.h"
#include "services/property/file_fixture.h"

namespace ett::property {
namespace {

using testing::ElementsAre;

constexpr char kElhub[] = R"xml(<?xml version="1.0" encoding="UTF-8"?>
<ns0:NotifyValidatedDataForBillingEnergy xmlns:ns0="urn:no:elhub:emif:metering:NotifyValidatedDataForBillingEnergy:v1" xmlns:ns1="urn:no:elhub:emif:metering:common:v1">
 <ns0:Header><ns1:Identification>1f0c</ns1:Identification><ns1:DocumentType>E66</ns1:DocumentType>
 </ns0:Header>
 <ns0:PayloadEnergyTimeSeries>
  <ns1:Identification>ab12</ns1:Identification>
  <ns1:ObservationPeriodTimeSeriesPeriod>
   <ns1:ResolutionDuration>$1</ns1:ResolutionDuration><ns1:Start>$2</ns1:Start><ns1:End>$3</ns1:End>
  </ns1:ObservationPeriodTimeSeriesPeriod>
  <ns1:ProductIncludedProductCharacteristics>
   <ns1:Identification>8716867000030</ns1:Identification><ns1:UnitType>kWh</ns1:UnitType>
  </ns1:ProductIncludedProductCharacteristics>
  <ns1:MeteringPointUsedDomainLocation>
   <ns1:Identification schemeAgencyIdentifier="9">$0</ns1:Identification>
  </ns1:MeteringPointUsedDomainLocation>
$4
 </ns0:PayloadEnergyTimeSeries>
</ns0:NotifyValidatedDataForBillingEnergy>
)xml";

constexpr char kOther[] = R"xml(<DK_MeteredDataTimeSeries>
 <PayloadEnergyTimeSeries>
  <ObservationTimeSeriesPeriod><ResolutionDuration>PT15M</ResolutionDuration>
   <Start>2018-12-31T23:00:00Z</Start><End>2019-01-01T23:00:00Z</End></ObservationTimeSeriesPeriod>
  <IncludedProductCharacteristic><Identification>8716867000030</Identification>
   <UnitType>KWH</UnitType></IncludedProductCharacteristic>
  <DetailMeasurementMeteringPointCharacteristic><TypeOfMeteringPoint>$1</TypeOfMeteringPoint>
  </DetailMeasurementMeteringPointCharacteristic>
  <MeteringPointDomainLocation><Identification>$0</Identification></MeteringPointDomainLocation>
  <IntervalEnergyObservation><Position>1</Position><EnergyQuantity>0.5</EnergyQuantity>
   <QuantityQuality>E01</QuantityQuality></IntervalEnergyObservation>
  <IntervalEnergyObservation><Position>2</Position><QuantityMissing>true</QuantityMissing>
  </IntervalEnergyObservation>
  <IntervalEnergyObservation><Position>96</Position><EnergyQuantity>0.125</EnergyQuantity>
   <QuantityQuality>56</QuantityQuality></IntervalEnergyObservation>
 </PayloadEnergyTimeSeries>
</DK_MeteredDataTimeSeries>
)xml";

class EbixTest : public ReadingFileTest {
 protected:
  static std::string Elhub(const std::string& observations, const char* resolution = "PT1H",
                           const char* start = "2018-12-31T23:00:00Z") {
    return absl::Substitute(kElhub, Gsrn(0), resolution, start, "2019-01-01T23:00:00Z",
                            observations);
  }
  static std::string Metered(int sequence, const std::string& kwh) {
    return absl::StrCat("<ns1:Observation Sequence=\"", sequence, "\"><ns1:Metered>", kwh,
                        "</ns1:Metered></ns1:Observation>\n");
  }
  const CivilDay day_{2019, 1, 1};
};

TEST_P(EbixTest, ADeliveryOfADayIsReadAndACorrectionChangesOnlyWhatItHas) {
  std::string all;
  for (int i = 1; i <= 20; ++i) all += Metered(i, absl::StrCat(i, ".250"));
  all +=
      "<ns1:Observation Sequence=\"21\"><ns1:Estimated Quality=\"56\">1</ns1:Estimated>"
      "</ns1:Observation><ns1:Observation Sequence=\"22\"><ns1:Estimated Quality=\"81\">2"
      "</ns1:Estimated></ns1:Observation><ns1:Observation Sequence=\"23\"><ns1:Temporary>3"
      "</ns1:Temporary></ns1:Observation>";
  const FileAnswer dry = DryRun(Elhub(all));
  EXPECT_EQ(dry.reading.format(), "ebix");
  EXPECT_EQ(dry.report.accepted_count(), 23) << dry.status << dry.rejects;
  EXPECT_EQ(Send(Elhub(all)).report.accepted_count(), 23);
  v1::Reading known = Known(0, day_);
  ASSERT_EQ(known.values_wh_size(), 24);
  EXPECT_EQ(known.values_wh(0), 1250);
  EXPECT_EQ(known.values_wh(19), 20'250);
  EXPECT_THAT(std::vector<int>(known.statuses().begin() + 19, known.statuses().end()),
              ElementsAre(v1::READING_STATUS_MEASURED, v1::READING_STATUS_ESTIMATED,
                          v1::READING_STATUS_FINALLY_ESTIMATED, v1::READING_STATUS_TEMPORARY,
                          v1::READING_STATUS_MISSING));
  EXPECT_EQ(Send(Elhub(all)).report.unchanged_count(), 23);
  const absl::Time before = now_;
  now_ = before + absl::Hours(48);
  EXPECT_EQ(Send(Elhub(Metered(21, "1.5") + Metered(24, "4"))).report.accepted_count(), 2);
  known = Known(0, day_);
  EXPECT_EQ(known.values_wh(20), 1500);
  EXPECT_EQ(known.values_wh(19), 20'250);
  EXPECT_EQ(known.statuses(23), v1::READING_STATUS_MEASURED);
  EXPECT_EQ(Known(0, day_, before + absl::Hours(24)).values_wh(20), 1000);
}

TEST_P(EbixTest, DaysOfClockChangesAreDeliveredInUtc) {
  std::string quarters;
  for (int i = 1; i <= 100; ++i) quarters += Metered(i, "0.001");
  EXPECT_EQ(Send(Elhub(quarters, "PT15M", "2019-10-26T22:00:00Z")).report.accepted_count(), 100);
  const v1::Reading autumn = Known(0, CivilDay(2019, 10, 27));
  EXPECT_EQ(autumn.values_wh_size(), 100);
  EXPECT_EQ(autumn.statuses_size(), 0);
  EXPECT_EQ(Send(Elhub(quarters, "PT15M", "2019-03-31T00:00:00+01:00")).report.accepted_count(),
            100);
  EXPECT_EQ(Known(0, CivilDay(2019, 3, 31)).values_wh_size(), 92);
  EXPECT_EQ(Known(0, CivilDay(2019, 4, 1)).statuses(8), v1::READING_STATUS_MISSING);
}

TEST_P(EbixTest, OtherHubsDeliverTheSameModel) {
  const FileAnswer answer = Send(absl::Substitute(kOther, Gsrn(0), "E17"));
  EXPECT_EQ(answer.report.accepted_count(), 3) << answer.status << answer.rejects;
  const v1::Reading known = Known(0, day_);
  ASSERT_EQ(known.values_wh_size(), 96);
  EXPECT_EQ(known.values_wh(0), 500);
  EXPECT_EQ(known.statuses(1), v1::READING_STATUS_MISSING);
  EXPECT_EQ(known.values_wh(95), 125);
  EXPECT_EQ(known.statuses(95), v1::READING_STATUS_ESTIMATED);
  EXPECT_THAT(Send(absl::Substitute(kOther, Gsrn(0), "E18")).Refusals(),
              ElementsAre("0:flow_direction:REVERSE_FLOW", "1:flow_direction:REVERSE_FLOW",
                          "2:flow_direction:REVERSE_FLOW"));
}

TEST_P(EbixTest, WhatCannotBePlacedIsRefused) {
  EXPECT_THAT(Send(Elhub(Metered(0, "1") + Metered(1, "1.0005") + Metered(2, "-1") +
                         "<ns1:Observation><ns1:Metered>1</ns1:Metered></ns1:Observation>"))
                  .Refusals(),
              ElementsAre("0:start_time:MALFORMED", "1:quantity:NOT_WHOLE_WH",
                          "2:quantity:NEGATIVE", "3:start_time:MALFORMED"));
  EXPECT_THAT(Send(Elhub(Metered(1, "1"), "PT5M")).Refusals(),
              ElementsAre("0:start_time:MALFORMED"));
  EXPECT_THAT(Send(Elhub(Metered(1, "1"), "P1D")).Refusals(),
              ElementsAre("0:end_time:UNSUPPORTED_LENGTH"));
  EXPECT_THAT(Send(absl::StrReplaceAll(Elhub(Metered(1, "1")), {{">kWh<", ">kVArh<"}})).Refusals(),
              ElementsAre("0:unit:UNKNOWN_VALUE"));
  EXPECT_THAT(Send(Elhub("<ns1:Observation Sequence='1'><ns1:Estimated Quality='99'>1"
                         "</ns1:Estimated></ns1:Observation>"))
                  .Refusals(),
              ElementsAre("0:status:UNKNOWN_VALUE"));
  EXPECT_EQ(Known(0, day_).values_wh_size(), 0);
}

INSTANTIATE_TEST_SUITE_P(Engines, EbixTest, testing::ValuesIn(sql::TestEngines()), sql::EngineName);

}  // namespace
}  // namespace ett::property
