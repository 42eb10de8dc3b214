#include <deque>
#include <optional>
#include <utility>

#include "services/ownership/histories.h"
#include "services/ownership/position_answers.h"
#include "status/macros.h"

namespace ett::ownership {
namespace {

// `owner` and all below it.
std::set<std::string> Below(const World& world, Node owner) {
  std::set<std::string> reached = {world.CodeOf(owner)};
  std::deque<Node> next = {owner};
  while (!next.empty()) {
    for (const auto& owned : world.graph().OwnedBy(next.front())) {
      if (reached.insert(world.CodeOf(owned.company)).second) next.push_back(owned.company);
    }
    next.pop_front();
  }
  return reached;
}

v1::GraphNode NodeOf(const Register& known, const std::string& code) {
  v1::GraphNode node;
  node.set_id(code);
  const v1::Entity* entity = known.EntityOf(code);
  if (entity == nullptr) {
    node.set_display_name(code == kMunicipality ? "kommunen" : "andre");
    if (code == kMunicipality) node.set_form(v1::ENTITY_FORM_MUNICIPALITY);
    return node;
  }
  node.set_display_name(entity->display_name());
  node.set_form(entity->form());
  node.set_synthetic(entity->synthetic());
  return node;
}

}  // namespace

absl::StatusOr<v1::GetOwnershipGraphResponse> GetOwnershipGraph(
    const PositionSources& sources, const v1::GetOwnershipGraphRequest& request) {
  ASSIGN_OR_RETURN(const Asked asked, Understand(sources, request));
  std::optional<std::set<std::string>> wanted;
  if (!request.owner().empty()) {
    RETURN_IF_ERROR(
        sources.worlds->On(asked.known, asked.day, [&](const World& world) -> absl::Status {
          ASSIGN_OR_RETURN(const Node owner, world.NodeOf("owner", request.owner()));
          wanted = Below(world, owner);
          return absl::OkStatus();
        }));
  }
  const auto takes = [&](const std::string& code) { return !wanted || wanted->count(code) > 0; };
  v1::GetOwnershipGraphResponse response;
  std::set<std::string> nodes;
  for (const auto& [company, entity] : asked.known->entities) {
    if (!IsValidOn(entity, asked.day) || !takes(company)) continue;
    nodes.insert(company);
    ASSIGN_OR_RETURN(const Division division, asked.known->DivisionOn(company, asked.day));
    const bool synthetic = asked.known->Synthetic(company);
    for (const OwnerPart& part : division.parts) {
      if (!takes(part.owner)) continue;
      nodes.insert(part.owner);
      v1::GraphEdge& edge = *response.add_edges();
      edge.set_owner(part.owner);
      edge.set_company(company);
      *edge.mutable_capital() = FromFraction(division.CapitalOf(part.owner));
      *edge.mutable_votes() = FromFraction(division.VotesOf(part.owner));
      edge.set_synthetic(synthetic);
    }
  }
  for (const std::string& code : nodes) *response.add_nodes() = NodeOf(*asked.known, code);
  *response.mutable_as_of() = records::DateOf(asked.day);
  *response.mutable_known_at() = records::ToTimestamp(asked.known_at);
  return response;
}

}  // namespace ett::ownership
