#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "services/ownership/domain/fraction.h"

// Who owns what of one company, from what happened to its shares.
namespace ett::ownership {

// The municipality's own code among owners.
inline constexpr char kMunicipality[] = "municipality";

enum class Happening { kFounding, kIssue, kTransfer, kBuyOut, kRedemption };

struct Transaction {
  absl::CivilDay day;
  std::string id;  // orders those of one day
  Happening kind = Happening::kFounding;
  std::string from;
  std::string to;
  std::int64_t count = 0;  // not of a buy-out
};

// Shares by owner; nobody with none.
struct Holdings {
  std::map<std::string, std::int64_t> shares;
  std::int64_t total = 0;

  // 0 of a company without shares.
  Fraction PartOf(const std::string& owner) const;
};

// Holdings at the end of `day`. FAILED_PRECONDITION, naming the transaction, when somebody gives
// more than he has.
absl::StatusOr<Holdings> HoldingsOn(std::vector<Transaction> transactions, absl::CivilDay day);

// What `owner` took over from others in the days from `first` to `last`, as a part of all shares
// there were each time.
absl::StatusOr<Fraction> BoughtIn(std::vector<Transaction> transactions, const std::string& owner,
                                  absl::CivilDay first, absl::CivilDay last);

}  // namespace ett::ownership
