#include "services/ownership/domain/holdings.h"

#include <algorithm>
#include <numeric>
#include <optional>

#include "absl/numeric/int128.h"
#include "absl/strings/str_cat.h"
#include "status/macros.h"

namespace ett::ownership {
namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

std::optional<std::int64_t> Product(std::int64_t a, std::int64_t b) {
  const absl::int128 product = absl::int128(a) * b;
  if (product > kMost) return std::nullopt;
  return static_cast<std::int64_t>(product);
}

absl::Status TooFine(const std::string& what) {
  return absl::OutOfRangeError(
      absl::StrCat(what, ": the parts have no common denominator in 64 bits"));
}

// Whole weights of the classes' shares, in the proportion of their nominal values.
absl::StatusOr<std::map<std::string, std::int64_t>> WeightsOf(const std::string& company,
                                                              const Holdings& holdings) {
  std::vector<Fraction> nominals;
  for (const auto& [id, shares] : holdings) nominals.push_back(shares.nominal_ore);
  const auto common = WithCommonDenominator(nominals);
  if (!common) return TooFine(company);
  std::int64_t divisor = 0;
  for (const std::int64_t weight : common->numerators) divisor = std::gcd(divisor, weight);
  std::map<std::string, std::int64_t> weights;
  auto weight = common->numerators.begin();
  for (const auto& [id, shares] : holdings) weights[id] = *weight++ / divisor;
  return weights;
}

bool AddTo(std::int64_t& sum, std::optional<std::int64_t> more) {
  return more.has_value() && !__builtin_add_overflow(sum, *more, &sum);
}

}  // namespace

std::int64_t ClassShares::Of(const std::string& owner) const {
  const auto found = by_owner.find(owner);
  return found == by_owner.end() ? 0 : found->second;
}

void ClassShares::Add(const std::string& owner, std::int64_t count) {
  if (count == 0) return;
  total += count;
  std::int64_t& has = by_owner[owner];
  has += count;
  if (has == 0) by_owner.erase(owner);
}

std::int64_t CountOf(const Holdings& holdings, const std::string& owner) {
  std::int64_t count = 0;
  for (const auto& [id, shares] : holdings) count += shares.Of(owner);
  return count;
}

std::int64_t CountOf(const Holdings& holdings) {
  std::int64_t count = 0;
  for (const auto& [id, shares] : holdings) count += shares.total;
  return count;
}

const OwnerPart* Division::Of(const std::string& owner) const {
  const auto found = std::lower_bound(
      parts.begin(), parts.end(), owner,
      [](const OwnerPart& part, const std::string& id) { return part.owner < id; });
  return found == parts.end() || found->owner != owner ? nullptr : &*found;
}

Fraction Division::CapitalOf(const std::string& owner) const {
  const OwnerPart* part = Of(owner);
  return part == nullptr || capital_total == 0 ? Fraction()
                                               : Fraction(part->capital, capital_total);
}

Fraction Division::VotesOf(const std::string& owner) const {
  const OwnerPart* part = Of(owner);
  return part == nullptr || votes_total == 0 ? Fraction() : Fraction(part->votes, votes_total);
}

absl::StatusOr<Division> DivisionOf(const std::string& company, const Holdings& holdings) {
  ASSIGN_OR_RETURN(const auto weights, WeightsOf(company, holdings));
  std::map<std::string, OwnerPart> parts;
  Division division;
  for (const auto& [id, shares] : holdings) {
    for (const auto& [owner, count] : shares.by_owner) {
      OwnerPart& part = parts[owner];
      part.owner = owner;
      const auto capital = Product(count, weights.at(id));
      const auto votes = owner == company ? 0 : Product(count, shares.votes_per_share);
      if (!AddTo(part.capital, capital) || !AddTo(division.capital_total, capital) ||
          !AddTo(part.votes, votes) || !AddTo(division.votes_total, votes)) {
        return TooFine(company);
      }
    }
  }
  for (auto& [owner, part] : parts) division.parts.push_back(std::move(part));
  return division;
}

absl::StatusOr<Division> DivisionOf(const std::map<std::string, Fraction>& parts) {
  std::vector<Fraction> fractions;
  for (const auto& [owner, part] : parts) fractions.push_back(part);
  const auto common = WithCommonDenominator(fractions);
  if (!common) return TooFine("participation");
  Division division{{}, common->denominator, common->denominator};
  auto whole = common->numerators.begin();
  for (const auto& [owner, part] : parts) {
    division.parts.push_back({owner, *whole, *whole});
    ++whole;
  }
  return division;
}

}  // namespace ett::ownership
