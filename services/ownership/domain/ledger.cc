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

Impossible Refuse(const Transaction& transaction, std::string reason) {
  return {transaction.id, transaction.day, std::move(reason)};
}

std::string Print(absl::CivilDay day) { return absl::FormatCivilTime(day); }

bool Gives(Happening kind) {
  return kind == Happening::kTransfer || kind == Happening::kRedemption;
}

// `count` × ratio, where that is whole and not too much.
std::optional<std::int64_t> Exchanged(std::int64_t count, const Transaction& transaction) {
  const absl::int128 all = absl::int128(count) * transaction.ratio_new;
  if (all % transaction.ratio_old != 0 || all / transaction.ratio_old > kMostShares) {
    return std::nullopt;
  }
  return static_cast<std::int64_t>(all / transaction.ratio_old);
}

std::string PrintRatio(const Transaction& transaction) {
  return absl::StrCat(transaction.ratio_new, " for ", transaction.ratio_old);
}

}  // namespace

struct Ledger::State {
  const Company& company;
  Holdings holdings;
  std::optional<absl::CivilDay> first_day = std::nullopt;  // of anything
  std::optional<Transaction> ended = std::nullopt;         // by a merger
  bool stops_before_its_end = false;
  std::int64_t moved = 0;  // by the last transaction
};

absl::Status Impossible::ToStatus() const {
  return absl::FailedPreconditionError(
      absl::StrCat("share transaction ", transaction, " of ", Print(day), ": ", reason));
}

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

namespace {

// What is wrong with the day of a transaction.
std::optional<std::string> DayProblem(const Transaction& transaction, const Company& company) {
  if (company.founded && transaction.day < *company.founded) {
    return absl::StrCat(Print(transaction.day), " is before ", company.id, " was founded, ",
                        Print(*company.founded));
  }
  if (company.last_day && transaction.day > *company.last_day) {
    return absl::StrCat(Print(transaction.day), " is after ", company.id, " ended, ",
                        Print(*company.last_day));
  }
  return std::nullopt;
}

// What is wrong with the classes that a transaction names.
std::optional<std::string> ClassProblem(const Transaction& transaction, const Company& company) {
  const bool merges_in = transaction.into == company.id;
  const std::string& named = merges_in ? transaction.into_class : transaction.share_class;
  if (!named.empty()) {
    const bool known = std::any_of(company.classes.begin(), company.classes.end(),
                                   [&](const ShareClass& each) { return each.id == named; });
    if (known) return std::nullopt;
    return absl::StrCat("share class ", named, " is not one of ", company.id);
  }
  const bool of_all =
      transaction.kind == Happening::kBuyOut || transaction.kind == Happening::kSplit ||
      (transaction.kind == Happening::kMerger && (!merges_in || transaction.ratio_new == 0));
  if (company.classes.empty() || of_all) return std::nullopt;
  return absl::StrCat(company.id, " has share classes, but none is named");
}

// The classes of a company that has no shares yet.
Holdings Empty(const Company& company) {
  Holdings holdings;
  for (const ShareClass& each : company.classes) {
    holdings[each.id] = {{}, 0, Fraction(each.nominal_ore, 1), each.votes_per_share};
  }
  if (company.classes.empty()) holdings[""] = {};
  return holdings;
}

// The transaction, of those that take effect together, that takes what an owner does not have.
std::optional<Impossible> Overdrawn(const std::vector<Transaction>& of_day, Happening phase,
                                    const Holdings& holdings) {
  for (auto each = of_day.rbegin(); each != of_day.rend(); ++each) {
    if (PhaseOf(each->kind) != phase || !Gives(each->kind)) continue;
    const std::int64_t left = holdings.at(each->share_class).Of(each->from);
    if (left >= 0) continue;
    return Refuse(*each, absl::StrCat(each->from, " gives ", each->count, " shares but has ",
                                      each->count + left));
  }
  return std::nullopt;
}

}  // namespace

std::optional<Impossible> Ledger::ReplayDay(State& state, const std::vector<Transaction>& of_day,
                                            OnStep on_step) const {
  for (std::size_t first = 0; first < of_day.size();) {
    const Happening phase = PhaseOf(of_day[first].kind);
    std::vector<Applied> applied;
    std::size_t next = first;
    for (; next < of_day.size() && PhaseOf(of_day[next].kind) == phase; ++next) {
      const Transaction& transaction = of_day[next];
      const bool is_end =
          transaction.kind == Happening::kMerger && transaction.company == state.company.id;
      if (is_end && state.stops_before_its_end) return std::nullopt;
      if (auto impossible = Apply(state, transaction)) return impossible;
      applied.push_back({&transaction, state.moved});
    }
    if (phase == Happening::kTransfer) {
      if (auto impossible = Overdrawn(of_day, phase, state.holdings)) return impossible;
    }
    on_step(applied, state.holdings);
    first = next;
  }
  return std::nullopt;
}

namespace {

// What is wrong with a transaction before anything is moved.
std::optional<std::string> Problem(const Transaction& transaction, const Company& company) {
  if (auto problem = DayProblem(transaction, company)) return problem;
  return ClassProblem(transaction, company);
}

std::optional<Impossible> Split(const Transaction& split, Holdings& holdings, std::int64_t& moved) {
  moved = 0;
  for (auto& [id, shares] : holdings) {
    if (!split.share_class.empty() && id != split.share_class) continue;
    ClassShares after;
    after.votes_per_share = shares.votes_per_share;
    for (const auto& [owner, count] : shares.by_owner) {
      const auto exchanged = Exchanged(count, split);
      if (!exchanged) {
        return Refuse(split, absl::StrCat(owner, " would have a part of a share: ", count,
                                          " shares, ", PrintRatio(split)));
      }
      after.Add(owner, *exchanged);
    }
    const auto nominal = shares.nominal_ore.Times(Fraction(split.ratio_old, split.ratio_new));
    if (!nominal) return Refuse(split, "the nominal value is too fine a fraction");
    after.nominal_ore = *nominal;
    moved += after.total - shares.total;
    shares = std::move(after);
  }
  return std::nullopt;
}

void Move(const Transaction& transaction, ClassShares& shares) {
  if (Gives(transaction.kind)) shares.Add(transaction.from, -transaction.count);
  if (transaction.kind != Happening::kRedemption) shares.Add(transaction.to, transaction.count);
}

std::optional<Impossible> TakeOver(const Transaction& buy_out, Holdings& holdings,
                                   std::int64_t& moved) {
  moved = 0;
  for (auto& [id, shares] : holdings) {
    const std::int64_t has = shares.Of(buy_out.from);
    shares.Add(buy_out.from, -has);
    shares.Add(buy_out.to, has);
    moved += has;
  }
  if (moved > 0) return std::nullopt;
  return Refuse(buy_out, absl::StrCat(buy_out.from, " has no shares to take over"));
}

struct Received {
  ClassShares& shares;
  std::int64_t& moved;
};

// Gives the owners of a company that goes up in `company` their new shares.
std::optional<Impossible> Exchange(const Transaction& merger, const Holdings& absorbed,
                                   const std::string& company, Received received) {
  for (const auto& [id, shares] : absorbed) {
    for (const auto& [owner, count] : shares.by_owner) {
      if (owner == company || owner == merger.company) continue;
      const auto exchanged = Exchanged(count, merger);
      if (!exchanged) {
        return Refuse(merger, absl::StrCat(owner, " would get a part of a share: ", count,
                                           " shares, ", PrintRatio(merger)));
      }
      received.shares.Add(owner, *exchanged);
      received.moved += *exchanged;
    }
  }
  return std::nullopt;
}

}  // namespace

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
    state.holdings = Empty(state.company);
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
  state.holdings = Empty(state.company);
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
