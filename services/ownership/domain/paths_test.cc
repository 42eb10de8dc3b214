#include "services/ownership/domain/paths.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "services/ownership/domain/effective.h"
#include "services/ownership/domain/graph_testing.h"
#include "status/matchers.h"

namespace ett::ownership {
namespace {

using status::StatusSays;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// 0 has 3/5 of 1, 2/5 of 2 and 1/10 of 3; 1 and 2 have halves of 3 less that.
OwnershipGraph Diamond() {
  return GraphOf(4, {SharesOf(1, 5, {{0, 3}}), SharesOf(2, 5, {{0, 2}}),
                     SharesOf(3, 20, {{0, 2}, {1, 9}, {2, 9}})});
}

TEST(Paths, TheLargestChainIsFirst) {
  const auto chains = ChainsBetween(Diamond(), 0, 3, 10);
  ASSERT_EQ(chains->chains.size(), 3);
  EXPECT_TRUE(chains->is_complete);
  EXPECT_THAT(chains->chains[0].nodes, ElementsAre(0, 1, 3));
  EXPECT_EQ(chains->chains[0].share, ExactPart(27, 100));
  EXPECT_THAT(chains->chains[1].nodes, ElementsAre(0, 2, 3));
  EXPECT_EQ(chains->chains[1].share, ExactPart(18, 100));
  EXPECT_THAT(chains->chains[2].nodes, ElementsAre(0, 3));
  EXPECT_EQ(chains->Sum(), ExactPart(55, 100));
}

TEST(Paths, SayWhenChainsAreCutOff) {
  const auto two = ChainsBetween(Diamond(), 0, 3, 2);
  EXPECT_EQ(two->chains.size(), 2);
  EXPECT_FALSE(two->is_complete);
  EXPECT_EQ(two->Beyond(ExactPart(55, 100)), ExactPart(1, 10));
  EXPECT_TRUE(ChainsBetween(Diamond(), 0, 3, 3)->is_complete);
}

TEST(Paths, ThereMayBeNone) {
  const auto chains = ChainsBetween(Diamond(), 3, 0, 5);
  EXPECT_THAT(chains->chains, IsEmpty());
  EXPECT_TRUE(chains->is_complete);
  EXPECT_EQ(chains->Sum(), 0);
}

// The ring of three of effective_test: one chain to 3, 3/4 · 1/2 · 1/3 = 1/8, of 3/23; going around
// adds 1/184.
TEST(Paths, CyclesAddWhatNoChainHas) {
  const OwnershipGraph graph = GraphOf(
      4, {SharesOf(1, 4, {{0, 3}, {3, 1}}), SharesOf(2, 2, {{1, 1}}), SharesOf(3, 3, {{2, 1}})});
  const auto chains = ChainsBetween(graph, 0, 3, 10);
  ASSERT_EQ(chains->chains.size(), 1);
  EXPECT_EQ(chains->chains[0].share, ExactPart(1, 8));
  EXPECT_EQ(chains->Beyond(ExactPart(3, 23)), ExactPart(1, 184));
  EXPECT_DOUBLE_EQ(chains->Beyond(3.0 / 23), 1.0 / 184);
}

// 40 of 100 are 2/5; that 20 are the company's own makes it 1/2.
TEST(Paths, OwnSharesAreACycle) {
  const OwnershipGraph graph = GraphOf(2, {SharesOf(1, 100, {{0, 40}, {1, 20}})});
  const auto chains = ChainsBetween(graph, 0, 1, 10);
  EXPECT_EQ(chains->Beyond((*EffectiveHoldingsOf(graph, 0)->exact)[0]), ExactPart(1, 10));
}

TEST(Paths, WantKnownNodesAndALimit) {
  const OwnershipGraph graph(2);
  constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;
  EXPECT_THAT(ChainsBetween(graph, 2, 1, 1), StatusSays(kInvalid, "owner: want a node below 2"));
  EXPECT_THAT(ChainsBetween(graph, 0, 2, 1), StatusSays(kInvalid, "company: want a node below 2"));
  EXPECT_THAT(ChainsBetween(graph, 1, 1, 1), StatusSays(kInvalid, "company: want another"));
  EXPECT_THAT(ChainsBetween(graph, 0, 1, 0), StatusSays(kInvalid, "limit: want 1 or more, got 0"));
}

// 16 layers of two, each owned by both of the layer above: 2¹⁵ chains, all alike.
TEST(Paths, ManyChainsAreCutOffSoon) {
  constexpr Node kSize = 34;
  OwnershipGraph graph(kSize);
  Set(graph, SharesOf(2, 2, {{0, 2}}));
  Set(graph, SharesOf(3, 2, {{0, 2}}));
  for (Node node = 4; node < kSize; ++node) {
    const Node above = node / 2 * 2 - 2;
    Set(graph, SharesOf(node, 2, {{above, 1}, {above + 1, 1}}));
  }
  const auto few = ChainsBetween(graph, 0, kSize - 1, 7);
  EXPECT_EQ(few->chains.size(), 7);
  EXPECT_FALSE(few->is_complete);
  const auto all = ChainsBetween(graph, 0, kSize - 1, 1 << 15);
  EXPECT_EQ(all->chains.size(), 1 << 15);
  EXPECT_TRUE(all->is_complete);
  EXPECT_EQ(all->Sum(), 1);
}

// Every chain there is, by walking on from the owner.
void Walk(const Eigen::MatrixXd& direct, Node company, std::vector<Node>& walked,
          std::set<std::vector<Node>>& chains) {
  if (walked.back() == company) {
    chains.insert(walked);
    return;
  }
  for (Node next = 0; next < direct.cols(); ++next) {
    const bool passed = std::find(walked.begin(), walked.end(), next) != walked.end();
    if (passed || direct(walked.back(), next) == 0) continue;
    walked.push_back(next);
    Walk(direct, company, walked, chains);
    walked.pop_back();
  }
}

RC_GTEST_PROP(Paths, AreAllThereAreAndNoMoreThanTheShare, ()) {
  const Node size = *rc::gen::inRange<Node>(3, 8);
  const OwnershipGraph graph = GraphOf(size, AnyRows(size));
  const Node company = *rc::gen::inRange<Node>(2, size);
  const auto chains = ChainsBetween(graph, 0, company, 100'000);
  std::vector<Node> start = {0};
  std::set<std::vector<Node>> expected, found;
  Walk(DirectShares(graph), company, start, expected);
  ExactShare before = 1;
  for (const Chain& chain : chains->chains) {
    found.insert(chain.nodes);
    RC_ASSERT(chain.share <= before);
    before = chain.share;
  }
  RC_ASSERT(chains->is_complete);
  RC_ASSERT(found == expected);
  RC_ASSERT(found.size() == chains->chains.size());
  const auto holdings = EffectiveHoldingsOf(graph, 0);
  ExactShare share = 0;
  for (std::size_t i = 0; i < holdings->companies.size(); ++i) {
    if (holdings->companies[i].company == company) share = (*holdings->exact)[i];
  }
  RC_ASSERT(chains->Beyond(share) >= 0);
}

}  // namespace
}  // namespace ett::ownership
