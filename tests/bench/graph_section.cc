#include <Eigen/Sparse>
#include <Eigen/SparseLU>
#include <algorithm>
#include <cmath>
#include <optional>
#include <random>

#include "absl/strings/str_cat.h"
#include "services/ownership/domain/control.h"
#include "services/ownership/domain/effective.h"
#include "status/macros.h"
#include "tests/bench/confined.h"
#include "tests/bench/market.h"
#include "tests/bench/ownership_sections.h"

namespace ett::bench {
namespace {

using ownership::Control;
using ownership::EffectiveHoldings;
using ownership::Node;
using ownership::OwnershipGraph;

constexpr int kTurns = 5;
constexpr Node kCompanies = 1'000'000;
constexpr Node kChanges = 1'000;
// Who is asked about: the node that owns most through others, or one in the tangle.
constexpr Node kOwner = 0;

// Of one turn, of as many as a clock needs to be right.
template <typename Act>
absl::Duration TimeOf(const Act& act) {
  const absl::Duration start = ProcessorTime();
  absl::Duration passed;
  int turns = 0;
  do {
    act();
    ++turns;
    passed = ProcessorTime() - start;
  } while (passed < absl::Milliseconds(300));
  return passed / turns;
}

// Transposed I − A.
Eigen::SparseMatrix<double> SystemOf(const Market& market) {
  const auto size = static_cast<Eigen::Index>(market.totals.size());
  std::vector<Eigen::Triplet<double>> cells;
  for (Eigen::Index i = 0; i < size; ++i) cells.emplace_back(i, i, 1);
  for (const auto& each : market.holdings) {
    const auto total = static_cast<double>(market.totals[each.company].capital);
    cells.emplace_back(each.company, each.part.owner,
                       -static_cast<double>(each.part.capital) / total);
  }
  Eigen::SparseMatrix<double> system(size, size);
  system.setFromTriplets(cells.begin(), cells.end());
  return system;
}

// The owner's integrated shares, by node: those of the system with one unit put in at him, less
// that. The time is from the matrix on. No numbers where it failed.
Confined SparseLuHoldings(const Market& market) {
  const Eigen::SparseMatrix<double> system = SystemOf(market);
  Confined result;
  result.time = TimeOf([&] {
    const Eigen::SparseLU<Eigen::SparseMatrix<double>> solver(system);
    if (solver.info() != Eigen::Success) return;
    Eigen::VectorXd unit = Eigen::VectorXd::Zero(system.rows());
    unit[kOwner] = 1;
    const Eigen::VectorXd solved = solver.solve(unit) - unit;
    result.numbers.assign(solved.data(), solved.data() + solved.size());
  });
  return result;
}

double LargestDifference(const EffectiveHoldings& holdings, std::vector<double> expected) {
  double largest = 0;
  for (const auto& each : holdings.companies) {
    largest = std::max(largest, std::abs(each.integrated - expected[each.company]));
    expected[each.company] = 0;
  }
  for (const double missed : expected) largest = std::max(largest, std::abs(missed));
  return largest;
}

double LargestError(const EffectiveHoldings& holdings) {
  double largest = 0;
  for (const auto& each : holdings.companies) largest = std::max(largest, each.error);
  return largest;
}

// How many nodes there are below the owner, itself too, by a search that only looks where it was.
std::size_t BreadthFirst(const OwnershipGraph& graph) {
  std::vector<bool> seen(graph.size());
  std::vector<Node> queue = {kOwner};
  seen[kOwner] = true;
  for (std::size_t i = 0; i < queue.size(); ++i) {
    for (const auto& owned : graph.OwnedBy(queue[i])) {
      if (seen[owned.company]) continue;
      seen[owned.company] = true;
      queue.push_back(owned.company);
    }
  }
  return queue.size();
}

// `peer_can` is not tried where it is false, and false where it could not.
absl::Status RaceSparseLu(OwnershipBench& bench, Shape shape, Node size, bool& peer_can) {
  const Market market = MakeMarket(shape, size);
  ASSIGN_OR_RETURN(const OwnershipGraph graph,
                   OwnershipGraph::Build(market.totals, market.holdings));
  ASSIGN_OR_RETURN(const EffectiveHoldings holdings, ownership::EffectiveHoldingsOf(graph, kOwner));
  const std::string what = absl::StrCat(NameOf(shape), " of ", size);
  bench.report.AddSmall(what + ": largest error told", LargestError(holdings));
  std::optional<Confined> peer;
  if (peer_can) {
    peer = RunConfined(size, bench.peer_time, [&] { return SparseLuHoldings(market); });
  }
  peer_can = peer.has_value();
  if (!peer_can) {
    bench.report.AddNote(what + ": SparseLU has no answer in the time and memory it has");
    return absl::OkStatus();
  }
  const absl::Duration own = TimeOf([&] { (void)ownership::EffectiveHoldingsOf(graph, kOwner); });
  bench.report.Add(what, {static_cast<std::int64_t>(holdings.companies.size()), own, peer->time});
  bench.report.AddSmall(what + ": largest difference", LargestDifference(holdings, peer->numbers));
  return absl::OkStatus();
}

absl::Status RaceBreadthFirst(OwnershipBench& bench, Shape shape, const OwnershipGraph& graph) {
  ASSIGN_OR_RETURN(const Control control, Control::By(graph, {kOwner}));
  Race race;
  race.rows = static_cast<std::int64_t>(control.companies().size());
  race.service = TimeOf([&] { (void)Control::By(graph, {kOwner}); });
  std::size_t reached = 0;
  race.peer = TimeOf([&] { reached = BreadthFirst(graph); });
  bench.report.Add(absl::StrCat(NameOf(shape), ": controlled of ", reached - 1), race);
  return absl::OkStatus();
}

absl::Status Answer(const OwnershipGraph& graph) {
  RETURN_IF_ERROR(ownership::EffectiveHoldingsOf(graph, kOwner).status());
  return Control::By(graph, {kOwner}).status();
}

// Somebody else owns what the second owner had; gives whose owners changed.
std::vector<Node> Change(Market& market, std::mt19937& random) {
  std::vector<Node> changed;
  for (Node i = 0; i < kChanges; ++i) {
    const std::size_t row = random() % (market.holdings.size() / 3);
    const Node company = market.holdings[3 * row].company;
    market.holdings[3 * row + 1].part.owner = static_cast<Node>(random() % company);
    changed.push_back(company);
  }
  return changed;
}

absl::Status ChangeGraph(const Market& market, const std::vector<Node>& changed,
                         OwnershipGraph& graph) {
  for (const Node company : changed) {
    // Node 0 has no owners.
    const auto* row = &market.holdings[3 * (std::size_t{company} - 1)];
    RETURN_IF_ERROR(
        graph.SetOwners(company, {row[0].part, row[1].part, row[2].part}, market.totals[company]));
  }
  return absl::OkStatus();
}

absl::Status RaceBuilding(OwnershipBench& bench, Shape shape, Market market,
                          OwnershipGraph& graph) {
  std::mt19937 random(1);
  Race alone{kChanges, {}, {}}, answered{kChanges, {}, {}};
  for (int turn = 0; turn < kTurns; ++turn) {
    const std::vector<Node> companies = Change(market, random);
    const absl::Duration start = ProcessorTime();
    RETURN_IF_ERROR(ChangeGraph(market, companies, graph));
    const absl::Duration changed = ProcessorTime();
    RETURN_IF_ERROR(Answer(graph));
    const absl::Duration rebuilding = ProcessorTime();
    ASSIGN_OR_RETURN(const OwnershipGraph anew,
                     OwnershipGraph::Build(market.totals, market.holdings));
    const absl::Duration built = ProcessorTime();
    RETURN_IF_ERROR(Answer(anew));
    alone += {0, changed - start, built - rebuilding};
    answered += {0, rebuilding - start, ProcessorTime() - rebuilding};
  }
  bench.report.Add(absl::StrCat(NameOf(shape), ": changed"), alone);
  bench.report.Add(absl::StrCat(NameOf(shape), ": changed, both asked"), answered);
  return absl::OkStatus();
}

}  // namespace

absl::Status GraphSection(OwnershipBench& bench) {
  const auto largest = static_cast<Node>(kCompanies * bench.size);
  bench.report.Section("effective ownership of one owner in all companies", "SparseLU");
  for (const Shape shape : {Shape::kGroups, Shape::kScaleFree, Shape::kTangle}) {
    bool peer_can = true;
    for (Node size = 1'000; size < largest; size *= 10) {
      RETURN_IF_ERROR(RaceSparseLu(bench, shape, size, peer_can));
    }
    RETURN_IF_ERROR(RaceSparseLu(bench, shape, largest, peer_can));
  }
  for (const Shape shape : {Shape::kGroups, Shape::kScaleFree}) {
    const Market market = MakeMarket(shape, largest);
    ASSIGN_OR_RETURN(OwnershipGraph graph, OwnershipGraph::Build(market.totals, market.holdings));
    bench.report.Section("control by one owner", "breadth-first search");
    RETURN_IF_ERROR(RaceBreadthFirst(bench, shape, graph));
    bench.report.Section("1000 companies changed", "a graph built anew");
    RETURN_IF_ERROR(RaceBuilding(bench, shape, market, graph));
  }
  return absl::OkStatus();
}

}  // namespace ett::bench
