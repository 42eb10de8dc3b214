#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "absl/numeric/int128.h"
#include "absl/strings/str_cat.h"
#include "services/ownership/domain/effective.h"
#include "services/ownership/domain/paths.h"
#include "services/ownership/histories.h"
#include "services/ownership/position_answers.h"
#include "status/macros.h"

namespace ett::ownership {
namespace {

constexpr int kMostPaths = 100;

// Nothing where it does not fit 64 bits.
std::optional<v1::Fraction> FromExact(const ExactShare& share) {
  const auto top = numerator(share);
  const auto bottom = denominator(share);
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  if (top > kMost || bottom > kMost) return std::nullopt;
  v1::Fraction fraction;
  fraction.set_numerator(static_cast<std::int64_t>(top));
  fraction.set_denominator(static_cast<std::int64_t>(bottom));
  return fraction;
}

// What is asked of every pair of an owner and a company.
struct Wanted {
  const World& world;
  v1::EffectiveMeasure measure;
  int path_count;
};

// A share as it was found.
struct Found {
  Node owner;
  Node company;
  double integrated;
  double error;
  double return_factor;                            // of the owner
  std::optional<ExactShare> exact = std::nullopt;  // integrated
};

absl::Status AddPaths(const Wanted& wanted, const Found& found, v1::EffectiveShare& share) {
  if (wanted.path_count == 0 || found.owner == found.company) return absl::OkStatus();
  ASSIGN_OR_RETURN(const Chains chains,
                   ChainsBetween(wanted.world.graph(), found.owner, found.company,
                                 static_cast<std::size_t>(wanted.path_count)));
  for (const Chain& chain : chains.chains) {
    v1::OwnershipPath& path = *share.add_paths();
    for (const Node node : chain.nodes) path.add_entities(wanted.world.CodeOf(node));
    path.set_share(static_cast<double>(chain.share));
    if (const auto product = FromExact(chain.share)) *path.mutable_product() = *product;
  }
  share.set_paths_cut_off(!chains.is_complete);
  if (!chains.is_complete) return absl::OkStatus();
  share.set_cycles_add(found.exact ? static_cast<double>(chains.Beyond(*found.exact))
                                   : chains.Beyond(found.integrated));
  return absl::OkStatus();
}

absl::StatusOr<v1::EffectiveShare> Tell(const Wanted& wanted, const Found& found) {
  v1::EffectiveShare share;
  share.set_company(wanted.world.NameOf(found.company));
  share.set_owner(wanted.world.CodeOf(found.owner));
  const bool net = wanted.measure == v1::EFFECTIVE_MEASURE_NET;
  share.set_share(net ? found.integrated / found.return_factor : found.integrated);
  const bool is_exact = found.exact && (!net || found.return_factor == 1);
  if (is_exact) {
    if (const auto exact = FromExact(*found.exact)) *share.mutable_exact() = *exact;
  }
  share.set_error_bound(share.has_exact() ? 0 : found.error);
  ASSIGN_OR_RETURN(
      const Division direct,
      wanted.world.known().DivisionOn(wanted.world.CodeOf(found.company), wanted.world.day()));
  *share.mutable_direct() = FromFraction(direct.CapitalOf(share.owner()));
  RETURN_IF_ERROR(AddPaths(wanted, found, share));
  return share;
}

void AddClosed(const World& world, const ClosedGroup& closed,
               v1::GetEffectiveOwnershipResponse& response) {
  v1::SelfOwnedGroup& group = *response.add_self_owned();
  for (const Node company : closed.companies) group.add_companies(world.NameOf(company));
}

absl::Status TellHoldings(const Wanted& wanted, Node owner, std::optional<Node> only,
                          v1::GetEffectiveOwnershipResponse& response) {
  ASSIGN_OR_RETURN(const EffectiveHoldings holdings,
                   EffectiveHoldingsOf(wanted.world.graph(), owner));
  if (holdings.closed) AddClosed(wanted.world, *holdings.closed, response);
  for (std::size_t i = 0; i < holdings.companies.size(); ++i) {
    const EffectiveHolding& each = holdings.companies[i];
    if (only && each.company != *only) continue;
    Found found{owner, each.company, each.integrated, each.error, holdings.return_factor};
    if (holdings.exact) found.exact = (*holdings.exact)[i];
    ASSIGN_OR_RETURN(*response.add_shares(), Tell(wanted, found));
  }
  return absl::OkStatus();
}

absl::Status TellOwners(const Wanted& wanted, Node company,
                        v1::GetEffectiveOwnershipResponse& response) {
  ASSIGN_OR_RETURN(const EffectiveOwners owners, EffectiveOwnersOf(wanted.world.graph(), company));
  for (const ClosedGroup& closed : owners.closed) AddClosed(wanted.world, closed, response);
  for (std::size_t i = 0; i < owners.owners.size(); ++i) {
    const EffectiveOwner& each = owners.owners[i];
    if (each.integrated == 0) continue;
    Found found{each.owner, company, each.integrated, each.error, 1};
    if (owners.exact) found.exact = (*owners.exact)[i].integrated;
    if (wanted.measure == v1::EFFECTIVE_MEASURE_NET) {
      ASSIGN_OR_RETURN(found.return_factor, ReturnFactorOf(wanted.world.graph(), each.owner));
    }
    ASSIGN_OR_RETURN(*response.add_shares(), Tell(wanted, found));
  }
  return absl::OkStatus();
}

absl::Status CheckAsked(const v1::GetEffectiveOwnershipRequest& request) {
  if (request.owner().empty() && request.company().empty()) {
    return status::InvalidField("owner", "an owner, a company or both", "nothing", "REQUIRED");
  }
  if (request.path_count() < 0 || request.path_count() > kMostPaths) {
    return status::InvalidField("path_count", absl::StrCat("0..", kMostPaths),
                                absl::StrCat(request.path_count()), "OUT_OF_RANGE");
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::GetEffectiveOwnershipResponse> GetEffectiveOwnership(
    const PositionSources& sources, const v1::GetEffectiveOwnershipRequest& request) {
  RETURN_IF_ERROR(CheckAsked(request));
  ASSIGN_OR_RETURN(const Asked asked, Understand(sources, request));
  ASSIGN_OR_RETURN(const std::string company, CompanyAsked(asked, request.company()));
  v1::GetEffectiveOwnershipResponse response;
  response.set_measure(request.measure() == v1::EFFECTIVE_MEASURE_UNSPECIFIED
                           ? v1::EFFECTIVE_MEASURE_INTEGRATED
                           : request.measure());
  RETURN_IF_ERROR(
      sources.worlds->On(asked.known, asked.day, [&](const World& world) -> absl::Status {
        const Wanted wanted{world, response.measure(), request.path_count()};
        std::optional<Node> of;
        if (!company.empty()) {
          ASSIGN_OR_RETURN(of, world.NodeOf("company", company));
        }
        if (request.owner().empty()) return TellOwners(wanted, *of, response);
        ASSIGN_OR_RETURN(const Node owner, world.NodeOf("owner", request.owner()));
        return TellHoldings(wanted, owner, of, response);
      }));
  std::stable_sort(response.mutable_shares()->begin(), response.mutable_shares()->end(),
                   [](const auto& a, const auto& b) { return a.share() > b.share(); });
  *response.mutable_as_of() = records::DateOf(asked.day);
  *response.mutable_known_at() = records::ToTimestamp(asked.known_at);
  return response;
}

}  // namespace ett::ownership
