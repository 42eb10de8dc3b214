#include <algorithm>
#include <map>
#include <utility>

#include "services/ownership/domain/control.h"
#include "services/ownership/histories.h"
#include "services/ownership/position_answers.h"
#include "status/macros.h"

namespace ett::ownership {
namespace {

Fraction PartOf(const Counting& counting) {
  return counting.whole == 0 ? Fraction() : Fraction(counting.part, counting.whole);
}

// What a group has of companies.
class Group {
 public:
  Group(const World& world, const Control& control, Node owner)
      : world_(world), control_(control), owner_(owner) {
    depths_[owner] = -1;
    for (const Node company : control.companies()) {
      int depth = 0;
      for (const VotingHolding& each : control.ReasonsFor(company)) {
        depth = std::max(depth, depths_.at(each.owner) + 1);
      }
      depths_[company] = depth;
    }
  }

  v1::ControlledCompany Tell(Node company) const {
    v1::ControlledCompany told;
    told.set_company(world_.NameOf(company));
    const Position position = control_.PositionIn(company);
    *told.mutable_votes() = FromFraction(PartOf(position.votes));
    std::vector<VotingHolding> holdings;
    for (const auto& holder : world_.graph().OwnersOf(company)) {
      if (holder.votes > 0 && control_.Contains(holder.owner) && holder.owner != company) {
        holdings.push_back({holder.owner, holder.votes});
      }
      if (holder.owner == owner_) {
        *told.mutable_direct_votes() =
            FromFraction(PartOf({holder.votes, world_.graph().TotalsOf(company).votes}));
      }
    }
    std::stable_sort(holdings.begin(), holdings.end(),
                     [](const auto& a, const auto& b) { return a.votes > b.votes; });
    int depth = 0;
    for (const VotingHolding& each : holdings) {
      v1::GroupVotes& votes = *told.add_by();
      votes.set_owner(world_.CodeOf(each.owner));
      *votes.mutable_votes() = FromFraction(PartOf({each.votes, position.votes.whole}));
      depth = std::max(depth, depths_.at(each.owner) + 1);
    }
    const auto controlled = depths_.find(company);
    told.set_depth(controlled == depths_.end() ? depth : controlled->second);
    if (HasShares(world_.known().EntityOf(world_.CodeOf(company))->form())) {
      for (const Threshold each : ThresholdsReached(position)) {
        told.add_thresholds(FromThreshold(each));
      }
    }
    return told;
  }

 private:
  const World& world_;
  const Control& control_;
  const Node owner_;
  std::map<Node, int> depths_;  // companies between; −1 of the owner
};

void Sort(google::protobuf::RepeatedPtrField<v1::ControlledCompany>& companies) {
  std::sort(companies.begin(), companies.end(), [](const auto& a, const auto& b) {
    return std::make_pair(a.depth(), a.company()) < std::make_pair(b.depth(), b.company());
  });
}

}  // namespace

absl::StatusOr<v1::GetControlResponse> GetControl(const PositionSources& sources,
                                                  const v1::GetControlRequest& request) {
  ASSIGN_OR_RETURN(const Asked asked, Understand(sources, request));
  v1::GetControlResponse response;
  RETURN_IF_ERROR(
      sources.worlds->On(asked.known, asked.day, [&](const World& world) -> absl::Status {
        ASSIGN_OR_RETURN(const Node owner, world.NodeOf("owner", request.owner()));
        ASSIGN_OR_RETURN(const Control control, Control::By(world.graph(), {owner}));
        const Group group(world, control, owner);
        for (const Node company : control.companies()) {
          *response.add_companies() = group.Tell(company);
        }
        for (const Node company : control.HeldCompanies()) {
          if (control.Contains(company)) continue;
          v1::ControlledCompany told = group.Tell(company);
          if (told.thresholds_size() > 0) *response.add_influenced() = std::move(told);
        }
        return absl::OkStatus();
      }));
  Sort(*response.mutable_companies());
  Sort(*response.mutable_influenced());
  *response.mutable_as_of() = records::DateOf(asked.day);
  *response.mutable_known_at() = records::ToTimestamp(asked.known_at);
  return response;
}

}  // namespace ett::ownership
