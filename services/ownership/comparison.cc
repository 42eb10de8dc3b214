#include "services/ownership/comparison.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "google/protobuf/util/message_differencer.h"
#include "services/ownership/domain/control.h"
#include "services/ownership/position_answers.h"
#include "status/macros.h"

namespace ett::ownership {
namespace {

using google::protobuf::util::MessageDifferencer;

// What matters of a position: values and registers beside it do not.
bool IsSame(const v1::Position& a, const v1::Position& b) {
  if (a.holdings_size() != b.holdings_size()) return false;
  for (int i = 0; i < a.holdings_size(); ++i) {
    if (!MessageDifferencer::Equals(a.holdings(i), b.holdings(i))) return false;
  }
  return MessageDifferencer::Equals(a.capital(), b.capital()) &&
         MessageDifferencer::Equals(a.votes(), b.votes()) &&
         MessageDifferencer::Equals(a.liability(), b.liability());
}

// Whether there is more than a register's word.
bool HasAnything(const v1::Position& position) {
  return position.capital().numerator() > 0 || position.votes().numerator() > 0;
}

// Records of a company that hold by a day, by day and name, each with its version.
template <class Visit>
void ForEachCause(const State& state, const std::string& company, Visit visit) {
  for (const std::string& id : state.known->ledger.TransactionsOf(company)) {
    const v1::ShareTransaction& transaction = state.known->share_transactions.at(id);
    const absl::CivilDay day = records::LastDayOf(transaction.transaction_date());
    if (day <= state.day) visit(day, transaction.name(), transaction.etag());
  }
  const auto [first, last] = state.known->participations.equal_range(company);
  for (auto each = first; each != last; ++each) {
    const absl::CivilDay day = records::FirstDayOf(each->second.valid_from());
    if (day <= state.day) visit(day, each->second.name(), each->second.etag());
  }
}

using Cause = std::tuple<absl::CivilDay, std::string, std::string>;

std::set<Cause> CausesOf(const State& state, const std::string& company) {
  std::set<Cause> causes;
  ForEachCause(state, company,
               [&](absl::CivilDay day, const std::string& name, const std::string& etag) {
                 causes.emplace(day, name, etag);
               });
  return causes;
}

// Names of what is in one of the states only, in order of day.
std::vector<std::string> BecauseOf(const State& before, const State& after,
                                   const std::string& company) {
  const std::set<Cause> had = CausesOf(before, company);
  const std::set<Cause> has = CausesOf(after, company);
  std::vector<Cause> differing;
  std::set_symmetric_difference(had.begin(), had.end(), has.begin(), has.end(),
                                std::back_inserter(differing));
  std::vector<std::string> names;
  for (const auto& [day, name, etag] : differing) {
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  return names;
}

absl::StatusOr<std::map<std::string, v1::Position>> ByOwner(const State& state,
                                                            const std::string& company,
                                                            const std::string& owner) {
  std::map<std::string, v1::Position> by_owner;
  if (state.known->EntityOf(company) == nullptr) return by_owner;
  ASSIGN_OR_RETURN(auto positions, PositionsOf(*state.known, company, state.day, owner));
  for (v1::Position& each : positions) {
    if (HasAnything(each)) by_owner[each.owner()] = std::move(each);
  }
  return by_owner;
}

}  // namespace

absl::StatusOr<std::vector<v1::PositionChange>> ChangesOf(const State& before, const State& after,
                                                          const std::string& company,
                                                          const std::string& owner) {
  std::vector<v1::PositionChange> changes;
  ASSIGN_OR_RETURN(auto had, ByOwner(before, company, owner));
  ASSIGN_OR_RETURN(auto has, ByOwner(after, company, owner));
  const std::vector<std::string> because = BecauseOf(before, after, company);
  std::set<std::string> owners;
  for (const auto* each : {&had, &has}) {
    for (const auto& [code, position] : *each) owners.insert(code);
  }
  for (const std::string& code : owners) {
    const auto then = had.find(code);
    const auto now = has.find(code);
    if (then != had.end() && now != has.end() && IsSame(then->second, now->second)) continue;
    v1::PositionChange& change = changes.emplace_back();
    change.set_company((now != has.end() ? now : then)->second.company());
    change.set_owner(code);
    if (then != had.end()) *change.mutable_before() = then->second;
    if (now != has.end()) *change.mutable_after() = now->second;
    change.mutable_because()->Add(because.begin(), because.end());
  }
  return changes;
}

absl::StatusOr<std::set<std::string>> ControlledBy(WorldCache& worlds, const State& state,
                                                   const std::string& owner) {
  std::set<std::string> names;
  RETURN_IF_ERROR(worlds.On(state.known, state.day, [&](const World& world) -> absl::Status {
    ASSIGN_OR_RETURN(const Node node, world.NodeOf("owner", owner));
    ASSIGN_OR_RETURN(const Control control, Control::By(world.graph(), {node}));
    for (const Node company : control.companies()) names.insert(world.NameOf(company));
    return absl::OkStatus();
  }));
  return names;
}

std::vector<std::string> Without(const std::set<std::string>& from,
                                 const std::set<std::string>& in) {
  std::vector<std::string> rest;
  std::set_difference(from.begin(), from.end(), in.begin(), in.end(), std::back_inserter(rest));
  return rest;
}

absl::StatusOr<v1::CompareDatesResponse> CompareDates(const PositionSources& sources,
                                                      const v1::CompareDatesRequest& request) {
  ASSIGN_OR_RETURN(const Asked asked, Understand(sources, request));
  State before{asked.known, {}};
  State after{asked.known, {}};
  ASSIGN_OR_RETURN(before.day, DayAsked("from_date", true, request.from_date(), {}));
  ASSIGN_OR_RETURN(after.day, DayAsked("to_date", true, request.to_date(), {}));
  if (request.has_from_known_at()) {
    ASSIGN_OR_RETURN(const std::int64_t known_at,
                     sources.records.KnownAt(&request.from_known_at()));
    ASSIGN_OR_RETURN(before.known, sources.registers->Get(asked.municipality, known_at));
  }
  ASSIGN_OR_RETURN(const std::string only, CompanyAsked(asked, request.company()));
  RETURN_IF_ERROR(CheckOwnerAsked(*asked.known, request.owner()));
  std::set<std::string> companies;
  for (const State* each : {&before, &after}) {
    for (const auto& [id, entity] : each->known->entities) companies.insert(id);
  }
  v1::CompareDatesResponse response;
  for (const std::string& company : companies) {
    if (!only.empty() && company != only) continue;
    ASSIGN_OR_RETURN(auto changes, ChangesOf(before, after, company, request.owner()));
    for (v1::PositionChange& change : changes) *response.add_changes() = std::move(change);
  }
  const std::string owner = request.owner().empty() ? kMunicipality : request.owner();
  std::set<std::string> had;
  if (before.known->EntityOf(owner) != nullptr || owner == kMunicipality || owner == kOthers) {
    ASSIGN_OR_RETURN(had, ControlledBy(*sources.worlds, before, owner));
  }
  ASSIGN_OR_RETURN(const auto has, ControlledBy(*sources.worlds, after, owner));
  for (std::string& name : Without(has, had)) response.add_control_gained(std::move(name));
  for (std::string& name : Without(had, has)) response.add_control_lost(std::move(name));
  return response;
}

}  // namespace ett::ownership
