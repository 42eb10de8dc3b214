#include "services/ownership/domain/share_moves.h"

#include <algorithm>
#include <utility>

#include "absl/numeric/int128.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"

namespace ett::ownership {
namespace {

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

}  // namespace

absl::Status Impossible::ToStatus() const {
  return absl::FailedPreconditionError(
      absl::StrCat("share transaction ", transaction, " of ", Print(day), ": ", reason));
}

Impossible Refuse(const Transaction& transaction, std::string reason) {
  return {transaction.id, transaction.day, std::move(reason)};
}

Holdings EmptyHoldings(const Company& company) {
  Holdings holdings;
  for (const ShareClass& each : company.classes) {
    holdings[each.id] = {{}, 0, Fraction(each.nominal_ore, 1), each.votes_per_share};
  }
  if (company.classes.empty()) holdings[""] = {};
  return holdings;
}

std::optional<Impossible> Overdrawn(absl::Span<const Transaction> transactions,
                                    const Holdings& holdings) {
  for (auto each = transactions.rbegin(); each != transactions.rend(); ++each) {
    if (!Gives(each->kind)) continue;
    const std::int64_t left = holdings.at(each->share_class).Of(each->from);
    if (left >= 0) continue;
    return Refuse(*each, absl::StrCat(each->from, " gives ", each->count, " shares but has ",
                                      each->count + left));
  }
  return std::nullopt;
}

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

}  // namespace ett::ownership
