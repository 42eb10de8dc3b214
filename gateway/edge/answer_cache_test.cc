#include "gateway/edge/answer_cache.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

namespace ett::edge {
namespace {

constexpr std::size_t kMost = 100'000;

KeptAnswerPtr Kept(const std::string& version, std::size_t bytes = 1000) {
  return std::make_shared<const KeptAnswer>(
      KeptAnswer{version, {}, std::string(bytes, 'x'), {}, absl::UnixEpoch(), {""}});
}

TEST(AnswerCache, FindsWhatWasKeptLastForAKey) {
  AnswerCache cache(kMost);
  EXPECT_EQ(cache.Find("a"), nullptr);
  cache.Keep("a", Kept("1"));
  cache.Keep("b", Kept("1"));
  cache.Keep("a", Kept("2"));
  EXPECT_EQ(cache.Find("a")->version, "2");
  EXPECT_EQ(cache.Find("b")->version, "1");
}

TEST(AnswerCache, KeepsAtMostSoManyBytesAndWhatIsWanted) {
  AnswerCache cache(kMost);
  cache.Keep("wanted", Kept("1"));
  for (int i = 0; i < 1000; ++i) {
    cache.Keep(absl::StrCat(i), Kept("1"));
    ASSERT_NE(cache.Find("wanted"), nullptr) << i;
    ASSERT_LE(cache.bytes(), kMost);
  }
  EXPECT_EQ(cache.Find("0"), nullptr);
  EXPECT_NE(cache.Find("999"), nullptr);
  EXPECT_GT(cache.bytes(), kMost / 2);
}

TEST(AnswerCache, OneThatIsTooLargeIsNotKeptNorTheOneBefore) {
  AnswerCache cache(kMost);
  cache.Keep("a", Kept("1"));
  cache.Keep("a", Kept("2", kMost / 2));
  EXPECT_EQ(cache.Find("a"), nullptr);
  EXPECT_EQ(cache.bytes(), 0);
}

}  // namespace
}  // namespace ett::edge
