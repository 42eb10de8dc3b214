#include "watch/watched_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <vector>

#include "absl/synchronization/notification.h"
#include "status/matchers.h"
#include "watch/watch.h"

namespace ett::watch {
namespace {

using status::IsOk;
using status::IsOkAndHolds;
using status::StatusSays;
using testing::ElementsAre;
using testing::IsEmpty;

class WatchedTextTest : public testing::Test {
 protected:
  void Look() {
    watched_.LookAndTell(
        [this](const absl::Status& status) { told_.emplace_back(status.message()); });
  }

  absl::StatusOr<std::string> text_ = "a";
  std::vector<std::string> taken_;
  std::vector<std::string> told_;
  WatchedText watched_{[this] { return text_; },
                       [this](const std::string& text) {
                         if (text == "wrong") return absl::InvalidArgumentError("want another");
                         taken_.push_back(text);
                         return absl::OkStatus();
                       }};
};

TEST_F(WatchedTextTest, IsTakenAtFirstAndWhenItHasChanged) {
  EXPECT_THAT(watched_.Look(), IsOk());
  Look();
  EXPECT_THAT(taken_, ElementsAre("a"));
  EXPECT_THAT(told_, IsEmpty());
  text_ = "b";
  Look();
  Look();
  EXPECT_THAT(taken_, ElementsAre("a", "b"));
  EXPECT_THAT(told_, ElementsAre(""));
}

TEST_F(WatchedTextTest, MayBeEmpty) {
  text_ = "";
  EXPECT_THAT(watched_.Look(), IsOk());
  EXPECT_THAT(taken_, ElementsAre(""));
}

TEST_F(WatchedTextTest, WhatIsWrongIsToldOnceUntilItIsAnother) {
  EXPECT_THAT(watched_.Look(), IsOk());
  text_ = absl::UnavailableError("gone");
  Look();
  Look();
  text_ = "wrong";
  Look();
  Look();
  EXPECT_THAT(watched_.Look(), StatusSays(absl::StatusCode::kInvalidArgument, "want another"));
  EXPECT_THAT(told_, ElementsAre("gone", "want another"));
  text_ = "a";
  Look();
  text_ = "wrong";
  Look();
  EXPECT_THAT(told_, ElementsAre("gone", "want another", "want another"));
  EXPECT_THAT(taken_, ElementsAre("a"));
}

TEST(FromFile, ReadsItAsItIsNow) {
  const std::string path = testing::TempDir() + "/watched";
  std::filesystem::remove(path);
  const auto read = FromFile("--limits", path);
  EXPECT_THAT(read(), StatusSays(absl::StatusCode::kInvalidArgument,
                                 "--limits: want a file that can be read, got \"" + path));
  std::ofstream(path) << "a\n";
  EXPECT_THAT(read(), IsOkAndHolds(std::string("a\n")));
  std::ofstream(path) << "";
  EXPECT_THAT(read(), IsOkAndHolds(std::string()));
  EXPECT_FALSE(FromFile("--limits", testing::TempDir())().ok());
}

TEST(Watch, LooksUntilItEnds) {
  absl::Notification looked;
  int looks = 0;
  {
    Watch watch;
    watch.Start(absl::Milliseconds(1), [&] {
      if (++looks == 3) looked.Notify();
    });
    looked.WaitForNotification();
  }
  EXPECT_GE(looks, 3);
}

}  // namespace
}  // namespace ett::watch
