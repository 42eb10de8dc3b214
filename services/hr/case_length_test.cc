#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "chassis/testing.h"
#include "ett/figures/v1/figure_service.grpc.pb.h"
#include "figures/table_view.h"
#include "services/hr/service.h"
#include "services/hr/testing.h"
#include "status/errors.h"
#include "status/grpc.h"
#include "status/macros.h"
#include "status/matchers.h"

namespace ett::hr {
namespace {

using absl::CivilDay;
using absl::StatusCode;
using figures::TableView;
using status::IsOk;
using status::StatusIs;
namespace fpb = ::ett::figures::v1;

constexpr char kRate[] = "hr/sick-leave-rate";
constexpr char kCleaning[] = "hr/cleaning-sick-leave-rate";

v1::Absence Sick(int note, int employment, CivilDay first, CivilDay last) {
  v1::Absence absence;
  absence.set_name(NameOf("absences", note));
  absence.set_employment(NameOf("employments", employment));
  absence.set_kind(v1::ABSENCE_KIND_MEDICALLY_CERTIFIED);
  absence.set_degree_percent(100);
  *absence.mutable_start_date() = records::DateOf(first);
  *absence.mutable_end_date() = records::DateOf(last);
  return absence;
}

// Twenty employees of 251 work days each in 2018. Ten have a case of 7 days with five work days;
// ten have one of 102 days, of which six are work days of 2018: most of it is in the notes of 2019.
class CaseLengthTest : public testing::TestWithParam<sql::TestEngine> {
 protected:
  void SetUp() override {
    v1::ImportOrgUnitsRequest units;
    *units.add_org_units() = TopUnit();
    v1::ImportEmploymentsRequest staff;
    v1::ImportAbsencesRequest absences;
    for (int i = 0; i < 20; ++i) {
      *staff.add_employments() = FullTimeJob(i);
      if (i < 10) {
        *absences.add_absences() = Sick(i, i, CivilDay(2018, 9, 3), CivilDay(2018, 9, 9));
        continue;
      }
      *absences.add_absences() = Sick(i, i, CivilDay(2018, 12, 20), CivilDay(2019, 1, 18));
      *absences.add_absences() = Sick(i + 100, i, CivilDay(2019, 1, 19), CivilDay(2019, 3, 31));
    }
    SendRows(*stub_, &v1::HrService::Stub::ImportOrgUnits, units);
    SendRows(*stub_, &v1::HrService::Stub::ImportEmployments, staff);
    EXPECT_EQ(SendRows(*stub_, &v1::HrService::Stub::ImportAbsences, absences).accepted_count(),
              30);
  }

  absl::StatusOr<fpb::Table> Ask(const std::string& metric,
                                 const std::vector<std::string>& categories,
                                 const std::vector<std::string>& dimensions = {"length"}) {
    fpb::QueryTableRequest request;
    request.set_parent(kMunicipality);
    request.add_metrics(metric);
    request.add_periods("2018");
    for (const std::string& each : dimensions) request.add_dimensions(each);
    for (const std::string& each : categories) request.add_filters(absl::StrCat("length=", each));
    grpc::ClientContext context;
    fpb::Table table;
    RETURN_IF_ERROR(status::FromGrpc(
        fpb::FigureService::NewStub(service_.channel)->QueryTable(&context, request, &table)));
    return table;
  }

  chassis::TestService service_{GetParam(), Service(),
                                absl::FromCivil(CivilDay(2019, 6, 1), absl::UTCTimeZone())};
  std::unique_ptr<v1::HrService::Stub> stub_ = v1::HrService::NewStub(service_.channel);
};

TEST_P(CaseLengthTest, IsDividedAtTheBoundariesThatFiltersName) {
  for (const char* metric : {kRate, kCleaning}) {
    const auto table = Ask(metric, {"up-to-6", "over-6", "up-to-7", "over-7", "up-to-101",
                                    "over-101", "up-to-102", "over-102"});
    ASSERT_THAT(table, IsOk());
    const TableView view(*table);
    const auto rate = [&](const char* category) {
      return view.Find(metric, "2018", {{"length", category}})->number();
    };
    EXPECT_EQ(rate("up-to-6"), 0) << metric;
    EXPECT_EQ(rate("over-6"), 2.2) << metric;  // 110 of 5 020
    EXPECT_EQ(rate("up-to-7"), 1.0) << metric;
    EXPECT_EQ(rate("over-7"), 1.2) << metric;
    EXPECT_EQ(rate("up-to-101"), 1.0) << metric;
    EXPECT_EQ(rate("over-101"), 1.2) << metric;
    EXPECT_EQ(rate("up-to-102"), 2.2) << metric;
    EXPECT_EQ(rate("over-102"), 0) << metric;
  }
}

TEST_P(CaseLengthTest, IsShortOrLongAtSixteenDaysWithoutThem) {
  const auto table = Ask(kRate, {});
  ASSERT_THAT(table, IsOk());
  const TableView view(*table);
  EXPECT_EQ(view.Find(kRate, "2018", {{"length", "short"}})->number(), 1.0);
  EXPECT_EQ(view.Find(kRate, "2018", {{"length", "long"}})->number(), 1.2);
  EXPECT_EQ(view.Find(kRate, "2018", {{"length", "up-to-16"}}), nullptr);
}

TEST_P(CaseLengthTest, HasNamesInBothLanguages) {
  const auto table = Ask(kRate, {"up-to-1", "over-8"});
  ASSERT_THAT(table, IsOk());
  std::vector<std::string> labels;
  for (const auto& category : TableView(*table).Categories("length")) {
    labels.push_back(absl::StrCat(category.label().nb(), "; ", category.label().en()));
  }
  EXPECT_THAT(labels, testing::UnorderedElementsAre("inntil 1 dag; up to 1 day",
                                                    "over 8 dager; more than 8 days"));
}

TEST_P(CaseLengthTest, IsRefusedWhereTheBoundaryIsNotANumberOfDays) {
  for (const char* category : {"up-to-0", "over-366", "over-07", "up-to-", "over-x", "up-to--3"}) {
    const absl::Status refused = Ask(kRate, {category}).status();
    EXPECT_THAT(refused, StatusIs(StatusCode::kInvalidArgument)) << category;
    const auto errors = status::FieldErrorsOf(refused);
    ASSERT_EQ(errors.size(), 1U) << category;
    EXPECT_EQ(errors[0].field, "filters");
    EXPECT_THAT(errors[0].message,
                testing::AllOf(testing::HasSubstr("1..365"), testing::HasSubstr(category)));
  }
}

TEST_P(CaseLengthTest, IsNotToldOfSmallGroupsAtOtherBoundaries) {
  using Dimensions = std::vector<std::string>;
  for (const Dimensions& dimensions : {Dimensions{"length", "sector"}, {"sex", "length"}}) {
    EXPECT_THAT(Ask(kRate, {"up-to-8"}, dimensions), IsOk());
  }
  for (const Dimensions& dimensions :
       {Dimensions{"length", "unit"}, {"length", "age-group"}, {"length", "sector", "sex"}}) {
    const absl::Status refused = Ask(kRate, {"up-to-8"}, dimensions).status();
    EXPECT_THAT(refused, StatusIs(StatusCode::kInvalidArgument));
    EXPECT_EQ(status::ReasonOf(refused), "NOT_PUBLISHED");
    EXPECT_THAT(Ask(kRate, {"up-to-16", "long"}, dimensions), IsOk());
  }
}

INSTANTIATE_TEST_SUITE_P(Engines, CaseLengthTest, testing::ValuesIn(sql::TestEngines()),
                         sql::EngineName);

}  // namespace
}  // namespace ett::hr
