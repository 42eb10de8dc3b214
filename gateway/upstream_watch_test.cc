#include "gateway/upstream_watch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "status/matchers.h"

namespace ett::gateway {
namespace {

using status::IsOk;
using status::StatusSays;
using testing::ElementsAre;

class UpstreamWatchTest : public testing::Test {
 protected:
  double Refused() const { return registry_.Collect().front().metric.front().gauge.value; }

  absl::StatusOr<std::string> text_ = "hr=a:1";
  absl::Status answer_;
  std::vector<std::string> used_;  // the names of each time
  prometheus::Registry registry_;
  UpstreamWatch watch_{{{{"flag", "f:1"}}, "upstreams", [this] { return text_; }},
                       [this](const DomainAddresses& domains) {
                         std::string names;
                         for (const auto& each : domains) names += each.name + " ";
                         if (answer_.ok()) used_.push_back(names);
                         return answer_;
                       },
                       registry_};
};

TEST_F(UpstreamWatchTest, AFileThatChangesIsUsed) {
  EXPECT_THAT(watch_.Look(), IsOk());
  EXPECT_THAT(watch_.Look(), IsOk());
  text_ = "hr=a:1\nculture=b:1";
  EXPECT_THAT(watch_.Look(), IsOk());
  text_ = "";
  EXPECT_THAT(watch_.Look(), IsOk());
  EXPECT_THAT(used_, ElementsAre("flag hr ", "flag hr culture ", "flag "));
}

TEST_F(UpstreamWatchTest, OneThatIsWrongIsNotUsedAndCountsAsRefusedUntilItIsRight) {
  EXPECT_THAT(watch_.Look(), IsOk());
  EXPECT_EQ(Refused(), 0);
  for (const absl::StatusOr<std::string>& wrong :
       {absl::StatusOr<std::string>("hr=a:1\nculture"), absl::StatusOr<std::string>("flag=a:1"),
        absl::StatusOr<std::string>(absl::UnavailableError("gone"))}) {
    text_ = wrong;
    EXPECT_FALSE(watch_.Look().ok());
    EXPECT_EQ(Refused(), 1);
  }
  text_ = "hr=a:1";
  EXPECT_THAT(watch_.Look(), IsOk());
  EXPECT_EQ(Refused(), 0);
  EXPECT_THAT(used_, ElementsAre("flag hr "));
}

TEST_F(UpstreamWatchTest, WhatCannotBeUsedIsTriedAgain) {
  answer_ = absl::UnavailableError("not now");
  EXPECT_THAT(watch_.Look(), StatusSays(absl::StatusCode::kUnavailable, "not now"));
  EXPECT_EQ(Refused(), 1);
  answer_ = absl::OkStatus();
  EXPECT_THAT(watch_.Look(), IsOk());
  EXPECT_THAT(used_, ElementsAre("flag hr "));
}

}  // namespace
}  // namespace ett::gateway
