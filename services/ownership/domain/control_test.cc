#include "services/ownership/domain/control.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "services/ownership/domain/effective.h"
#include "services/ownership/domain/graph_testing.h"
#include "status/matchers.h"

namespace ett::ownership {

bool operator==(const VotingHolding& a, const VotingHolding& b) {
  return a.owner == b.owner && a.votes == b.votes;
}

namespace {

using status::StatusSays;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// 51 % of 51 % of 51 %: all three are controlled with 0.132651 of the last one's capital.
TEST(Control, APyramidIsControlledWithLittleCapital) {
  const OwnershipGraph graph = GraphOf(
      4, {SharesOf(1, 100, {{0, 51}}), SharesOf(2, 100, {{1, 51}}), SharesOf(3, 100, {{2, 51}})});
  const auto control = Control::By(graph, {0});
  EXPECT_THAT(control->companies(), ElementsAre(1, 2, 3));
  EXPECT_THAT(control->ReasonsFor(3), ElementsAre(VotingHolding{2, 51}));
  const auto holdings = EffectiveHoldingsOf(graph, 0);
  EXPECT_EQ(holdings->companies.back().company, 3);
  EXPECT_DOUBLE_EQ(holdings->companies.back().integrated, 0.132651);
}

TEST(Control, HalfIsNotControl) {
  const OwnershipGraph graph =
      GraphOf(4, {SharesOf(2, 100, {{0, 50}, {1, 50}}), SharesOf(3, 101, {{0, 51}, {1, 50}})});
  EXPECT_THAT(Control::By(graph, {0})->companies(), ElementsAre(3));
  EXPECT_THAT(Control::By(graph, {1})->companies(), IsEmpty());
}

// 0 has 30 itself and 25 through 1, which it controls. 2's own holding in 1 is no reason for
// anything.
TEST(Control, VotesOfAllThatIsControlledAreAdded) {
  const OwnershipGraph graph =
      GraphOf(3, {SharesOf(1, 100, {{0, 60}, {2, 40}}), SharesOf(2, 100, {{0, 30}, {1, 25}})});
  const auto control = Control::By(graph, {0});
  EXPECT_THAT(control->companies(), ElementsAre(1, 2));
  EXPECT_THAT(control->ReasonsFor(1), ElementsAre(VotingHolding{0, 60}));
  EXPECT_THAT(control->ReasonsFor(2), ElementsAre(VotingHolding{0, 30}, VotingHolding{1, 25}));
  EXPECT_EQ(control->PositionIn(1).votes.part, 100);
}

// 1 and 2 have 60 % of each other, 0 has 40 % of both.
TEST(Control, CompaniesDoNotControlEachOtherOutOfNothing) {
  const OwnershipGraph graph =
      GraphOf(3, {SharesOf(1, 100, {{0, 40}, {2, 60}}), SharesOf(2, 100, {{0, 40}, {1, 60}})});
  EXPECT_THAT(Control::By(graph, {0})->companies(), IsEmpty());
  EXPECT_THAT(Control::By(graph, {1})->companies(), ElementsAre(2));
  EXPECT_THAT(Control::By(graph, {1})->ReasonsFor(1), IsEmpty());
}

TEST(Control, OwnersTogetherControlWhatNoneControls) {
  const OwnershipGraph graph = GraphOf(4, {SharesOf(3, 100, {{0, 30}, {1, 21}, {2, 49}})});
  EXPECT_THAT(Control::By(graph, {0})->companies(), IsEmpty());
  EXPECT_THAT(Control::By(graph, {0, 1, 1})->companies(), ElementsAre(3));
}

// 10 A shares with ten votes each, 90 B shares with one: 9 A shares are 90 of 190 votes, 10 are
// 100.
TEST(Control, VotesDecideAndNotCapital) {
  const OwnershipGraph nine = GraphOf(2, {{1, {100, 190}, {{0, 9, 90}}}});
  EXPECT_THAT(Control::By(nine, {0})->companies(), IsEmpty());
  const OwnershipGraph ten = GraphOf(2, {{1, {100, 190}, {{0, 10, 100}}}});
  EXPECT_THAT(Control::By(ten, {0})->companies(), ElementsAre(1));
}

// 45 of 100 shares, 20 of which are the company's own: 45 of 80 votes, 9/16 of what is represented.
TEST(Control, OwnSharesDoNotVote) {
  const OwnershipGraph graph = GraphOf(2, {SharesOf(1, 100, {{0, 45}, {1, 20}})});
  const auto control = Control::By(graph, {0});
  EXPECT_THAT(control->companies(), ElementsAre(1));
  const Position position = control->PositionIn(1);
  EXPECT_EQ(position.votes.part, 45);
  EXPECT_EQ(position.votes.whole, 80);
  EXPECT_EQ(position.capital.part, 45);
  EXPECT_EQ(position.capital.whole, 80);
}

// 0 has 60 % of 1. With 2/3 of 2 between them they change its articles; 1/3 alone would block none.
TEST(Control, ThresholdsCountWhatTheGroupHas) {
  const OwnershipGraph graph = GraphOf(
      4, {SharesOf(1, 10, {{0, 6}}), SharesOf(2, 3, {{0, 1}, {1, 1}}), SharesOf(3, 10, {{1, 1}})});
  const auto control = Control::By(graph, {0});
  EXPECT_THAT(control->HeldCompanies(), ElementsAre(1, 2, 3));
  EXPECT_THAT(ThresholdsReached(control->PositionIn(2)),
              ElementsAre(Threshold::kDemandsMeeting, Threshold::kBlocksArticles,
                          Threshold::kOrdinaryMajority, Threshold::kChangesArticles));
  EXPECT_THAT(ThresholdsReached(control->PositionIn(3)), ElementsAre(Threshold::kDemandsMeeting));
  EXPECT_FALSE(control->Contains(3));
}

TEST(Control, WantsKnownOwners) {
  EXPECT_THAT(Control::By(OwnershipGraph(1), {1}),
              StatusSays(absl::StatusCode::kInvalidArgument, "owners: want a node below 1, got 1"));
}

// The least set, by trying again until nothing is added.
std::vector<Node> ControlledByDefinition(const OwnershipGraph& graph, Node owner) {
  std::vector<bool> in(graph.size());
  in[owner] = true;
  for (bool grows = true; grows;) {
    grows = false;
    for (Node company = 0; company < graph.size(); ++company) {
      std::int64_t votes = 0;
      for (const auto& holder : graph.OwnersOf(company)) {
        if (in[holder.owner]) votes += holder.votes;
      }
      if (in[company] || 2 * votes <= graph.TotalsOf(company).votes) continue;
      in[company] = true;
      grows = true;
    }
  }
  in[owner] = false;
  std::vector<Node> controlled;
  for (Node node = 0; node < graph.size(); ++node) {
    if (in[node]) controlled.push_back(node);
  }
  return controlled;
}

std::vector<Node> Sorted(absl::Span<const Node> nodes) {
  std::vector<Node> sorted(nodes.begin(), nodes.end());
  std::sort(sorted.begin(), sorted.end());
  return sorted;
}

RC_GTEST_PROP(Control, IsTheLeastSetAndEveryReasonIsEnough, ()) {
  const Node size = *rc::gen::inRange<Node>(3, 12);
  const OwnershipGraph graph = GraphOf(size, AnyRows(size));
  const Node owner = *rc::gen::inRange<Node>(0, size);
  const auto control = Control::By(graph, {owner});
  RC_ASSERT(Sorted(control->companies()) == ControlledByDefinition(graph, owner));
  std::vector<bool> before(size);
  before[owner] = true;
  for (const Node company : control->companies()) {
    std::int64_t votes = 0;
    for (const VotingHolding& reason : control->ReasonsFor(company)) {
      RC_ASSERT(before[reason.owner]);
      votes += reason.votes;
    }
    RC_ASSERT(2 * votes > graph.TotalsOf(company).votes);
    before[company] = true;
  }
}

RC_GTEST_PROP(Control, GrowsWithVotes, ()) {
  const Node size = *rc::gen::inRange<Node>(3, 12);
  std::vector<Row> rows = AnyRows(size);
  const auto before = Sorted(Control::By(GraphOf(size, rows), {0})->companies());
  // Owner 0 takes over what is untold, and some of the others' votes.
  Row& row = rows[*rc::gen::inRange<std::size_t>(0, rows.size())];
  std::int64_t others = 0;
  for (Part& part : row.parts) {
    part.votes = *rc::gen::inRange<std::int64_t>(0, part.votes + 1);
    others += part.votes;
  }
  row.parts.push_back({0, 0, row.totals.votes - others});
  const auto after = Sorted(Control::By(GraphOf(size, rows), {0})->companies());
  RC_ASSERT(std::includes(after.begin(), after.end(), before.begin(), before.end()));
}

}  // namespace
}  // namespace ett::ownership
