#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "absl/types/span.h"
#include "services/ownership/domain/holdings.h"
#include "services/ownership/domain/transaction.h"

// What single transactions do to shares.
namespace ett::ownership {

// A transaction that cannot be, and why.
struct Impossible {
  std::string transaction;
  absl::CivilDay day;
  std::string reason;  // `others gives 41 shares but has 40`

  // FAILED_PRECONDITION: `share transaction s of 2018-12-31: others gives …`.
  absl::Status ToStatus() const;
};

Impossible Refuse(const Transaction& transaction, std::string reason);

// What is wrong with the day and the classes of a transaction, whatever is held.
std::optional<std::string> Problem(const Transaction& transaction, const Company& company);

// The classes of a company that has no shares yet.
Holdings EmptyHoldings(const Company& company);

// A founding, issue, transfer or redemption. What is left may be below 0: see Overdrawn.
void Move(const Transaction& transaction, ClassShares& shares);

// The transaction, of transfers and redemptions that take effect together, that takes what an owner
// does not have.
std::optional<Impossible> Overdrawn(absl::Span<const Transaction> transactions,
                                    const Holdings& holdings);

// `moved`: by how many shares there are more, or that changed hands.
std::optional<Impossible> Split(const Transaction& split, Holdings& holdings, std::int64_t& moved);
std::optional<Impossible> TakeOver(const Transaction& buy_out, Holdings& holdings,
                                   std::int64_t& moved);

// Gives the owners of a company that goes up in `company` their new shares.
struct Received {
  ClassShares& shares;
  std::int64_t& moved;
};
std::optional<Impossible> Exchange(const Transaction& merger, const Holdings& absorbed,
                                   const std::string& company, Received received);

}  // namespace ett::ownership
