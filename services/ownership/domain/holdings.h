#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/ownership/domain/fraction.h"
#include "services/ownership/domain/transaction.h"

namespace ett::ownership {

// The shares of one class.
struct ClassShares {
  std::map<std::string, std::int64_t> by_owner;  // nobody with none
  std::int64_t total = 0;
  Fraction nominal_ore{1, 1};
  std::int64_t votes_per_share = 1;

  std::int64_t Of(const std::string& owner) const;
  // Below 0 takes away; what is left may be below 0.
  void Add(const std::string& owner, std::int64_t count);
};

// Who has how many shares of a company: by class, with one without a name where there are none.
using Holdings = std::map<std::string, ClassShares>;

std::int64_t CountOf(const Holdings& holdings, const std::string& owner);
std::int64_t CountOf(const Holdings& holdings);

// An owner's part of a company, over the totals of the division.
struct OwnerPart {
  std::string owner;
  std::int64_t capital = 0;
  std::int64_t votes = 0;

  bool operator==(const OwnerPart& other) const = default;
};

// A company in parts, over common denominators.
struct Division {
  std::vector<OwnerPart> parts;    // in order of owner
  std::int64_t capital_total = 0;  // 0: nobody has anything
  std::int64_t votes_total = 0;    // 0: nobody votes

  // Nothing for who has nothing.
  const OwnerPart* Of(const std::string& owner) const;
  Fraction CapitalOf(const std::string& owner) const;
  Fraction VotesOf(const std::string& owner) const;

  bool operator==(const Division& other) const = default;
};

// Capital by nominal value, votes by share; what the company itself has does not vote. OUT_OF_RANGE
// where that has no common denominator in 64 bits.
absl::StatusOr<Division> DivisionOf(const std::string& company, const Holdings& holdings);

// Exact parts, which need not have a common denominator. OUT_OF_RANGE likewise.
absl::StatusOr<Division> DivisionOf(const std::map<std::string, Fraction>& parts);

}  // namespace ett::ownership
