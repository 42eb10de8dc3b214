#include "services/property/register_fixture.h"

namespace ett::property {
namespace {

using Stub = v1::PropertyService::Stub;

// Two editions of a bank's criteria, and a rehabilitation that cuts 25 percent.
class GreenLoanServiceTest : public RegisterTest {
 protected:
  void SetUp() override {
    RegisterTest::SetUp();
    Load("greenLoanRules",
         "id;lender;edition;valid_from;valid_to;category;test;threshold_percent;requirement_nb;"
         "source\n"
         "a;Bank;2016;2016;2019-12-31;REHABILITATION;ENERGY_REDUCTION_PER_M2;35;Minst 35;her\n"
         "b;Bank;2024-04;2024-04-01;;REHABILITATION;ENERGY_REDUCTION_PER_M2;20;Minst 20;her\n"
         "c;Bank;2024-04;2024-04-01;;NEW_BUILD;NOT_FOUND;;Ikke funnet;her\n",
         3);
    Load("projects",
         "id;display_name;kind;building;construction_date;energy_before_kwh_per_m2;"
         "energy_aim_kwh_per_m2\n"
         "rehab;Rehab;REHABILITATION;school;2018-02-01;200;150\n"
         "unknown;Ukjent;;school;2018-02-01;;\n",
         2);
  }

  absl::StatusOr<v1::GreenLoanEvaluation> Evaluate(v1::EvaluateGreenLoanRequest request) {
    if (request.project().empty()) request.set_project(NameOf("projects", "rehab"));
    ASSIGN_OR_RETURN(const auto response, Call(&Stub::EvaluateGreenLoan, request));
    return response.evaluation();
  }

  static v1::EvaluateGreenLoanRequest Edition(const char* edition) {
    v1::EvaluateGreenLoanRequest request;
    request.set_edition(edition);
    return request;
  }
};

TEST_P(GreenLoanServiceTest, TheAnswerNamesTheEditionAndWhatItRestsOn) {
  const auto older = Evaluate(Edition("2016"));
  ASSERT_THAT(older, IsOk());
  EXPECT_EQ(older->verdict(), v1::GREEN_LOAN_VERDICT_NOT_MET);
  EXPECT_EQ(older->lender(), "Bank");
  EXPECT_EQ(older->category(), v1::GREEN_LOAN_CATEGORY_REHABILITATION);
  ASSERT_EQ(older->criteria_size(), 1);
  EXPECT_EQ(older->criteria(0).rule().threshold_percent(), 35);
  EXPECT_EQ(older->criteria(0).reason_en(), "25.0 percent lower; 35.0 percent is demanded");
  ASSERT_EQ(older->criteria(0).evidence_size(), 2);
  EXPECT_EQ(older->criteria(0).evidence(1).record(), NameOf("projects", "rehab"));
  EXPECT_EQ(older->criteria(0).evidence(1).field(), "energy_aim_kwh_per_m2");
  EXPECT_EQ(older->criteria(0).evidence(1).value(), "150");

  v1::EvaluateGreenLoanRequest by_date;
  *by_date.mutable_date() = records::DateOf(CivilDay(2024, 5, 1));
  const auto newer = Evaluate(by_date);
  ASSERT_THAT(newer, IsOk());
  EXPECT_EQ(newer->edition(), "2024-04");
  EXPECT_EQ(newer->verdict(), v1::GREEN_LOAN_VERDICT_MET);
}

TEST_P(GreenLoanServiceTest, WithoutEditionOrDateTheEditionOfTodayIsApplied) {
  const auto today = Evaluate({});
  ASSERT_THAT(today, IsOk());
  EXPECT_EQ(today->edition(), "2016");
  v1::EvaluateGreenLoanRequest new_build = Edition("2024-04");
  new_build.set_category(v1::GREEN_LOAN_CATEGORY_NEW_BUILD);
  EXPECT_EQ(Evaluate(new_build)->verdict(), v1::GREEN_LOAN_VERDICT_NOT_KNOWN);
  EXPECT_EQ(Evaluate(new_build)->criteria(0).reason_en(), "the wording was not found");
}

TEST_P(GreenLoanServiceTest, WhatIsWrongWithAQuestionIsNamed) {
  EXPECT_THAT(Evaluate(Edition("2020")), StatusIs(StatusCode::kNotFound));
  v1::EvaluateGreenLoanRequest both = Edition("2016");
  *both.mutable_date() = records::DateOf(CivilDay(2024, 5, 1));
  EXPECT_THAT(Evaluate(both), StatusIs(StatusCode::kInvalidArgument));
  v1::EvaluateGreenLoanRequest year;
  year.mutable_date()->set_year(2024);
  EXPECT_THAT(Evaluate(year), StatusIs(StatusCode::kInvalidArgument));
  v1::EvaluateGreenLoanRequest project = Edition("2016");
  project.set_project(NameOf("projects", "nowhere"));
  EXPECT_THAT(Evaluate(project), StatusIs(StatusCode::kNotFound));
  project.set_project(NameOf("projects", "unknown"));
  EXPECT_THAT(Evaluate(project), StatusIs(StatusCode::kFailedPrecondition));
  Load("greenLoanRules",
       "id;lender;edition;valid_from;category;test;requirement_nb;source\n"
       "d;Annen;2016;2016;REHABILITATION;ENOVA_SUPPORT;Enova;her\n",
       1);
  EXPECT_THAT(Evaluate(Edition("2016")), StatusIs(StatusCode::kInvalidArgument));
  v1::EvaluateGreenLoanRequest lender = Edition("2016");
  lender.set_lender("Annen");
  EXPECT_EQ(Evaluate(lender)->verdict(), v1::GREEN_LOAN_VERDICT_NOT_KNOWN);
}

TEST_P(GreenLoanServiceTest, AnswersAsItWasKnown) {
  const absl::Time before = now_;
  now_ += absl::Hours(24 * 30);
  Load("projects",
       "id;display_name;kind;building;construction_date;energy_before_kwh_per_m2;"
       "energy_aim_kwh_per_m2\n"
       "rehab;Rehab;REHABILITATION;school;2018-02-01;200;130\n",
       1);
  v1::EvaluateGreenLoanRequest request = Edition("2016");
  EXPECT_EQ(Evaluate(request)->verdict(), v1::GREEN_LOAN_VERDICT_MET);
  request.mutable_as_known_at()->set_seconds(absl::ToUnixSeconds(before) + 3600);
  EXPECT_EQ(Evaluate(request)->verdict(), v1::GREEN_LOAN_VERDICT_NOT_MET);
}

TEST_P(GreenLoanServiceTest, CertificatesAndThenMetersAnswerWhereTheProjectSaysNothing) {
  v1::ImportReadingsRequest readings;
  for (CivilDay day(2017, 1, 1); day.year() == 2017; ++day) {
    for (int meter = 0; meter < 2; ++meter) {
      *readings.add_readings() = ReadingOf(meter, day, 2000);
    }
  }
  ASSERT_EQ(ImportReadings(readings).accepted_count(), 730);
  Load("projects",
       "id;display_name;kind;building;construction_date;completed_date;first_metered_year;"
       "energy_aim_kwh_per_m2\n"
       "rehab;Rehab;REHABILITATION;school;2018-01-01;2018-01-01;2018;150\n",
       1);
  const auto measured = Evaluate(Edition("2016"));
  ASSERT_THAT(measured, IsOk());
  EXPECT_EQ(measured->verdict(), v1::GREEN_LOAN_VERDICT_MET);
  ASSERT_EQ(measured->criteria(0).evidence_size(), 2);
  EXPECT_EQ(measured->criteria(0).evidence(0).record(), NameOf("buildings", "school"));
  EXPECT_EQ(measured->criteria(0).evidence(0).field(), "energy-use 2017");
  EXPECT_EQ(measured->criteria(0).evidence(0).value(), "35.04");
  Load("energyCertificates",
       "id;building;mark;calculated_kwh_per_m2;issued_date;expiry_date\n"
       "before;school;E;200;2015-01-01;2025-01-01\n"
       "after;school;C;140;2018-06-01;2028-06-01\n",
       2);
  const auto certified = Evaluate(Edition("2016"));
  EXPECT_EQ(certified->verdict(), v1::GREEN_LOAN_VERDICT_NOT_MET);
  EXPECT_EQ(certified->criteria(0).evidence(1).record(), NameOf("energyCertificates", "after"));
}

TEST_P(GreenLoanServiceTest, TheStatusOfProjectsIsAFigure) {
  const std::string metric = "property/green-loan-status";
  const auto table = Ask(metric, "2018", {"project", "verdict", "edition"});
  ASSERT_THAT(table, IsOk());
  EXPECT_EQ(
      TableView(*table)
          .Find(metric, "2018", {{"project", "rehab"}, {"verdict", "not-met"}, {"edition", "2016"}})
          ->number(),
      1);
  EXPECT_EQ(Figure(metric), "1");
}

INSTANTIATE_TEST_SUITE_P(Engines, GreenLoanServiceTest, testing::ValuesIn(sql::TestEngines()),
                         sql::EngineName);

}  // namespace
}  // namespace ett::property
