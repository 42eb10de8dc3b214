#include "gateway/edge/upstream_slots.h"

#include <gtest/gtest.h>

#include "status/matchers.h"

namespace ett::edge {
namespace {

UpstreamConfig At(const std::string& name, const std::string& address) {
  return {name, address, std::nullopt};
}

class UpstreamSlotsTest : public testing::Test {
 protected:
  void Use(const std::vector<UpstreamConfig>& upstreams) {
    auto slots = SlotsOf(slots_, upstreams);
    ASSERT_THAT(slots, status::IsOk());
    slots_ = *std::move(slots);
  }

  UpstreamSlots slots_;
};

TEST_F(UpstreamSlotsTest, ANameKeepsItsPlaceWhoeverComesAndGoes) {
  Use({At("a", "h:1"), At("b", "h:2")});
  Use({At("c", "h:3"), At("b", "h:2")});
  Use({At("b", "h:2"), At("a", "h:1"), At("c", "h:3")});
  ASSERT_EQ(slots_.size(), 3);
  EXPECT_EQ(slots_[0].upstream->name, "a");
  EXPECT_EQ(slots_[1].upstream->name, "b");
  EXPECT_EQ(slots_[2].upstream->name, "c");
}

TEST_F(UpstreamSlotsTest, OneThatIsGoneIsStillKnownByName) {
  Use({At("a", "h:1"), At("b", "h:2")});
  Use({At("b", "h:2")});
  EXPECT_TRUE(slots_[0].is_gone);
  EXPECT_EQ(slots_[0].upstream->name, "a");
  EXPECT_FALSE(slots_[1].is_gone);
  Use({At("a", "h:1"), At("b", "h:2")});
  EXPECT_FALSE(slots_[0].is_gone);
}

TEST_F(UpstreamSlotsTest, OnlyWhatHasChangedIsAnotherObject) {
  Use({At("a", "h:1"), At("b", "h:2")});
  const UpstreamSlots before = slots_;
  Use({At("a", "h:1"), At("b", "h:3")});
  EXPECT_EQ(slots_[0], before[0]);
  EXPECT_NE(slots_[1], before[1]);
  EXPECT_EQ(slots_[1].upstream->address, "h:3");
}

TEST_F(UpstreamSlotsTest, AnAddressIsOneAndANameComesOnce) {
  EXPECT_THAT(SlotsOf({}, {At("a", "h:1"), At("b", "h")}),
              status::StatusSays(absl::StatusCode::kInvalidArgument, "want host:port"));
  EXPECT_THAT(SlotsOf({}, {At("a", "h:1"), At("a", "h:2")}),
              status::StatusSays(absl::StatusCode::kInvalidArgument, "each name once"));
}

}  // namespace
}  // namespace ett::edge
