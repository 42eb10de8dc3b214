#include <gmock/gmock.h>

#include <algorithm>
#include <functional>

#include "services/property/analysis_fixture.h"

namespace ett::property {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// 48 kWh, and 2 kWh for each degree below 12 °C.
std::int64_t Heated(CivilDay day) {
  return 48'000 + 2'000 * std::max<std::int64_t>(0, 12 - CelsiusOf(day));
}
// The same, by turns 1 kWh more and less.
std::int64_t Uneven(CivilDay day) {
  return Heated(day) + (absl::GetYearDay(day) % 2 == 0 ? 1'000 : -1'000);
}

TEST_P(AnalysisTest, AModelAndWhatWasSavedAreFoundAgain) {
  AddHall("hall", 10);
  MeasureYear(10, 2017, Heated);
  MeasureYear(10, 2018, [](CivilDay day) { return Heated(day) - 10'000; });
  v1::AnalyseEnergyRequest request = Asked("hall");
  *request.mutable_reporting() = YearRange(2018);
  *request.mutable_normal() = RangeOf(CivilDay(2017, 1, 1), CivilDay(2018, 12, 31));
  const auto analysis = Analyse(request);
  ASSERT_THAT(analysis, IsOk());
  const v1::EnergyModelFit& fit = analysis->baseline();
  EXPECT_THAT(ReasonsOf(fit), ElementsAre());
  EXPECT_EQ(fit.days(), 365);
  EXPECT_NEAR(fit.model().base(), 48, 1e-6);
  EXPECT_NEAR(fit.model().heating(), 2, 1e-6);
  EXPECT_EQ(fit.model().heating_balance(), 12);
  EXPECT_FALSE(fit.model().has_cooling_balance());
  EXPECT_NEAR(fit.statistics().r_squared(), 1, 1e-9);
  EXPECT_EQ(fit.statistics().parameters(), 1);
  EXPECT_NEAR(analysis->avoided().energy(), 3650, 1e-6);
  EXPECT_NEAR(analysis->avoided().uncertainty(), 0, 1e-3);
  EXPECT_EQ(analysis->avoided().days(), 365);
  EXPECT_EQ(analysis->avoided().confidence(), 0.9);
  EXPECT_NEAR(analysis->normalized().energy(), 3652.5, 1e-6);
  EXPECT_GT(analysis->avoided().share(), 0.1);
}

TEST_P(AnalysisTest, MonthsHaveChangePointModels) {
  AddHall("hall", 10);
  MeasureYear(10, 2017, Heated);
  v1::AnalyseEnergyRequest request = Asked("hall");
  request.set_model_kind(v1::ENERGY_MODEL_KIND_2P);
  const auto analysis = Analyse(request);
  ASSERT_THAT(analysis, IsOk());
  EXPECT_EQ(analysis->baseline().model().kind(), v1::ENERGY_MODEL_KIND_2P);
  EXPECT_EQ(analysis->baseline().statistics().observations(), 12);
  EXPECT_FALSE(analysis->has_avoided());
}

TEST_P(AnalysisTest, MonthsHaveTheModelOfBills) {
  AddHall("hall", 10);
  MeasureYear(10, 2017, Heated);
  MeasureYear(10, 2018, [](CivilDay day) { return Heated(day) - 10'000; });
  v1::AnalyseEnergyRequest request = Asked("hall");
  request.set_model_kind(v1::ENERGY_MODEL_KIND_BILLING);
  *request.mutable_reporting() = YearRange(2018);
  const auto analysis = Analyse(request);
  ASSERT_THAT(analysis, IsOk());
  const v1::EnergyModelFit& fit = analysis->baseline();
  EXPECT_EQ(fit.statistics().observations(), 12);
  // Mean degree days of a month are those of its days, so that the days' model is found.
  EXPECT_NEAR(fit.model().base(), 48, 1e-6);
  EXPECT_NEAR(fit.model().heating(), 2, 1e-6);
  EXPECT_EQ(fit.model().heating_balance(), 12);
  EXPECT_NEAR(analysis->avoided().energy(), 3650, 1e-6);
  EXPECT_EQ(analysis->avoided().days(), 365);
}

TEST_P(AnalysisTest, APeriodThatMayNotBeUsedHasItsReasons) {
  AddHall("hall", 10);
  Measure(10, CivilDay(2017, 1, 1), CivilDay(2017, 10, 31), Heated);
  const auto analysis = Analyse(Asked("hall"));
  ASSERT_THAT(analysis, IsOk());
  EXPECT_THAT(ReasonsOf(analysis->baseline()), ElementsAre("DISQUALIFICATION_REASON_ENERGY_MISSING",
                                                           "DISQUALIFICATION_REASON_BOTH_MISSING"));
  EXPECT_NEAR(analysis->baseline().disqualifications(0).found(), 304 / 365.0, 1e-9);
  v1::AnalyseEnergyRequest request = Asked("hall");
  *request.mutable_baseline() = RangeOf(CivilDay(2016, 6, 1), CivilDay(2016, 6, 30));
  const auto early = Analyse(request);
  ASSERT_THAT(early, IsOk());
  EXPECT_THAT(ReasonsOf(early->baseline()),
              ElementsAre("DISQUALIFICATION_REASON_NO_METER", "DISQUALIFICATION_REASON_TOO_SHORT",
                          "DISQUALIFICATION_REASON_ENERGY_MISSING",
                          "DISQUALIFICATION_REASON_TEMPERATURE_MISSING",
                          "DISQUALIFICATION_REASON_BOTH_MISSING"));
  EXPECT_FALSE(early->baseline().has_model());
}

TEST_P(AnalysisTest, DaysBeginWhereTheyAreAskedTo) {
  AddHall("hall", 10);
  MeasureYear(10, 2017, Heated);
  v1::AnalyseEnergyRequest request = Asked("hall");
  request.set_time_zone("UTC");
  const auto analysis = Analyse(request);
  ASSERT_THAT(analysis, IsOk());
  // The last day of UTC ends an hour after the last reading.
  EXPECT_EQ(analysis->baseline().days(), 364);
  EXPECT_NEAR(analysis->baseline().model().base(), 48, 1e-6);
}

TEST_P(AnalysisTest, AsItWasKnownBeforeACorrection) {
  AddHall("hall", 10);
  MeasureYear(10, 2017, Heated);
  const absl::Time before = now_;
  now_ += absl::Hours(24);
  MeasureYear(10, 2017, [](CivilDay day) { return Heated(day) + 5'000; });
  v1::AnalyseEnergyRequest request = Asked("hall");
  EXPECT_NEAR(Analyse(request)->baseline().model().base(), 53, 1e-6);
  request.mutable_as_known_at()->set_seconds(absl::ToUnixSeconds(before) + 3600);
  EXPECT_NEAR(Analyse(request)->baseline().model().base(), 48, 1e-6);
}

TEST_P(AnalysisTest, AScanTellsEachBuildingAndRanksThemAtTheEnd) {
  for (int i = 0; i < 4; ++i) {
    AddHall(absl::StrCat("hall-", i), 10 + i);
    MeasureYear(10 + i, 2017, [&](CivilDay day) { return Uneven(day) + 20'000 * i; });
  }
  MeasureYear(10, 2018, [](CivilDay day) {
    return Heated(day) + (day == CivilDay(2018, 5, 17) ? 100'000 : 0);
  });
  v1::ScanPortfolioRequest request;
  request.set_parent(kMunicipality);
  *request.mutable_baseline() = YearRange(2017);
  *request.mutable_reporting() = YearRange(2018);
  const auto messages = Scan(request);
  ASSERT_THAT(messages, IsOk());
  ASSERT_EQ(messages->size(), 6U);
  for (int i = 0; i < 6; ++i) EXPECT_EQ((*messages)[i].done(), std::min(i + 1, 5));
  const v1::BuildingScan& hall = (*messages)[0].building();
  EXPECT_EQ(hall.building(), NameOf("buildings", "hall-0"));
  EXPECT_EQ(hall.days(), 365);
  ASSERT_EQ(hall.anomaly_count(), 1);
  EXPECT_EQ(records::PrintDate(hall.anomalies(0).local_date()), "2018-05-17");
  EXPECT_NEAR(hall.anomalies(0).used() - hall.anomalies(0).expected(), 100, 1);
  // The school's meters have nothing of 2017.
  EXPECT_FALSE((*messages)[4].building().baseline().disqualifications().empty());
  const v1::PortfolioRanking& ranking = (*messages)[5].ranking();
  // The first quartile of the four is the second of them.
  ASSERT_EQ(ranking.by_potential_size(), 2);
  EXPECT_EQ(ranking.by_potential(0).building(), NameOf("buildings", "hall-3"));
  EXPECT_NEAR(ranking.by_potential(0).number(), 2 * 20 * 365, 1);
  ASSERT_EQ(ranking.by_anomaly_size(), 1);
  EXPECT_NEAR(ranking.by_anomaly(0).number(), 1 / 365.0, 1e-9);
}

TEST_P(AnalysisTest, WrongQuestionsAreRefused) {
  const auto refusal = [&](const std::function<void(v1::AnalyseEnergyRequest&)>& change) {
    v1::AnalyseEnergyRequest request = Asked("school");
    change(request);
    return Analyse(request).status().ToString();
  };
  EXPECT_THAT(refusal([](auto& asked) { asked.clear_baseline(); }), HasSubstr("baseline: want"));
  EXPECT_THAT(
      refusal([](auto& asked) { asked.mutable_baseline()->mutable_last_date()->set_year(2016); }),
      HasSubstr("baseline.last_date: want not before first_date"));
  EXPECT_THAT(refusal([](auto& asked) {
                asked.mutable_baseline()->mutable_first_date()->set_day(31);
                asked.mutable_baseline()->mutable_first_date()->set_month(2);
              }),
              HasSubstr("baseline.first_date: want a day"));
  EXPECT_THAT(refusal([](auto& asked) { asked.set_time_zone("Oslo"); }), HasSubstr("time_zone"));
  EXPECT_THAT(refusal([](auto& asked) { asked.set_confidence(1); }), HasSubstr("confidence"));
  EXPECT_THAT(refusal([](auto& asked) { *asked.mutable_normal() = YearRange(2017); }),
              HasSubstr("normal: want none"));
  EXPECT_THAT(refusal([](auto& asked) { asked.set_parent(NameOf("buildings", "nowhere")); }),
              HasSubstr("NOT_FOUND"));
}

INSTANTIATE_TEST_SUITE_P(Engines, AnalysisTest, testing::ValuesIn(sql::TestEngines()),
                         sql::EngineName);

}  // namespace
}  // namespace ett::property
