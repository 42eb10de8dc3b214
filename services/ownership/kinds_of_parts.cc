#include <map>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "ett/ownership/v1/ownership.pb.h"
#include "services/ownership/checks.h"
#include "services/ownership/domain/holdings.h"
#include "services/ownership/kinds.h"

namespace ett::ownership {
namespace {

namespace pb = ::ett::ownership::v1;
using records::FieldErrors;
using records::Kind;

// The sum of parts, printed; nothing where it is the whole.
std::optional<std::string> NotTheWhole(const std::map<std::string, Fraction>& parts) {
  std::optional<Fraction> sum = Fraction();
  for (const auto& [owner, part] : parts) {
    if (sum) sum = sum->Plus(part);
  }
  if (!sum) return "parts without a common denominator in 64 bits";
  if (*sum == Fraction(1, 1)) return std::nullopt;
  return absl::StrCat(sum->numerator(), "/", sum->denominator());
}

void CheckStakes(const pb::Participation& participation, FieldErrors& errors) {
  std::map<std::string, Fraction> parts;
  std::map<std::string, Fraction> liabilities;
  int position = 0;
  for (const pb::Stake& stake : participation.stakes()) {
    const std::string at = absl::StrCat("stakes[", position++, "]");
    CheckOwner(at + ".owner", stake.owner(), true, errors);
    CheckPart(at + ".ownership", stake.ownership(), errors);
    if (stake.has_liability()) CheckPart(at + ".liability", stake.liability(), errors);
    if (!errors.empty()) return;
    const auto& part = stake.ownership();
    if (!parts.emplace(stake.owner(), Fraction(part.numerator(), part.denominator())).second) {
      errors.Add(at + ".owner", kMalformed, "each owner once", stake.owner());
      return;
    }
    if (!stake.has_liability()) continue;
    const auto& liability = stake.liability();
    liabilities[stake.owner()] = Fraction(liability.numerator(), liability.denominator());
  }
  if (const auto sum = NotTheWhole(parts)) {
    errors.Add("stakes", "NOT_THE_WHOLE", "parts that sum to exactly one", *sum);
  }
  if (liabilities.empty()) return;
  if (const auto sum = NotTheWhole(liabilities)) {
    errors.Add("stakes", "NOT_THE_WHOLE", "liabilities of all that sum to exactly one", *sum);
  }
}

void CheckParticipation(const pb::Participation& participation, FieldErrors& errors) {
  CheckStakes(participation, errors);
  CheckValidity(participation, errors);
}

void CheckRegisteredShare(const std::string& field, const pb::RegisteredShare& share,
                          FieldErrors& errors) {
  if (share.has_exact()) CheckPart(field + ".exact", share.exact(), errors);
  if (share.has_minimum()) CheckPart(field + ".minimum", share.minimum(), errors);
  if (share.has_maximum()) CheckPart(field + ".maximum", share.maximum(), errors);
}

void CheckRegisteredPosition(const pb::RegisteredPosition& position, FieldErrors& errors) {
  CheckOwner("owner", position.owner(), true, errors);
  CheckOrder("register_date_to", position.register_date(), position.has_register_date_to(),
             position.register_date_to(), errors);
  if (position.has_company_share_count()) {
    CheckRange("company_share_count", position.company_share_count(), 0, kMostShares, errors);
  }
  if (position.has_share_count()) {
    CheckRange("share_count", position.share_count(), 0,
               position.has_company_share_count() ? position.company_share_count() : kMostShares,
               errors);
  }
  if (position.has_capital()) CheckRegisteredShare("capital", position.capital(), errors);
  if (position.has_votes()) CheckRegisteredShare("votes", position.votes(), errors);
}

}  // namespace

const Kind& ParticipationKind() {
  static const Kind& kind = *new Kind(MakeOwnershipKind<pb::Participation>(
      "participation", CheckParticipation,
      {{"company", &EntityKind()}, {"agreement", &AgreementKind()}}));
  return kind;
}

const Kind& RegisteredPositionKind() {
  static const Kind& kind = *new Kind(MakeOwnershipKind<pb::RegisteredPosition>(
      "registered_position", CheckRegisteredPosition, {{"company", &EntityKind()}}));
  return kind;
}

}  // namespace ett::ownership
