#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "services/ownership/domain/effective.h"
#include "services/ownership/domain/flow.h"
#include "services/ownership/domain/graph_testing.h"

namespace ett::ownership {
namespace {

constexpr double kAgreement = 1e-12;

// By node; 0 for whom nothing is told.
std::vector<double> HoldingsByNode(const OwnershipGraph& graph, Node owner) {
  std::vector<double> shares(graph.size());
  const auto holdings = EffectiveHoldingsOf(graph, owner);
  for (const auto& each : holdings->companies) shares[each.company] = each.integrated;
  return shares;
}

RC_GTEST_PROP(EffectiveProperty, BothWaysAgreeWithADenseSolution, ()) {
  const Node size = *rc::gen::inRange<Node>(3, 14);
  const OwnershipGraph graph = GraphOf(size, AnyRows(size));
  const Eigen::MatrixXd ways = Ways(graph);
  const Node node = *rc::gen::inRange<Node>(0, size);
  const std::vector<double> down = HoldingsByNode(graph, node);
  std::vector<double> up(size);
  const auto owners = EffectiveOwnersOf(graph, node);
  for (const EffectiveOwner& each : owners->owners) up[each.owner] = each.integrated;
  for (Node other = 0; other < size; ++other) {
    const double itself = other == node ? 1 : 0;
    // Nearly closed rings have large numbers, which a dense solver rounds as largely.
    const double close = kAgreement * (1 + ways(node, node) + ways(other, other));
    RC_ASSERT(std::abs(down[other] - (ways(node, other) - itself)) <= close);
    RC_ASSERT(std::abs(up[other] - (ways(other, node) - itself)) <= close);
  }
  RC_ASSERT(owners->exact.has_value());
}

RC_GTEST_PROP(EffectiveProperty, WhatIsRoundedIsAsCloseToTheExactNumberAsTold, ()) {
  const Node size = *rc::gen::inRange<Node>(3, 16);
  const OwnershipGraph graph = GraphOf(size, AnyRows(size));
  const Node node = *rc::gen::inRange<Node>(0, size);
  for (const Direction direction : {Direction::kDown, Direction::kUp}) {
    const Flow flow = FlowFrom(graph, node, direction);
    const auto exact = ExactFlow(graph, flow, direction);
    RC_ASSERT(exact.has_value());
    for (std::size_t i = 0; i < exact->size(); ++i) {
      const ExactShare difference = (*exact)[i] - ExactShare(flow.values[i].value);
      RC_ASSERT(abs(difference) <= ExactShare(flow.values[i].error));
      RC_ASSERT(flow.values[i].error <= 1e-9);
    }
  }
}

RC_GTEST_PROP(EffectiveProperty, UltimateSharesSumToOneExactly, ()) {
  const Node size = *rc::gen::inRange<Node>(3, 14);
  const OwnershipGraph graph = GraphOf(size, AnyRows(size));
  const auto owners = EffectiveOwnersOf(graph, *rc::gen::inRange<Node>(0, size));
  ExactShare sum = 0;
  for (const ExactOwner& each : *owners->exact) sum += each.ultimate;
  RC_ASSERT(sum == 1);
}

// With as many ways to say the same: the part of somebody is divided between him and somebody new.
RC_GTEST_PROP(EffectiveProperty, SplittingAnOwnerChangesNobodyElse, ()) {
  const Node size = *rc::gen::inRange<Node>(4, 12);
  const std::vector<Row> rows = AnyRows(size);
  std::vector<Row> split = rows;
  for (Row& row : split) {
    std::vector<Part> halves;
    for (Part& part : row.parts) {
      if (part.owner != 0) continue;
      const std::int64_t given = *rc::gen::inRange<std::int64_t>(0, part.capital + 1);
      halves.push_back({size, given, 0});
      part.capital -= given;
    }
    row.parts.insert(row.parts.end(), halves.begin(), halves.end());
  }
  const OwnershipGraph whole = GraphOf(size, rows);
  const OwnershipGraph divided = GraphOf(size + 1, split);
  const std::vector<double> one = HoldingsByNode(divided, 0);
  const std::vector<double> two = HoldingsByNode(divided, size);
  const std::vector<double> together = HoldingsByNode(whole, 0);
  for (Node company = 0; company < size; ++company) {
    RC_ASSERT(std::abs(one[company] + two[company] - together[company]) <= kAgreement);
  }
  for (Node other = 1; other < size; ++other) {
    const std::vector<double> before = HoldingsByNode(whole, other);
    std::vector<double> after = HoldingsByNode(divided, other);
    after.pop_back();
    RC_ASSERT(before == after);
  }
}

// Rings of up to 60 in which each has its owners among its neighbours and a little is untold: too
// many for fractions.
OwnershipGraph AnyBand(std::mt19937& random, Node size) {
  OwnershipGraph graph(size);
  const auto untold = static_cast<std::int64_t>(random() % 50 + 1);
  for (Node company = 1; company < size; ++company) {
    Row row = SharesOf(company, 2000 + untold, {{company - 1, 1000}});
    for (int i = 0; i < 4; ++i) {
      row.parts.push_back({static_cast<Node>(random() % size), 250, 250});
      if (row.parts.back().owner == company) row.parts.back().votes = 0;
    }
    Set(graph, row);
  }
  return graph;
}

// Small bands are eliminated, large ones swept; of both, what is said of the error holds.
TEST(EffectiveProperty, ErrorsOfLargeComponentsAreAsSmallAsTold) {
  std::mt19937 random(1);
  for (const Node size : {20, 40, 64, 65, 66, 100, 300, 600}) {
    const OwnershipGraph graph = AnyBand(random, size);
    const Eigen::MatrixXd ways = Ways(graph);
    const Node node = random() % size;
    const auto holdings = EffectiveHoldingsOf(graph, node);
    ASSERT_FALSE(holdings->exact);
    for (const EffectiveHolding& each : holdings->companies) {
      const double itself = each.company == node ? 1 : 0;
      EXPECT_NEAR(each.integrated, ways(node, each.company) - itself, each.error + 1e-13);
      EXPECT_LE(each.error, kAgreement) << size;
    }
    const auto owners = EffectiveOwnersOf(graph, node);
    double sum = 0;
    double error = 0;
    for (const EffectiveOwner& each : owners->owners) {
      const double itself = each.owner == node ? 1 : 0;
      EXPECT_NEAR(each.integrated, ways(each.owner, node) - itself, each.error + 1e-13);
      EXPECT_LE(each.error, kAgreement) << size;
      sum += each.ultimate;
      error += each.error;
    }
    EXPECT_NEAR(sum, 1, error);
  }
}

}  // namespace
}  // namespace ett::ownership
