#include "services/ownership/registered_difference.h"

#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "services/ownership/histories.h"
#include "status/macros.h"

namespace ett::ownership {
namespace {

// The records of the newest register.
struct Newest {
  absl::CivilDay day;
  std::string register_name;
  std::multimap<std::string, const v1::RegisteredPosition*> by_owner;
};

// Whether it may count on a day.
bool Counts(const v1::RegisteredPosition& record, absl::CivilDay day) {
  const bool ended =
      record.has_register_date_to() && records::LastDayOf(record.register_date_to()) < day;
  return !record.indirect() && !ended && records::LastDayOf(record.register_date()) <= day;
}

// A register tells of a day, or of the days from it on. Of one whose records stand each for itself,
// as statements do, all that have not ended hold together.
std::optional<Newest> NewestOf(const Register& known, const std::string& company,
                               absl::CivilDay day) {
  std::optional<Newest> newest;
  const auto [first, last] = known.registered_positions.equal_range(company);
  for (auto each = first; each != last; ++each) {
    const v1::RegisteredPosition& record = each->second;
    const absl::CivilDay of = records::LastDayOf(record.register_date());
    if (!Counts(record, day)) continue;
    if (!newest ||
        std::tie(newest->day, newest->register_name) < std::tie(of, record.register_())) {
      newest = Newest{of, record.register_(), {}};
    }
  }
  for (auto each = first; newest && each != last; ++each) {
    const v1::RegisteredPosition& record = each->second;
    const bool together = !record.register_record().empty() ||
                          records::LastDayOf(record.register_date()) == newest->day;
    if (together && record.register_() == newest->register_name && Counts(record, day)) {
      newest->by_owner.emplace(record.owner(), &record);
    }
  }
  return newest;
}

bool IsWithin(const Fraction& part, const v1::RegisteredShare& share) {
  if (share.has_exact()) return part == ToFraction(share.exact());
  if (share.has_minimum()) {
    const Fraction least = ToFraction(share.minimum());
    if (part < least || (share.minimum_exclusive() && part == least)) return false;
  }
  if (share.has_maximum()) {
    const Fraction most = ToFraction(share.maximum());
    if (most < part || (share.maximum_exclusive() && part == most)) return false;
  }
  return true;
}

std::optional<v1::RegisteredDifference> DifferenceOf(const Newest& newest, const std::string& owner,
                                                     const OwnershipOfDay& derived) {
  v1::RegisteredDifference difference;
  *difference.mutable_register_date() = records::DateOf(newest.day);
  difference.set_register_(newest.register_name);
  const auto [first, last] = newest.by_owner.equal_range(owner);
  bool is_same = first != last;
  for (auto each = first; each != last; ++each) {
    const v1::RegisteredPosition& record = *each->second;
    difference.set_registered_position(record.name());
    if (record.has_share_count()) {
      difference.set_share_count(difference.share_count() + record.share_count());
    }
    if (!record.has_capital()) continue;
    *difference.mutable_capital() = record.capital();
    is_same = is_same && IsWithin(derived.division.CapitalOf(owner), record.capital());
  }
  if (difference.has_share_count()) {
    is_same = is_same && CountOf(derived.holdings, owner) == difference.share_count();
  }
  if (is_same) return std::nullopt;
  return difference;
}

}  // namespace

absl::StatusOr<std::map<std::string, v1::RegisteredDifference>> DifferencesOf(
    const Register& known, const std::string& company, absl::CivilDay day) {
  std::map<std::string, v1::RegisteredDifference> differences;
  const std::optional<Newest> newest = NewestOf(known, company, day);
  if (!newest) return differences;
  ASSIGN_OR_RETURN(const OwnershipOfDay derived, known.OwnershipOn(company, newest->day));
  std::set<std::string> owners;
  for (const OwnerPart& part : derived.division.parts) owners.insert(part.owner);
  for (const auto& [owner, record] : newest->by_owner) owners.insert(owner);
  for (const std::string& owner : owners) {
    if (auto difference = DifferenceOf(*newest, owner, derived)) {
      differences[owner] = *std::move(difference);
    }
  }
  return differences;
}

}  // namespace ett::ownership
