#include "services/hr/decide_ahead.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>
#include <utility>

#include "chassis/testing.h"
#include "services/hr/service.h"
#include "services/hr/testing.h"
#include "status/matchers.h"

namespace ett::hr {
namespace {

using absl::CivilDay;
using absl::StatusCode;
using status::IsOk;
using status::StatusIs;
using testing::ElementsAre;
using testing::UnorderedElementsAre;

constexpr char kOrganisation[] = "935478715";
const absl::Time kNow = absl::FromCivil(CivilDay(2019, 1, 10), absl::UTCTimeZone());

bool Never() { return false; }

// Twenty employees since 2015, as known in January 2019.
class DecideAheadTest : public testing::TestWithParam<sql::TestEngine> {
 protected:
  void SetUp() override {
    v1::ImportOrgUnitsRequest units;
    *units.add_org_units() = TopUnit();
    SendRows(*stub_, &v1::HrService::Stub::ImportOrgUnits, units);
    ImportEmployments(0, 20);
  }

  void ImportEmployments(int first, int end) {
    v1::ImportEmploymentsRequest staff;
    for (int i = first; i < end; ++i) *staff.add_employments() = FullTimeJob(i);
    SendRows(*stub_, &v1::HrService::Stub::ImportEmployments, staff);
  }

  AheadOptions Options(int years) {
    AheadOptions options;
    options.years = years;
    options.quiet = absl::Milliseconds(1);
    options.decided = [this](const std::string& municipality, int year, absl::Duration) {
      absl::MutexLock lock(&mutex_);
      decided_.emplace_back(municipality, year);
    };
    options.failed = [](const absl::Status& status) { ADD_FAILURE() << status; };
    return options;
  }

  // Waits for the next `count` years that are decided on ahead.
  std::vector<std::pair<std::string, int>> Await(std::size_t count) {
    absl::MutexLock lock(&mutex_);
    const auto all = [&] { return decided_.size() >= count; };
    EXPECT_TRUE(mutex_.AwaitWithTimeout(absl::Condition(&all), absl::Minutes(1)));
    return std::exchange(decided_, {});
  }

  // What is published of a year, if that was decided on already.
  absl::Status Published(int year) {
    const auto version = records_.DataVersion();
    const auto staff = cache_->Get(kOrganisation, *version, Years{2018, 2018});
    if (!staff.ok()) return staff.status();
    return (*staff)->PublicationOf(year, Never).status();
  }

  chassis::TestService service_{GetParam(), Service(), kNow};
  std::unique_ptr<v1::HrService::Stub> stub_ = v1::HrService::NewStub(service_.channel);
  records::Records records_{service_.database(), [] { return kNow; }};
  std::shared_ptr<SnapshotCache> cache_ = std::make_shared<SnapshotCache>(records_);
  absl::Mutex mutex_;
  std::vector<std::pair<std::string, int>> decided_ ABSL_GUARDED_BY(mutex_);
};

TEST_P(DecideAheadTest, TheNewestYearsAreDecidedOnBeforeAnybodyAsks) {
  const DecideAhead ahead(records_, cache_, Options(2));
  EXPECT_THAT(Await(2),
              ElementsAre(std::pair(kOrganisation, 2019), std::pair(kOrganisation, 2018)));
  EXPECT_THAT(Published(2019), IsOk());
  EXPECT_THAT(Published(2018), IsOk());
  EXPECT_THAT(Published(2017), StatusIs(StatusCode::kCancelled));
  EXPECT_THAT(*Decisions(service_.database()).YearsOf(kOrganisation),
              UnorderedElementsAre(2018, 2019));
}

TEST_P(DecideAheadTest, TheyAreDecidedOnAgainAfterACorrection) {
  const DecideAhead ahead(records_, cache_, Options(1));
  EXPECT_THAT(Await(1), ElementsAre(std::pair(kOrganisation, 2019)));
  ImportEmployments(20, 21);
  EXPECT_THAT(Await(1), ElementsAre(std::pair(kOrganisation, 2019)));
  EXPECT_THAT(Published(2019), IsOk());
}

TEST_P(DecideAheadTest, YearsThatSomebodyAskedAboutComeFirst) {
  const auto staff = cache_->Get(kOrganisation, *records_.DataVersion(), Years());
  ASSERT_THAT(staff, IsOk());
  EXPECT_THAT(YearsToDecide(**staff, {}, 3), ElementsAre(2019, 2018, 2017));
  EXPECT_THAT(YearsToDecide(**staff, {2016, 2018}, 3), ElementsAre(2018, 2016, 2019));
  EXPECT_THAT(YearsToDecide(**staff, {}, 10), ElementsAre(2019, 2018, 2017, 2016, 2015));
}

TEST_P(DecideAheadTest, WhatIsNotWantedAnyMoreEndsAfterAMonth) {
  const auto staff = cache_->Get(kOrganisation, *records_.DataVersion(), Years());
  ASSERT_THAT(staff, IsOk());
  int asked = 0;
  EXPECT_THAT((*staff)->PublicationOf(2018, [&] { return ++asked < 3; }),
              StatusIs(StatusCode::kCancelled));
  EXPECT_EQ(asked, 3);
  EXPECT_THAT((*staff)->PublicationOf(2018), IsOk());
}

INSTANTIATE_TEST_SUITE_P(Engines, DecideAheadTest, testing::ValuesIn(sql::TestEngines()),
                         sql::EngineName);

TEST(DecidedYearsTest, WhoWaitedForWhatWasGivenUpDecides) {
  DecidedYears years;
  const auto give_up = []() -> absl::StatusOr<Universe> { return absl::CancelledError("enough"); };
  EXPECT_THAT(years.Get(StaffScope(), 2018, give_up), StatusIs(StatusCode::kCancelled));
  const auto decide = []() -> absl::StatusOr<Universe> { return Universe(Cells(), {}, 12); };
  EXPECT_THAT(years.Get(StaffScope(), 2018, decide), IsOk());
  EXPECT_THAT(years.Get(StaffScope(), 2018, give_up), IsOk());
  EXPECT_THAT(years.Get(PayScope(), 2018, give_up), StatusIs(StatusCode::kCancelled));
}

TEST(DecidedYearsTest, ItIsDoneOnceForAllWhoAsk) {
  DecidedYears years;
  int decided = 0;  // one at a time decides
  const auto decide = [&]() -> absl::StatusOr<Universe> {
    ++decided;
    return Universe(Cells(), {}, 12);
  };
  std::vector<std::thread> readers;
  for (int i = 0; i < 4; ++i) {
    readers.emplace_back([&] { EXPECT_THAT(years.Get(StaffScope(), 2018, decide), IsOk()); });
  }
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(decided, 1);
}

}  // namespace
}  // namespace ett::hr
