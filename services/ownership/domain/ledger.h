#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/types/span.h"
#include "services/ownership/domain/holdings.h"
#include "services/ownership/domain/share_moves.h"
#include "services/ownership/domain/transaction.h"

namespace ett::ownership {

// What a transaction did.
struct Applied {
  const Transaction* transaction;
  std::int64_t moved;  // shares; of a split, by how many there are more
};

// Who owns what of companies, from what happened to their shares. The order in which transactions
// are added makes no difference.
class Ledger {
 public:
  // What is not added is a company with one kind of share, of whose days nothing is known.
  void Add(Company company);
  // Also of companies that went up in those that are asked for.
  void Add(Transaction transaction);

  // The companies that have transactions, or took others in.
  std::vector<std::string> companies() const;
  // The days on which something happened to a company, in order.
  std::vector<absl::CivilDay> DaysOf(const std::string& company) const;

  // The transactions of a company, those that merged others into it included, in order.
  std::vector<std::string> TransactionsOf(const std::string& company) const;

  // Holdings at the end of `day`, nothing before the founding and after the end.
  // FAILED_PRECONDITION where the history up to then is impossible.
  absl::StatusOr<Holdings> On(const std::string& company, absl::CivilDay day) const;

  // The first transaction that cannot be, of the whole history.
  std::optional<Impossible> Check(const std::string& company) const;

  // Goes through what happened up to the end of `last`: those that take effect together at a time,
  // with the holdings after them.
  using OnStep = absl::FunctionRef<void(const std::vector<Applied>&, const Holdings&)>;
  std::optional<Impossible> Replay(const std::string& company, absl::CivilDay last,
                                   OnStep on_step) const;

 private:
  using Transactions = absl::Span<const Transaction>;
  using Happened = std::map<absl::CivilDay, std::vector<Transaction>>;
  struct Account {
    Company company;
    Happened happened;  // mergers of others into it included
  };
  // A replay under way.
  struct State;

  const Company& CompanyOf(const std::string& id) const;
  std::optional<Impossible> ReplayDay(State& state, const std::vector<Transaction>& of_day,
                                      OnStep on_step) const;
  // Those that take effect together.
  std::optional<Impossible> ApplyTogether(State& state, const Transactions& transactions,
                                          std::vector<Applied>& applied) const;
  static std::optional<Impossible> Admit(State& state, const Transaction& transaction);
  std::optional<Impossible> Apply(State& state, const Transaction& transaction) const;
  static std::optional<Impossible> End(State& state, const Transaction& merger);
  std::optional<Impossible> TakeIn(State& state, const Transaction& merger) const;

  std::map<std::string, Account> accounts_;
};

// What `owner` took over from others in the days from `first` to `last`, as a part of all shares
// there were each time.
absl::StatusOr<Fraction> BoughtIn(const Ledger& ledger, const std::string& company,
                                  const std::string& owner, absl::CivilDay first,
                                  absl::CivilDay last);

}  // namespace ett::ownership
