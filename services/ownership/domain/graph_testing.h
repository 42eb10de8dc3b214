#pragma once

#include <rapidcheck/gtest.h>

#include <Eigen/Dense>
#include <cstdlib>
#include <utility>
#include <vector>

#include "services/ownership/domain/ownership_graph.h"

namespace ett::ownership {

struct Row {
  Node company = 0;
  Totals totals;
  std::vector<Part> parts;
};

// Shares with a vote each, but own ones.
inline Row SharesOf(Node company, std::int64_t total,
                    const std::vector<std::pair<Node, std::int64_t>>& owners) {
  Row row{company, {total, total}, {}};
  for (const auto& [owner, shares] : owners) {
    const bool own = owner == company;
    row.parts.push_back({owner, shares, own ? 0 : shares});
    if (own) row.totals.votes -= shares;
  }
  return row;
}

inline void Set(OwnershipGraph& graph, const Row& row) {
  if (!graph.SetOwners(row.company, row.parts, row.totals).ok()) std::abort();
}

inline OwnershipGraph GraphOf(Node size, const std::vector<Row>& rows) {
  OwnershipGraph graph(size);
  for (const Row& row : rows) Set(graph, row);
  return graph;
}

// A[i][j]: i's part of j's capital, own shares among them.
inline Eigen::MatrixXd DirectShares(const OwnershipGraph& graph) {
  Eigen::MatrixXd shares = Eigen::MatrixXd::Zero(graph.size(), graph.size());
  for (Node company = 0; company < graph.size(); ++company) {
    for (const auto& holder : graph.OwnersOf(company)) {
      shares(holder.owner, company) += static_cast<double>(holder.capital) /
                                       static_cast<double>(graph.TotalsOf(company).capital);
    }
  }
  return shares;
}

// V = (I − A)⁻¹, by a solver that is not ours.
inline Eigen::MatrixXd Ways(const OwnershipGraph& graph) {
  const Eigen::MatrixXd shares = DirectShares(graph);
  const auto one = Eigen::MatrixXd::Identity(shares.rows(), shares.cols());
  return (one - shares).fullPivLu().inverse();
}

// A company's owners, anybody among `size`, itself too; somebody untold has at least one share of
// each, so that nothing is closed.
inline Row AnyRow(Node company, Node size) {
  Row row{company, {*rc::gen::inRange<std::int64_t>(0, 50) + 1, 0}, {}};
  std::int64_t votes = *rc::gen::inRange<std::int64_t>(0, 20);
  const int owners = *rc::gen::inRange(0, 5);
  for (int i = 0; i < owners; ++i) {
    Part part{*rc::gen::inRange<Node>(0, size), *rc::gen::inRange<std::int64_t>(0, 60), 0};
    if (part.owner != company) part.votes = *rc::gen::inRange<std::int64_t>(0, 40);
    row.totals.capital += part.capital;
    votes += part.votes;
    row.parts.push_back(part);
  }
  row.totals.votes = votes;
  return row;
}

// Nodes 0 and 1 are owners only.
inline std::vector<Row> AnyRows(Node size) {
  std::vector<Row> rows;
  for (Node company = 2; company < size; ++company) rows.push_back(AnyRow(company, size));
  return rows;
}

}  // namespace ett::ownership
