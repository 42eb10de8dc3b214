#include "services/ownership/domain/ledger.h"

#include <algorithm>
#include <functional>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "status/macros.h"

namespace ett::ownership {
namespace {

bool Creates(Happening kind) { return kind == Happening::kFounding || kind == Happening::kIssue; }

// Applies a transaction; returns how many shares it moved.
absl::StatusOr<std::int64_t> Apply(const Transaction& transaction, Holdings& holdings) {
  std::int64_t count = transaction.count;
  if (!Creates(transaction.kind)) {
    const auto held = holdings.shares.find(transaction.from);
    const std::int64_t has = held == holdings.shares.end() ? 0 : held->second;
    if (transaction.kind == Happening::kBuyOut) count = has;
    if (count > has) {
      return absl::FailedPreconditionError(absl::StrCat("share transaction ", transaction.id, ": ",
                                                        transaction.from, " gives ", count,
                                                        " shares but has ", has));
    }
    holdings.total -= count;
    if (count == has) {
      holdings.shares.erase(transaction.from);
    } else {
      held->second -= count;
    }
  }
  if (transaction.kind != Happening::kRedemption && count > 0) {
    holdings.shares[transaction.to] += count;
    holdings.total += count;
  }
  return count;
}

// Goes through the transactions up to the end of `last`; `moved` sees each with the shares it moved
// and the holdings after it.
absl::StatusOr<Holdings> Replay(
    std::vector<Transaction>& transactions, absl::CivilDay last,
    const std::function<absl::Status(const Transaction&, std::int64_t, const Holdings&)>& moved) {
  std::sort(transactions.begin(), transactions.end(), [](const auto& a, const auto& b) {
    return std::tie(a.day, a.id) < std::tie(b.day, b.id);
  });
  Holdings holdings;
  for (const Transaction& transaction : transactions) {
    if (transaction.day > last) break;
    ASSIGN_OR_RETURN(const std::int64_t count, Apply(transaction, holdings));
    RETURN_IF_ERROR(moved(transaction, count, holdings));
  }
  return holdings;
}

}  // namespace

Fraction Holdings::PartOf(const std::string& owner) const {
  const auto held = shares.find(owner);
  if (total == 0 || held == shares.end()) return {};
  return Fraction(held->second, total);
}

absl::StatusOr<Holdings> HoldingsOn(std::vector<Transaction> transactions, absl::CivilDay day) {
  return Replay(transactions, day,
                [](const Transaction&, std::int64_t, const Holdings&) { return absl::OkStatus(); });
}

absl::StatusOr<Fraction> BoughtIn(std::vector<Transaction> transactions, const std::string& owner,
                                  absl::CivilDay first, absl::CivilDay last) {
  Fraction bought;
  const auto add = [&](const Transaction& transaction, std::int64_t count,
                       const Holdings& holdings) -> absl::Status {
    const bool counts = transaction.day >= first && transaction.to == owner && count > 0 &&
                        !Creates(transaction.kind);
    if (!counts) return absl::OkStatus();
    const std::optional<Fraction> sum = bought.Plus(Fraction(count, holdings.total));
    if (!sum.has_value()) return absl::OutOfRangeError("the parts bought do not add up exactly");
    bought = *sum;
    return absl::OkStatus();
  };
  RETURN_IF_ERROR(Replay(transactions, last, add).status());
  return bought;
}

}  // namespace ett::ownership
