#include "services/ownership/domain/ownership_graph.h"

#include <algorithm>
#include <limits>

#include "absl/numeric/int128.h"
#include "absl/strings/str_cat.h"
#include "status/macros.h"

namespace ett::ownership {
namespace {

absl::Status CheckNumber(absl::string_view field, std::int64_t number) {
  if (number >= 0) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(field, ": want 0 or more, got ", number));
}

absl::Status CheckSum(absl::string_view field, absl::int128 sum, std::int64_t total) {
  if (sum <= total) return absl::OkStatus();
  // A sum of more than 64 bits is told as the most that fits.
  const absl::int128 most = std::numeric_limits<std::int64_t>::max();
  return absl::InvalidArgumentError(absl::StrCat(field, ": want parts that sum to at most ", total,
                                                 ", got ",
                                                 static_cast<std::int64_t>(std::min(sum, most))));
}

absl::Status CheckParts(const OwnershipGraph& graph, Node company, const std::vector<Part>& parts,
                        const Totals& totals) {
  RETURN_IF_ERROR(graph.CheckNode("company", company));
  RETURN_IF_ERROR(CheckNumber("totals.capital", totals.capital));
  RETURN_IF_ERROR(CheckNumber("totals.votes", totals.votes));
  absl::int128 capital = 0, votes = 0;
  for (const Part& part : parts) {
    RETURN_IF_ERROR(graph.CheckNode("parts.owner", part.owner));
    RETURN_IF_ERROR(CheckNumber("parts.capital", part.capital));
    RETURN_IF_ERROR(CheckNumber("parts.votes", part.votes));
    if (part.owner == company && part.votes != 0) {
      return absl::InvalidArgumentError(
          absl::StrCat("parts.votes: want 0 on a company's own shares, got ", part.votes));
    }
    capital += part.capital;
    votes += part.votes;
  }
  RETURN_IF_ERROR(CheckSum("parts.capital", capital, totals.capital));
  return CheckSum("parts.votes", votes, totals.votes);
}

// One part an owner, in order of owner. Sums fit: they are at most the totals.
void Merge(std::vector<Part>& parts) {
  std::sort(parts.begin(), parts.end(),
            [](const Part& a, const Part& b) { return a.owner < b.owner; });
  std::size_t kept = 0;
  for (const Part& part : parts) {
    if (part.capital == 0 && part.votes == 0) continue;
    if (kept > 0 && parts[kept - 1].owner == part.owner) {
      parts[kept - 1].capital += part.capital;
      parts[kept - 1].votes += part.votes;
    } else {
      parts[kept++] = part;
    }
  }
  parts.resize(kept);
}

// Holdings by company, in the order in which they came.
std::vector<Part> SortByCompany(absl::Span<const Holding> holdings,
                                std::vector<std::size_t>& first) {
  for (const Holding& each : holdings) ++first[each.company + 1];
  for (std::size_t i = 1; i < first.size(); ++i) first[i] += first[i - 1];
  std::vector<std::size_t> next(first.begin(), first.end() - 1);
  std::vector<Part> parts(holdings.size());
  for (const Holding& each : holdings) parts[next[each.company]++] = each.part;
  return parts;
}

}  // namespace

absl::StatusOr<OwnershipGraph> OwnershipGraph::Build(absl::Span<const Totals> totals,
                                                     absl::Span<const Holding> holdings) {
  const auto size = static_cast<Node>(totals.size());
  OwnershipGraph graph(size);
  std::vector<std::size_t> owned(size);
  for (const Holding& each : holdings) {
    RETURN_IF_ERROR(graph.CheckNode("holdings.company", each.company));
    RETURN_IF_ERROR(graph.CheckNode("holdings.owner", each.part.owner));
    ++owned[each.part.owner];
  }
  // A quarter more, so that the first changes do not copy everything.
  graph.holders_.ReserveEntries(holdings.size() + holdings.size() / 4);
  graph.owned_.ReserveEntries(holdings.size() + holdings.size() / 4);
  for (Node owner = 0; owner < size; ++owner) graph.owned_.Reserve(owner, owned[owner]);
  std::vector<std::size_t> first(size + std::size_t{1});
  const std::vector<Part> parts = SortByCompany(holdings, first);
  for (Node company = 0; company < size; ++company) {
    RETURN_IF_ERROR(graph.SetOwners(
        company, {parts.begin() + first[company], parts.begin() + first[company + 1]},
        totals[company]));
  }
  return graph;
}

absl::Status OwnershipGraph::CheckNode(absl::string_view field, Node node) const {
  if (node < size()) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat(field, ": want a node below ", size(), ", got ", node));
}

Node OwnershipGraph::AddNode() {
  totals_.emplace_back();
  sums_.emplace_back();
  holders_.AddRow();
  owned_.AddRow();
  return size() - 1;
}

absl::Status OwnershipGraph::SetOwners(Node company, std::vector<Part> parts, Totals totals) {
  RETURN_IF_ERROR(CheckParts(*this, company, parts, totals));
  Merge(parts);
  RemoveOwners(company);
  Sums sums;
  for (const Part& part : parts) {
    sums.told += part.capital;
    if (part.owner == company) sums.own = part.capital;
  }
  totals_[company] = totals;
  sums_[company] = sums;
  const auto outside = static_cast<double>(totals.capital - sums.own);
  holders_.Reserve(company, parts.size());
  for (const Part& part : parts) {
    const bool counts = part.owner != company && part.capital > 0;
    const double share = counts ? static_cast<double>(part.capital) / outside : 0;
    const auto place = static_cast<std::uint32_t>(holders_[company].size());
    const auto owner_place = static_cast<std::uint32_t>(owned_[part.owner].size());
    holders_.Append(company, {part.owner, owner_place, part.capital, part.votes, share});
    owned_.Append(part.owner, {company, place, part.votes, share});
  }
  return absl::OkStatus();
}

void OwnershipGraph::RemoveOwners(Node company) {
  for (const Holder& holder : holders_[company]) {
    // The owner's last holding takes the place of the one that goes.
    const Owned moved = owned_[holder.owner].back();
    owned_.At(holder.owner, holder.place) = moved;
    holders_.At(moved.company, moved.place).place = holder.place;
    owned_.RemoveLast(holder.owner);
  }
  holders_.Clear(company);
}

}  // namespace ett::ownership
