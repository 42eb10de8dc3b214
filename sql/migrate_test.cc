#include "sql/migrate.h"

#include <gtest/gtest.h>

#include "sql/testing.h"
#include "status/errors.h"
#include "status/matchers.h"

namespace ett::sql {
namespace {

using absl::StatusCode;
using status::IsOk;
using status::StatusSays;

const Migration kFirst{1, "0001_first", "CREATE TABLE a (x BIGINT);\n"};
const Migration kSecond{2, "0002_second",
                        "CREATE TABLE b (x BIGINT);\nINSERT INTO b VALUES (1);\n"};

class MigrateTest : public testing::TestWithParam<TestEngine> {
 protected:
  void SetUp() override {
    auto opened = GetParam().open();
    ASSERT_THAT(opened, IsOk());
    database_ = *std::move(opened);
  }
  std::unique_ptr<Database> database_;
};

TEST_P(MigrateTest, AppliesWhatIsMissingOnce) {
  ASSERT_THAT(Migrate(*database_, {kFirst}), IsOk());
  ASSERT_THAT(Migrate(*database_, {kSecond, kFirst}), IsOk());
  ASSERT_THAT(Migrate(*database_, {kFirst, kSecond}), IsOk());
  EXPECT_THAT(database_->Read([](Session& session) {
    return session.Query("SELECT b.x FROM a, b", {}).status();
  }),
              IsOk());
}

TEST_P(MigrateTest, AStepThatAddsLeavesOlderProgramsAtWork) {
  ASSERT_THAT(Migrate(*database_, {kFirst, kSecond}), IsOk());
  EXPECT_THAT(Migrate(*database_, {kFirst}), IsOk());
  EXPECT_THAT(CheckSchema(*database_, {kFirst}), IsOk());
}

TEST_P(MigrateTest, AStepThatTakesAwayKeepsOlderProgramsOut) {
  const Migration contracting{2, "0002_less", "-- contracts: a is b from now on.\nDROP TABLE a;\n"};
  ASSERT_THAT(Migrate(*database_, {kFirst, contracting}), IsOk());
  EXPECT_THAT(Migrate(*database_, {kFirst}), StatusSays(StatusCode::kFailedPrecondition, "step 2"));
  EXPECT_THAT(CheckSchema(*database_, {kFirst}),
              StatusSays(StatusCode::kFailedPrecondition, "step 2"));
  EXPECT_THAT(CheckSchema(*database_, {kFirst, contracting}), IsOk());
}

TEST_P(MigrateTest, WhoeverAwaitsAStepIsToldWhich) {
  const auto missing = [&](const std::vector<Migration>& migrations) {
    return status::ReasonOf(CheckSchema(*database_, migrations));
  };
  EXPECT_EQ(missing({kFirst}), "SCHEMA_TOO_OLD");
  ASSERT_THAT(Migrate(*database_, {kFirst}), IsOk());
  EXPECT_THAT(CheckSchema(*database_, {kFirst}), IsOk());
  EXPECT_THAT(CheckSchema(*database_, {kFirst, kSecond}),
              StatusSays(StatusCode::kFailedPrecondition, "0002_second"));
}

TEST_P(MigrateTest, WhatCameBeforeAFailedStepStays) {
  EXPECT_FALSE(Migrate(*database_, {kFirst, {2, "0002_broken", "CREATE TABLE;\n"}}).ok());
  EXPECT_THAT(CheckSchema(*database_, {kFirst}), IsOk());
}

TEST_P(MigrateTest, AnAppliedTextMayNotChange) {
  ASSERT_THAT(Migrate(*database_, {kFirst}), IsOk());
  Migration changed = kFirst;
  changed.script += "-- more\n";
  EXPECT_THAT(Migrate(*database_, {changed}),
              StatusSays(StatusCode::kFailedPrecondition, "0001_first"));
}

TEST_P(MigrateTest, AFailedStepLeavesNothing) {
  EXPECT_FALSE(Migrate(*database_, {kFirst, {2, "0002_broken", "CREATE TABLE;\n"}}).ok());
  EXPECT_THAT(Migrate(*database_, {kFirst, kSecond}), IsOk());
}

INSTANTIATE_TEST_SUITE_P(, MigrateTest, testing::ValuesIn(TestEnginesAndBouncer()), EngineName);

}  // namespace
}  // namespace ett::sql
