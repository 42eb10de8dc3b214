#include "services/ownership/domain/ledger.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "status/macros.h"

namespace ett::ownership {
namespace {

// Transfers and redemptions take effect together.
Happening PhaseOf(Happening kind) {
  return kind == Happening::kRedemption ? Happening::kTransfer : kind;
}

std::string Print(absl::CivilDay day) { return absl::FormatCivilTime(day); }

}  // namespace

struct Ledger::State {
  const Company& company;
  Holdings holdings;
  std::optional<absl::CivilDay> first_day = std::nullopt;  // of anything
  std::optional<Transaction> ended = std::nullopt;         // by a merger
  bool stops_before_its_end = false;
  bool has_stopped = false;
  std::int64_t moved = 0;  // by the last transaction
};

void Ledger::Add(Company company) {
  const std::string id = company.id;
  accounts_[id].company = std::move(company);
}

void Ledger::Add(Transaction transaction) {
  const auto add = [&](const std::string& id) {
    Account& account = accounts_[id];
    account.company.id = id;
    std::vector<Transaction>& of_day = account.happened[transaction.day];
    const auto before = [](const Transaction& a, const Transaction& b) {
      return std::make_tuple(PhaseOf(a.kind), absl::string_view(a.id)) <
             std::make_tuple(PhaseOf(b.kind), absl::string_view(b.id));
    };
    of_day.insert(std::upper_bound(of_day.begin(), of_day.end(), transaction, before), transaction);
  };
  if (!transaction.into.empty() && transaction.into != transaction.company) add(transaction.into);
  add(transaction.company);
}

std::vector<std::string> Ledger::companies() const {
  std::vector<std::string> ids;
  for (const auto& [id, account] : accounts_) {
    if (!account.happened.empty()) ids.push_back(id);
  }
  return ids;
}

std::vector<absl::CivilDay> Ledger::DaysOf(const std::string& company) const {
  std::vector<absl::CivilDay> days;
  const auto found = accounts_.find(company);
  if (found == accounts_.end()) return days;
  for (const auto& [day, of_day] : found->second.happened) days.push_back(day);
  return days;
}

std::vector<std::string> Ledger::TransactionsOf(const std::string& company) const {
  std::vector<std::string> ids;
  const auto found = accounts_.find(company);
  if (found == accounts_.end()) return ids;
  for (const auto& [day, of_day] : found->second.happened) {
    for (const Transaction& transaction : of_day) ids.push_back(transaction.id);
  }
  return ids;
}

absl::StatusOr<Holdings> Ledger::On(const std::string& company, absl::CivilDay day) const {
  Holdings holdings;
  const auto impossible =
      Replay(company, day, [&](const auto&, const Holdings& after) { holdings = after; });
  if (impossible) return impossible->ToStatus();
  const auto& last = CompanyOf(company).last_day;
  return last && *last < day ? Holdings() : holdings;
}

std::optional<Impossible> Ledger::Check(const std::string& company) const {
  return Replay(company, absl::CivilDay::max(), [](const auto&, const Holdings&) {});
}

const Company& Ledger::CompanyOf(const std::string& id) const {
  static const Company& unknown = *new Company();
  const auto found = accounts_.find(id);
  return found == accounts_.end() ? unknown : found->second.company;
}

std::optional<Impossible> Ledger::Replay(const std::string& company, absl::CivilDay last,
                                         OnStep on_step) const {
  const auto found = accounts_.find(company);
  if (found == accounts_.end()) return std::nullopt;
  State state{found->second.company, {}};
  for (const auto& [day, of_day] : found->second.happened) {
    if (day > last) break;
    if (auto impossible = ReplayDay(state, of_day, on_step)) return impossible;
  }
  return std::nullopt;
}

std::optional<Impossible> Ledger::ReplayDay(State& state, const std::vector<Transaction>& of_day,
                                            OnStep on_step) const {
  for (auto first = of_day.begin(); first != of_day.end();) {
    const auto next = std::find_if(first, of_day.end(), [&](const Transaction& each) {
      return PhaseOf(each.kind) != PhaseOf(first->kind);
    });
    const Transactions together(&*first, static_cast<std::size_t>(next - first));
    std::vector<Applied> applied;
    if (auto impossible = ApplyTogether(state, together, applied)) return impossible;
    if (state.has_stopped) return std::nullopt;
    on_step(applied, state.holdings);
    first = next;
  }
  return std::nullopt;
}

std::optional<Impossible> Ledger::ApplyTogether(State& state, const Transactions& transactions,
                                                std::vector<Applied>& applied) const {
  for (const Transaction& transaction : transactions) {
    const bool ends =
        transaction.kind == Happening::kMerger && transaction.company == state.company.id;
    state.has_stopped = ends && state.stops_before_its_end;
    if (state.has_stopped) return std::nullopt;
    if (auto impossible = Apply(state, transaction)) return impossible;
    applied.push_back({&transaction, state.moved});
  }
  return Overdrawn(transactions, state.holdings);
}

std::optional<Impossible> Ledger::Admit(State& state, const Transaction& transaction) {
  if (auto problem = Problem(transaction, state.company)) return Refuse(transaction, *problem);
  const std::string& company = state.company.id;
  if (state.ended) {
    return Refuse(transaction, absl::StrCat(company, " went up in ", state.ended->into, " on ",
                                            Print(state.ended->day)));
  }
  const bool founds = transaction.kind == Happening::kFounding;
  if (!state.first_day) {
    if (!founds && transaction.into != company) {
      return Refuse(transaction, absl::StrCat(company, " has no shares: a founding comes first"));
    }
    state.first_day = transaction.day;
    state.holdings = EmptyHoldings(state.company);
  }
  if (founds && transaction.day != *state.first_day) {
    return Refuse(transaction, absl::StrCat("a founding, but ", company, " has had shares since ",
                                            Print(*state.first_day)));
  }
  return std::nullopt;
}

std::optional<Impossible> Ledger::Apply(State& state, const Transaction& transaction) const {
  if (auto impossible = Admit(state, transaction)) return impossible;
  state.moved = transaction.count;
  std::optional<Impossible> impossible;
  switch (transaction.kind) {
    case Happening::kSplit:
      impossible = Split(transaction, state.holdings, state.moved);
      break;
    case Happening::kBuyOut:
      impossible = TakeOver(transaction, state.holdings, state.moved);
      break;
    case Happening::kMerger:
      impossible = transaction.company == state.company.id ? End(state, transaction)
                                                           : TakeIn(state, transaction);
      break;
    default:
      Move(transaction, state.holdings.at(transaction.share_class));
  }
  if (impossible || CountOf(state.holdings) <= kMostShares) return impossible;
  return Refuse(transaction,
                absl::StrCat(state.company.id, " would have more than ", kMostShares, " shares"));
}

std::optional<Impossible> Ledger::End(State& state, const Transaction& merger) {
  state.moved = -CountOf(state.holdings);
  state.holdings = EmptyHoldings(state.company);
  state.ended = merger;
  return std::nullopt;
}

std::optional<Impossible> Ledger::TakeIn(State& state, const Transaction& merger) const {
  const Account& other = accounts_.at(merger.company);
  for (const Transaction& each : other.happened.at(merger.day)) {
    if (each.into == merger.company) {
      return Refuse(merger, absl::StrCat(merger.company, " takes in ", each.company,
                                         " and goes up itself on the same day"));
    }
  }
  State absorbed{other.company, {}};
  absorbed.stops_before_its_end = true;
  for (const auto& [day, happened] : other.happened) {
    if (day > merger.day) break;
    if (auto why = ReplayDay(absorbed, happened, [](const auto&, const Holdings&) {})) return why;
  }
  state.moved = 0;
  if (merger.ratio_new == 0) return std::nullopt;
  return Exchange(merger, absorbed.holdings, state.company.id,
                  {state.holdings.at(merger.into_class), state.moved});
}

absl::StatusOr<Fraction> BoughtIn(const Ledger& ledger, const std::string& company,
                                  const std::string& owner, absl::CivilDay first,
                                  absl::CivilDay last) {
  std::optional<Fraction> bought = Fraction();
  const auto add = [&](const std::vector<Applied>& applied, const Holdings& holdings) {
    for (const auto& [transaction, moved] : applied) {
      const bool counts =
          (transaction->kind == Happening::kTransfer || transaction->kind == Happening::kBuyOut) &&
          transaction->day >= first && transaction->to == owner;
      if (counts && bought) bought = bought->Plus(Fraction(moved, CountOf(holdings)));
    }
  };
  if (const auto impossible = ledger.Replay(company, last, add)) return impossible->ToStatus();
  if (!bought) return absl::OutOfRangeError("the parts bought do not add up exactly");
  return *bought;
}

}  // namespace ett::ownership
