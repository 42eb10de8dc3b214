#include "services/ownership/domain/effective.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "services/ownership/domain/graph_testing.h"
#include "status/matchers.h"

namespace ett::ownership {
namespace {

using status::StatusSays;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

ExactShare Part(int numerator, int denominator) { return ExactPart(numerator, denominator); }

std::map<Node, ExactShare> ExactHoldings(const OwnershipGraph& graph, Node owner) {
  const auto holdings = EffectiveHoldingsOf(graph, owner);
  std::map<Node, ExactShare> shares;
  for (std::size_t i = 0; i < holdings->companies.size(); ++i) {
    shares[holdings->companies[i].company] = (*holdings->exact)[i];
    EXPECT_DOUBLE_EQ(holdings->companies[i].integrated, (*holdings->exact)[i].convert_to<double>());
    EXPECT_LE(holdings->companies[i].error, 1e-15);
  }
  return shares;
}

struct Shares {
  std::map<Node, ExactShare> integrated;
  std::map<Node, ExactShare> ultimate;
};

Shares ExactOwners(const OwnershipGraph& graph, Node company) {
  const auto owners = EffectiveOwnersOf(graph, company);
  Shares shares;
  for (std::size_t i = 0; i < owners->owners.size(); ++i) {
    const ExactOwner& exact = (*owners->exact)[i];
    shares.integrated[owners->owners[i].owner] = exact.integrated;
    shares.ultimate[owners->owners[i].owner] = exact.ultimate;
    EXPECT_DOUBLE_EQ(owners->owners[i].integrated, exact.integrated.convert_to<double>());
    EXPECT_DOUBLE_EQ(owners->owners[i].ultimate, exact.ultimate.convert_to<double>());
  }
  return shares;
}

// 3/5 · 1/2 = 3/10.
TEST(Effective, AChainIsAProduct) {
  const OwnershipGraph graph = GraphOf(3, {SharesOf(1, 5, {{0, 3}}), SharesOf(2, 2, {{1, 1}})});
  EXPECT_THAT(ExactHoldings(graph, 0), ElementsAre(Pair(1, Part(3, 5)), Pair(2, Part(3, 10))));
  EXPECT_THAT(ExactOwners(graph, 2).integrated,
              ElementsAre(Pair(0, Part(3, 10)), Pair(1, Part(1, 2)), Pair(2, Part(0, 1))));
  // Of 2, half is untold; of the half that 1 has, 2/5 of 1 is.
  EXPECT_THAT(ExactOwners(graph, 2).ultimate,
              ElementsAre(Pair(0, Part(3, 10)), Pair(1, Part(1, 5)), Pair(2, Part(1, 2))));
}

// 3/5 · 1/2 + 2/5 · 1/2 = 1/2.
TEST(Effective, TheSidesOfADiamondAreAdded) {
  const OwnershipGraph graph = GraphOf(
      4, {SharesOf(1, 5, {{0, 3}}), SharesOf(2, 5, {{0, 2}}), SharesOf(3, 2, {{1, 1}, {2, 1}})});
  EXPECT_THAT(ExactHoldings(graph, 0),
              ElementsAre(Pair(1, Part(3, 5)), Pair(2, Part(2, 5)), Pair(3, Part(1, 2))));
}

// 0 has 4/5 of 1 and 3/5 of 2, 1 has 2/5 of 2, 2 has 1/5 of 1. So x1 = 4/5 + x2/5 and
// x2 = 3/5 + 2/5·x1, which is 1 and 1: 0 owns all. Once around is 2/5 · 1/5 = 2/25; 1 owns
// (2/25) / (1 − 2/25) = 2/23 of itself, and 2/5 / (1 − 2/25) = 10/23 of 2; 2/5 without return.
TEST(Effective, CompaniesMayOwnEachOther) {
  const OwnershipGraph graph =
      GraphOf(3, {SharesOf(1, 5, {{0, 4}, {2, 1}}), SharesOf(2, 5, {{0, 3}, {1, 2}})});
  EXPECT_THAT(ExactHoldings(graph, 0), ElementsAre(Pair(1, Part(1, 1)), Pair(2, Part(1, 1))));
  EXPECT_THAT(ExactHoldings(graph, 1), ElementsAre(Pair(1, Part(2, 23)), Pair(2, Part(10, 23))));
  const auto holdings = EffectiveHoldingsOf(graph, 1);
  EXPECT_DOUBLE_EQ(holdings->return_factor, 25.0 / 23);
  EXPECT_DOUBLE_EQ(holdings->companies[1].integrated / holdings->return_factor, 0.4);
  EXPECT_EQ(holdings->untold, 0);
  EXPECT_DOUBLE_EQ(*ReturnFactorOf(graph, 1), 25.0 / 23);
  EXPECT_EQ(*ReturnFactorOf(graph, 0), 1);
  // Integrated shares of 2 sum to more than 1, ultimate ones do not.
  EXPECT_THAT(ExactOwners(graph, 2).integrated,
              ElementsAre(Pair(0, Part(1, 1)), Pair(1, Part(10, 23)), Pair(2, Part(2, 23))));
  EXPECT_THAT(ExactOwners(graph, 2).ultimate,
              ElementsAre(Pair(0, Part(1, 1)), Pair(1, Part(0, 1)), Pair(2, Part(0, 1))));
}

// 1 has 1/2 of 2, which has 1/3 of 3, which has 1/4 of 1: once around is 1/24. 0 has 3/4 of 1, so
// 3/4 / (1 − 1/24) = 18/23, then 9/23 of 2 and 3/23 of 3.
TEST(Effective, ARingOfThreeIsAGeometricSum) {
  const OwnershipGraph graph = GraphOf(
      4, {SharesOf(1, 4, {{0, 3}, {3, 1}}), SharesOf(2, 2, {{1, 1}}), SharesOf(3, 3, {{2, 1}})});
  EXPECT_THAT(ExactHoldings(graph, 0),
              ElementsAre(Pair(1, Part(18, 23)), Pair(2, Part(9, 23)), Pair(3, Part(3, 23))));
}

// 1 and 2 own each other entirely, and 1 has half of 3, of which 0 has the other half.
TEST(Effective, ARingThatOwnsItselfHasNoAnswerAndOthersHave) {
  const OwnershipGraph graph = GraphOf(4, {SharesOf(1, 10, {{2, 10}}), SharesOf(2, 10, {{1, 10}}),
                                           SharesOf(3, 2, {{0, 1}, {1, 1}})});
  const auto ring = EffectiveHoldingsOf(graph, 1);
  EXPECT_THAT(ring->companies, IsEmpty());
  ASSERT_TRUE(ring->closed);
  EXPECT_THAT(ring->closed->companies, UnorderedElementsAre(1, 2));
  EXPECT_THAT(ReturnFactorOf(graph, 2),
              StatusSays(absl::StatusCode::kFailedPrecondition, "got one in a closed group of 2"));
  EXPECT_THAT(ExactHoldings(graph, 0), ElementsAre(Pair(3, Part(1, 2))));
  const auto owners = EffectiveOwnersOf(graph, 3);
  EXPECT_THAT(ExactOwners(graph, 3).ultimate,
              ElementsAre(Pair(0, Part(1, 2)), Pair(3, Part(0, 1))));
  ASSERT_EQ(owners->closed.size(), 1);
  EXPECT_THAT(owners->closed[0].companies, UnorderedElementsAre(1, 2));
  EXPECT_EQ(owners->closed[0].share, 0.5);
  EXPECT_EQ(EffectiveOwnersOf(graph, 1)->closed[0].share, 1);
  EXPECT_THAT(EffectiveOwnersOf(graph, 1)->owners, IsEmpty());
}

// By integers: a share of 10¹⁵ that somebody outside has opens the ring. Once around is 1 − 10⁻¹⁵,
// so 0, who has 10⁻¹⁵ of 1, has all of both.
TEST(Effective, ARingThatIsNearlyClosedIsComputed) {
  constexpr std::int64_t kShares = 1'000'000'000'000'000;
  const OwnershipGraph graph = GraphOf(
      3, {SharesOf(1, kShares, {{0, 1}, {2, kShares - 1}}), SharesOf(2, kShares, {{1, kShares}})});
  EXPECT_THAT(ExactHoldings(graph, 0), ElementsAre(Pair(1, Part(1, 1)), Pair(2, Part(1, 1))));
}

// 20 of 100 are 1's own, 0 has 40: 40/80. 1's own are 1/5 of it, and 1/5 of these again: 1/4.
TEST(Effective, OwnSharesAreOwnedByTheOthers) {
  const OwnershipGraph graph =
      GraphOf(3, {SharesOf(1, 100, {{0, 40}, {1, 20}}), SharesOf(2, 4, {{1, 1}})});
  EXPECT_THAT(ExactHoldings(graph, 0), ElementsAre(Pair(1, Part(1, 2)), Pair(2, Part(1, 8))));
  EXPECT_THAT(ExactHoldings(graph, 1), ElementsAre(Pair(1, Part(1, 4)), Pair(2, Part(5, 16))));
  EXPECT_THAT(ExactOwners(graph, 2).integrated,
              ElementsAre(Pair(0, Part(1, 8)), Pair(1, Part(5, 16)), Pair(2, Part(0, 1))));
  EXPECT_THAT(ExactOwners(graph, 2).ultimate,
              ElementsAre(Pair(0, Part(1, 8)), Pair(1, Part(1, 8)), Pair(2, Part(3, 4))));
}

TEST(Effective, ACompanyThatIsAllItsOwnIsClosed) {
  const OwnershipGraph graph =
      GraphOf(3, {SharesOf(1, 7, {{1, 7}}), SharesOf(2, 2, {{0, 1}, {1, 1}})});
  EXPECT_THAT(EffectiveHoldingsOf(graph, 1)->closed->companies, ElementsAre(1));
  EXPECT_EQ(EffectiveOwnersOf(graph, 2)->closed[0].share, 0.5);
}

// 0 has 1/3 of 4 and 2/7 of 5, of which 4 has 5/7: 2/7 + 5/21 = 11/21.
TEST(Effective, FractionsThatDoNotDivideStayExact) {
  const OwnershipGraph graph =
      GraphOf(6, {SharesOf(4, 21, {{0, 7}, {1, 6}, {2, 8}}), SharesOf(5, 7, {{0, 2}, {4, 5}})});
  EXPECT_EQ(ExactHoldings(graph, 0)[5], Part(11, 21));
}

// Votes without capital give no share; nor do they tie companies to a cycle.
TEST(Effective, VotesAloneAreNoShare) {
  const OwnershipGraph graph =
      GraphOf(3, {{1, {10, 10}, {{0, 0, 10}, {2, 10, 0}}}, {2, {10, 10}, {{1, 0, 10}}}});
  EXPECT_THAT(EffectiveHoldingsOf(graph, 0)->companies, IsEmpty());
  EXPECT_FALSE(EffectiveHoldingsOf(graph, 1)->closed);
  EXPECT_THAT(ExactHoldings(graph, 2), ElementsAre(Pair(1, Part(1, 1))));
}

TEST(Effective, WhoHasNothingHasNoHoldings) {
  const OwnershipGraph graph(1);
  EXPECT_THAT(EffectiveHoldingsOf(graph, 0)->companies, IsEmpty());
  EXPECT_THAT(ExactOwners(graph, 0).ultimate, ElementsAre(Pair(0, Part(1, 1))));
}

TEST(Effective, WantsAKnownNode) {
  EXPECT_THAT(EffectiveHoldingsOf(OwnershipGraph(1), 1),
              StatusSays(absl::StatusCode::kInvalidArgument, "owner: want a node below 1, got 1"));
  EXPECT_THAT(EffectiveOwnersOf(OwnershipGraph(1), 1),
              StatusSays(absl::StatusCode::kInvalidArgument, "company: want a node below 1"));
}

}  // namespace
}  // namespace ett::ownership
