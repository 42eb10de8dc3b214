#include "gateway/limit_watch.h"

#include <gtest/gtest.h>

#include "status/matchers.h"

namespace ett::gateway {
namespace {

const limits::Instant kNow{std::chrono::hours(1000)};

class LimitWatchTest : public ::testing::Test {
 protected:
  // Of a caller who asks for the first time.
  std::int64_t Burst() {
    const auto ruling = limiter_.Take("a.B/C", {"", std::to_string(++callers_)}, kNow);
    return ruling.has_value() ? ruling->taken.remaining + 1 : 0;
  }

  absl::StatusOr<std::string> text_ = R"([{"methods": "*", "rate": 12, "per": "1s"}])";
  absl::StatusOr<std::vector<std::string>> peers_ = std::vector<std::string>{"a:1"};
  std::vector<std::string> used_;
  int callers_ = 0;
  limits::RateLimiter limiter_;
  LimitWatch watch_{{"limits.json", [this] { return text_; }, [this] { return peers_; },
                     [this](const auto& peers) { used_ = peers; }},
                    limiter_};
};

TEST_F(LimitWatchTest, AFileThatChangesIsReadAgain) {
  ASSERT_THAT(watch_.Look(), status::IsOk());
  EXPECT_EQ(Burst(), 12);
  text_ = R"([{"methods": "*", "rate": 7, "per": "1s"}])";
  ASSERT_THAT(watch_.Look(), status::IsOk());
  EXPECT_EQ(Burst(), 7);
  text_ = "[]";
  ASSERT_THAT(watch_.Look(), status::IsOk());
  EXPECT_EQ(Burst(), 0);
}

TEST_F(LimitWatchTest, OneThatIsWrongOrGoneLeavesWhatWas) {
  ASSERT_THAT(watch_.Look(), status::IsOk());
  text_ = R"([{"methods": "*", "rate": "many", "per": "1s"}])";
  EXPECT_THAT(watch_.Look(), status::StatusSays(absl::StatusCode::kInvalidArgument,
                                                "limits.json: [0].rate: want a whole number"));
  EXPECT_EQ(Burst(), 12);
  text_ = absl::UnavailableError("limits.json: gone");
  EXPECT_THAT(watch_.Look(), status::StatusSays(absl::StatusCode::kUnavailable, "gone"));
  EXPECT_EQ(Burst(), 12);
}

TEST_F(LimitWatchTest, PeersShareAndAnOutageOfNamesChangesNothing) {
  using Addresses = std::vector<std::string>;
  peers_ = Addresses{"a:1", "b:1", "c:1"};
  ASSERT_THAT(watch_.Look(), status::IsOk());
  EXPECT_EQ(Burst(), 4);
  EXPECT_EQ(used_, *peers_);
  peers_ = absl::UnavailableError("no names");
  ASSERT_THAT(watch_.Look(), status::IsOk());
  EXPECT_EQ(Burst(), 4);
  peers_ = Addresses{"b:1"};
  ASSERT_THAT(watch_.Look(), status::IsOk());
  EXPECT_EQ(Burst(), 12);
  EXPECT_EQ(used_, Addresses{"b:1"});
}

TEST(LimitFlags, APeerIsAnAddress) {
  EXPECT_THAT((LimitFlags{"", "no-port"}).Make(),
              status::StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT((LimitFlags{"", "127.0.0.1:1,unix:/run/x"}).Make(),
              status::StatusSays(absl::StatusCode::kInvalidArgument, "--limit-peers: want"));
  const auto sources = (LimitFlags{"", "127.0.0.2:8080,127.0.0.1:8080"}).Make();
  ASSERT_THAT(sources, status::IsOk());
  EXPECT_EQ(sources->read, nullptr);
  EXPECT_EQ(*sources->find_peers(), (std::vector<std::string>{"127.0.0.1:8080", "127.0.0.2:8080"}));
}

}  // namespace
}  // namespace ett::gateway
