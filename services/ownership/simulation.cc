#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/ownership/comparison.h"
#include "services/ownership/domain/effective.h"
#include "services/ownership/entity_facts.h"
#include "services/ownership/histories.h"
#include "services/ownership/kinds.h"
#include "services/ownership/position_answers.h"
#include "services/ownership/threshold_crossings.h"
#include "status/macros.h"

namespace ett::ownership {
namespace {

constexpr int kMostTransactions = 1000;

// Those of a transaction.
Entities EntitiesOf(const Register& known, const Transaction& transaction) {
  Entities entities;
  for (const std::string& id :
       {transaction.company, transaction.into, transaction.from, transaction.to}) {
    const v1::Entity* entity = known.EntityOf(id);
    if (entity != nullptr) entities[id] = FactsOf(*entity);
  }
  return entities;
}

// By the rules of a transaction that is kept.
absl::Status CheckTransaction(const Register& known, const v1::ShareTransaction& transaction,
                              const std::string& at) {
  records::FieldErrors errors;
  records::Validate(ShareTransactionKind(), transaction, errors);
  for (const auto& [field, name] : {std::pair("company", transaction.company()),
                                    std::pair("into_company", transaction.into_company())}) {
    if (name.empty() || known.EntityOf(IdOf(name)) != nullptr) continue;
    errors.Add(field, "UNKNOWN_REFERENCE", "an existing company", name);
  }
  std::vector<status::FieldError> all = errors.all();
  if (all.empty()) {
    const Transaction meant = ToTransaction(transaction);
    const auto error = TransactionError(meant, EntitiesOf(known, meant));
    if (error) all.push_back(*error);
  }
  if (all.empty()) return absl::OkStatus();
  for (status::FieldError& error : all) error.field = absl::StrCat(at, ".", error.field);
  return status::InvalidFields(all);
}

// What would be known, and which companies it is about.
struct Supposed {
  std::shared_ptr<const Register> known;
  std::set<std::string> companies;
  absl::CivilDay last_day;
};

absl::StatusOr<Supposed> Suppose(const Asked& asked,
                                 const v1::SimulateTransactionsRequest& request) {
  if (request.share_transactions_size() < 1 ||
      request.share_transactions_size() > kMostTransactions) {
    return status::InvalidField("share_transactions", absl::StrCat("1..", kMostTransactions),
                                absl::StrCat(request.share_transactions_size()), "OUT_OF_RANGE");
  }
  auto changed = std::make_shared<Register>(*asked.known);
  Supposed supposed;
  for (int i = 0; i < request.share_transactions_size(); ++i) {
    v1::ShareTransaction transaction = request.share_transactions(i);
    RETURN_IF_ERROR(
        CheckTransaction(*asked.known, transaction, absl::StrCat("share_transactions[", i, "]")));
    const std::string id = absl::StrCat("simulated-", i + 1);
    transaction.set_name(records::FormatName(ShareTransactionKind(), asked.municipality, id));
    changed->ledger.Add(ToTransaction(transaction));
    changed->share_transactions[id] = transaction;
    supposed.companies.insert(IdOf(transaction.company()));
    if (!transaction.into_company().empty()) {
      supposed.companies.insert(IdOf(transaction.into_company()));
    }
    supposed.last_day =
        std::max(supposed.last_day, records::LastDayOf(transaction.transaction_date()));
  }
  for (const std::string& company : changed->ledger.companies()) {
    const auto impossible = changed->ledger.Check(company);
    if (impossible) {
      return status::Precondition("HISTORY_IMPOSSIBLE", impossible->ToStatus().message());
    }
  }
  supposed.known = std::move(changed);
  return supposed;
}

// By company's name, what an owner has in effect.
absl::StatusOr<std::map<std::string, double>> EffectiveOf(WorldCache& worlds, const State& state,
                                                          const std::string& owner) {
  std::map<std::string, double> shares;
  RETURN_IF_ERROR(worlds.On(state.known, state.day, [&](const World& world) -> absl::Status {
    ASSIGN_OR_RETURN(const Node node, world.NodeOf("owner", owner));
    ASSIGN_OR_RETURN(const EffectiveHoldings holdings, EffectiveHoldingsOf(world.graph(), node));
    for (const EffectiveHolding& each : holdings.companies) {
      shares[world.NameOf(each.company)] = each.integrated;
    }
    return absl::OkStatus();
  }));
  return shares;
}

void AddEffectiveChanges(const std::map<std::string, double>& before,
                         const std::map<std::string, double>& after,
                         v1::SimulateTransactionsResponse& response) {
  constexpr double kRounding = 1e-14;
  std::map<std::string, std::pair<double, double>> both;
  for (const auto& [company, share] : before) both[company].first = share;
  for (const auto& [company, share] : after) both[company].second = share;
  for (const auto& [company, shares] : both) {
    if (std::abs(shares.first - shares.second) <= kRounding) continue;
    v1::EffectiveChange& change = *response.add_effective_changes();
    change.set_company(company);
    change.set_before(shares.first);
    change.set_after(shares.second);
  }
}

absl::Status AddChanges(const State& before, const State& after, const std::string& company,
                        v1::SimulateTransactionsResponse& response) {
  ASSIGN_OR_RETURN(auto changes, ChangesOf(before, after, company, ""));
  for (v1::PositionChange& change : changes) *response.add_changes() = std::move(change);
  ASSIGN_OR_RETURN(const Division had, before.known->DivisionOn(company, before.day));
  ASSIGN_OR_RETURN(const Division has, after.known->DivisionOn(company, after.day));
  for (v1::ThresholdCrossing& crossing : CrossingsBy({*after.known, company, had, has}, "")) {
    *crossing.mutable_crossing_date() = records::DateOf(after.day);
    *response.add_thresholds_crossed() = std::move(crossing);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::SimulateTransactionsResponse> SimulateTransactions(
    const PositionSources& sources, const v1::SimulateTransactionsRequest& request) {
  ASSIGN_OR_RETURN(Asked asked, Understand(sources, request));
  RETURN_IF_ERROR(CheckOwnerAsked(*asked.known, request.owner()));
  ASSIGN_OR_RETURN(const Supposed supposed, Suppose(asked, request));
  if (!request.has_as_of()) asked.day = std::max(asked.day, supposed.last_day);
  const State before{asked.known, asked.day};
  const State after{supposed.known, asked.day};
  v1::SimulateTransactionsResponse response;
  for (const std::string& company : supposed.companies) {
    RETURN_IF_ERROR(AddChanges(before, after, company, response));
  }
  const std::string owner = request.owner().empty() ? kMunicipality : request.owner();
  WorldCache imagined;
  ASSIGN_OR_RETURN(const auto had, ControlledBy(*sources.worlds, before, owner));
  ASSIGN_OR_RETURN(const auto has, ControlledBy(imagined, after, owner));
  for (std::string& name : Without(has, had)) response.add_control_gained(std::move(name));
  for (std::string& name : Without(had, has)) response.add_control_lost(std::move(name));
  ASSIGN_OR_RETURN(const auto shares_before, EffectiveOf(*sources.worlds, before, owner));
  ASSIGN_OR_RETURN(const auto shares_after, EffectiveOf(imagined, after, owner));
  AddEffectiveChanges(shares_before, shares_after, response);
  return response;
}

}  // namespace ett::ownership
