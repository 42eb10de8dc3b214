#include "services/ownership/domain/ownership_graph.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <tuple>

#include "services/ownership/domain/graph_testing.h"
#include "status/matchers.h"

namespace ett::ownership {
namespace {

using status::IsOk;
using status::StatusSays;

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

// Everything that can be asked of the graph, in an order of its own.
std::vector<std::tuple<Node, Node, std::int64_t, std::int64_t, double>> HoldingsIn(
    const OwnershipGraph& graph) {
  std::vector<std::tuple<Node, Node, std::int64_t, std::int64_t, double>> holdings;
  for (Node owner = 0; owner < graph.size(); ++owner) {
    const auto owned = graph.OwnedBy(owner);
    for (std::size_t i = 0; i < owned.size(); ++i) {
      const auto& holder = graph.OwnersOf(owned[i].company)[owned[i].place];
      EXPECT_EQ(holder.owner, owner);
      EXPECT_EQ(holder.place, i);
      EXPECT_EQ(holder.votes, owned[i].votes);
      EXPECT_EQ(holder.share, owned[i].share);
      holdings.emplace_back(owned[i].company, owner, holder.capital, holder.votes, holder.share);
    }
  }
  std::sort(holdings.begin(), holdings.end());
  std::size_t held = 0;
  for (Node company = 0; company < graph.size(); ++company) held += graph.OwnersOf(company).size();
  EXPECT_EQ(held, holdings.size());
  return holdings;
}

TEST(OwnershipGraph, PartsOfOneOwnerAreAddedAndPartsOfNothingLeftOut) {
  // Two classes: 10 shares with 10 votes each, 90 with one.
  const OwnershipGraph graph =
      GraphOf(3, {{2, {100, 190}, {{0, 10, 100}, {1, 0, 0}, {0, 30, 30}}}});
  ASSERT_EQ(graph.OwnersOf(2).size(), 1);
  EXPECT_EQ(graph.OwnersOf(2)[0].capital, 40);
  EXPECT_EQ(graph.OwnersOf(2)[0].votes, 130);
  EXPECT_EQ(graph.ToldCapital(2), 40);
  EXPECT_TRUE(graph.OwnedBy(1).empty());
}

TEST(OwnershipGraph, OwnSharesAreNotOutside) {
  const OwnershipGraph graph = GraphOf(2, {SharesOf(1, 100, {{1, 20}, {0, 40}})});
  EXPECT_EQ(graph.OwnCapital(1), 20);
  EXPECT_EQ(graph.OutsideCapital(1), 80);
  EXPECT_EQ(graph.OwnedBy(0)[0].share, 0.5);
}

TEST(OwnershipGraph, WhatCannotBeIsRefusedAndChangesNothing) {
  struct Case {
    Node company;
    std::vector<Part> parts;
    Totals totals;
    const char* wrong;
  };
  const Case cases[] = {
      {3, {}, {1, 1}, "company: want a node below 3, got 3"},
      {2, {{3, 1, 1}}, {1, 1}, "parts.owner: want a node below 3, got 3"},
      {2, {{0, -1, 1}}, {1, 1}, "parts.capital: want 0 or more, got -1"},
      {2, {{0, 1, -1}}, {1, 1}, "parts.votes: want 0 or more, got -1"},
      {2, {}, {-1, 1}, "totals.capital: want 0 or more, got -1"},
      {2, {}, {1, -1}, "totals.votes: want 0 or more, got -1"},
      {2,
       {{0, 6, 0}, {1, 5, 0}},
       {10, 10},
       "parts.capital: want parts that sum to at most 10, got 11"},
      {2,
       {{0, 0, 6}, {1, 0, 5}},
       {10, 10},
       "parts.votes: want parts that sum to at most 10, got 11"},
      {2, {{0, kMost, 0}, {1, kMost, 0}}, {kMost, 0}, "parts.capital: want parts"},
      {2, {{2, 1, 1}}, {1, 1}, "parts.votes: want 0 on a company's own shares, got 1"},
  };
  OwnershipGraph graph = GraphOf(3, {SharesOf(2, 10, {{0, 4}, {1, 5}})});
  const auto before = HoldingsIn(graph);
  for (const Case& each : cases) {
    EXPECT_THAT(graph.SetOwners(each.company, each.parts, each.totals),
                StatusSays(absl::StatusCode::kInvalidArgument, each.wrong));
    EXPECT_EQ(HoldingsIn(graph), before) << each.wrong;
  }
  EXPECT_THAT(graph.SetOwners(2, {{0, kMost, 0}}, {kMost, 0}), IsOk());
}

TEST(OwnershipGraph, BuildRefusesUnknownNodes) {
  EXPECT_THAT(OwnershipGraph::Build({{1, 1}}, {{{1, {0, 1, 1}}}}),
              StatusSays(absl::StatusCode::kInvalidArgument, "holdings.company"));
  EXPECT_THAT(OwnershipGraph::Build({{1, 1}}, {{{0, {1, 1, 1}}}}),
              StatusSays(absl::StatusCode::kInvalidArgument, "holdings.owner"));
}

TEST(OwnershipGraph, ANodeCanBeAdded) {
  OwnershipGraph graph(1);
  EXPECT_EQ(graph.AddNode(), 1);
  Set(graph, SharesOf(1, 10, {{0, 10}}));
  EXPECT_EQ(graph.OwnedBy(0)[0].company, 1);
}

// Rows change many times over, so that they move and the blocks are packed.
RC_GTEST_PROP(OwnershipGraph, ChangedOneByOneItIsAsIfBuiltAtOnce, ()) {
  const Node size = *rc::gen::inRange<Node>(3, 12);
  OwnershipGraph changed(size);
  std::vector<Row> last(size);
  for (Node company = 0; company < size; ++company) last[company].company = company;
  const int changes = *rc::gen::inRange(0, 60);
  for (int i = 0; i < changes; ++i) {
    const Row row = AnyRow(*rc::gen::inRange<Node>(2, size), size);
    Set(changed, row);
    last[row.company] = row;
  }
  std::vector<Totals> totals;
  std::vector<Holding> holdings;
  for (const Row& row : last) {
    totals.push_back(row.totals);
    for (const Part& part : row.parts) holdings.push_back({row.company, part});
  }
  const auto built = OwnershipGraph::Build(totals, holdings);
  RC_ASSERT(built.ok());
  RC_ASSERT(HoldingsIn(*built) == HoldingsIn(changed));
  for (Node company = 0; company < size; ++company) {
    RC_ASSERT(built->ToldCapital(company) == changed.ToldCapital(company));
    RC_ASSERT(built->OwnCapital(company) == changed.OwnCapital(company));
    RC_ASSERT(built->TotalsOf(company).votes == changed.TotalsOf(company).votes);
  }
}

TEST(OwnershipGraph, StaysRightWhereRowsGrowAndShrinkByThousands) {
  constexpr Node kSize = 2000;
  OwnershipGraph graph(kSize);
  // Owners change in every round, how many a company has grows; in the end all have the last.
  for (Node round = 1; round <= 12; ++round) {
    for (Node company = 20; company < kSize; ++company) {
      Row row = SharesOf(company, 100, {});
      for (Node i = 0; i < round; ++i) row.parts.push_back({(company + i * round) % 20, 5, 5});
      Set(graph, row);
    }
  }
  const auto holdings = HoldingsIn(graph);
  std::int64_t capital = 0;
  for (const auto& each : holdings) capital += std::get<2>(each);
  EXPECT_EQ(capital, 12 * 5 * (kSize - 20));
}

}  // namespace
}  // namespace ett::ownership
