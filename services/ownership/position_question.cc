#include "services/ownership/position_question.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/ownership/histories.h"
#include "services/ownership/kinds.h"
#include "services/ownership/registered_difference.h"
#include "status/macros.h"

namespace ett::ownership {
namespace {

void AddHoldings(const Holdings& holdings, v1::Position& position) {
  const std::string& company = position.company();
  const std::string classes =
      absl::StrCat(company.substr(0, company.find("/entities/")), "/shareClasses/");
  for (const auto& [share_class, shares] : holdings) {
    const std::int64_t count = shares.Of(position.owner());
    if (count == 0) continue;
    v1::ClassHolding& holding = *position.add_holdings();
    if (!share_class.empty()) holding.set_share_class(absl::StrCat(classes, share_class));
    holding.set_share_count(count);
    holding.set_class_share_count(shares.total);
  }
}

// Of the last year that had ended by a day.
std::optional<std::int64_t> BookValueOf(const Register& known, const std::string& company,
                                        absl::CivilDay day) {
  const auto year = (day + 1).year() - 1;
  for (const v1::BookValue& value : known.book_values) {
    if (IdOf(value.company()) == company && value.year() == year) return value.value_ore();
  }
  return std::nullopt;
}

absl::StatusOr<std::string> CompanyId(const Asked& asked, const std::string& name) {
  ASSIGN_OR_RETURN(const records::RecordName parsed,
                   records::ParseName(EntityKind(), name, "company"));
  if (parsed.municipality == asked.municipality) return parsed.id;
  return status::InvalidField("company", "a company of the same municipality", name);
}

}  // namespace

absl::StatusOr<std::shared_ptr<const Register>> KnownOfCompany(const PositionSources& sources,
                                                               const Asked& asked,
                                                               const std::string& company,
                                                               const std::string& owner) {
  ASSIGN_OR_RETURN(const std::string id, CompanyId(asked, company));
  ASSIGN_OR_RETURN(Register known,
                   LoadCompany(sources.records, asked.municipality, asked.known_at, id, {owner}));
  return std::make_shared<const Register>(std::move(known));
}

absl::StatusOr<std::string> CompanyAsked(const Asked& asked, const std::string& name) {
  if (name.empty()) return "";
  ASSIGN_OR_RETURN(const std::string id, CompanyId(asked, name));
  if (asked.known->EntityOf(id) == nullptr) return status::NotFound(EntityKind().type, name);
  return id;
}

absl::Status CheckOwnerAsked(const Register& known, const std::string& owner) {
  const bool is_owner = owner.empty() || owner == kMunicipality || owner == kOthers ||
                        known.EntityOf(owner) != nullptr;
  if (is_owner) return absl::OkStatus();
  return status::InvalidField("owner", "municipality, others or the id of an existing entity",
                              owner, "UNKNOWN_OWNER");
}

Position PositionOf(const Division& division, const std::string& company,
                    const std::string& owner) {
  const OwnerPart* own = division.Of(company);
  const OwnerPart* part = owner == company ? nullptr : division.Of(owner);
  Position position;
  position.capital.whole = division.capital_total - (own == nullptr ? 0 : own->capital);
  position.votes.whole = division.votes_total;
  if (part != nullptr) {
    position.capital.part = part->capital;
    position.votes.part = part->votes;
  }
  return position;
}

v1::OwnershipThreshold FromThreshold(Threshold threshold) {
  switch (threshold) {
    case Threshold::kDemandsMeeting:
      return v1::OWNERSHIP_THRESHOLD_TENTH;
    case Threshold::kBlocksArticles:
      return v1::OWNERSHIP_THRESHOLD_BLOCKING;
    case Threshold::kOrdinaryMajority:
      return v1::OWNERSHIP_THRESHOLD_MAJORITY;
    case Threshold::kChangesArticles:
      return v1::OWNERSHIP_THRESHOLD_SUPERMAJORITY;
    case Threshold::kSqueezesOut:
      return v1::OWNERSHIP_THRESHOLD_SQUEEZE_OUT;
    case Threshold::kSoleOwner:
      return v1::OWNERSHIP_THRESHOLD_SOLE;
  }
  return v1::OWNERSHIP_THRESHOLD_UNSPECIFIED;
}

std::vector<Threshold> ThresholdsOf(const Register& known, const std::string& company,
                                    const Division& division, const std::string& owner) {
  const v1::Entity* entity = known.EntityOf(company);
  if (entity == nullptr || !HasShares(entity->form())) return {};
  return ThresholdsReached(PositionOf(division, company, owner));
}

namespace {

// A company on a day.
struct CompanyOfDay {
  const Register& known;
  const std::string& company;
  absl::CivilDay day;
  const OwnershipOfDay& ownership;
  const Division& liability;  // of nobody where none is told
};

v1::Position TellPosition(const CompanyOfDay& of, const std::string& owner) {
  const Division& division = of.ownership.division;
  v1::Position position;
  position.set_company(of.known.entities.at(of.company).name());
  position.set_owner(owner);
  AddHoldings(of.ownership.holdings, position);
  *position.mutable_capital() = FromFraction(division.CapitalOf(owner));
  *position.mutable_votes() = FromFraction(division.VotesOf(owner));
  if (!of.liability.parts.empty()) {
    *position.mutable_liability() = FromFraction(of.liability.CapitalOf(owner));
  }
  for (const Threshold threshold : ThresholdsOf(of.known, of.company, division, owner)) {
    position.add_thresholds(FromThreshold(threshold));
  }
  if (owner == kMunicipality) {
    const auto value = BookValueOf(of.known, of.company, of.day);
    if (value) position.set_book_value_ore(*value);
  }
  return position;
}

}  // namespace

absl::StatusOr<std::vector<v1::Position>> PositionsOf(const Register& known,
                                                      const std::string& company,
                                                      absl::CivilDay day,
                                                      const std::string& owner) {
  ASSIGN_OR_RETURN(const OwnershipOfDay ownership, known.OwnershipOn(company, day));
  ASSIGN_OR_RETURN(const Division liability, known.LiabilityOn(company, day));
  ASSIGN_OR_RETURN(auto differences, DifferencesOf(known, company, day));
  std::set<std::string> owners;
  for (const OwnerPart& part : ownership.division.parts) owners.insert(part.owner);
  for (const auto& [differing, difference] : differences) owners.insert(differing);
  const bool synthetic = known.Synthetic(company);
  std::vector<v1::Position> positions;
  for (const std::string& each : owners) {
    if (!owner.empty() && each != owner) continue;
    v1::Position& position =
        positions.emplace_back(TellPosition({known, company, day, ownership, liability}, each));
    position.set_synthetic(synthetic);
    const auto found = differences.find(each);
    if (found != differences.end()) *position.mutable_registered() = std::move(found->second);
  }
  return positions;
}

}  // namespace ett::ownership
