#include "services/ownership/position_question.h"

#include <optional>
#include <utility>

#include "services/ownership/histories.h"
#include "services/ownership/kinds.h"
#include "services/ownership/registered_difference.h"
#include "status/macros.h"

namespace ett::ownership {
namespace {

void AddHoldings(const Register& known, const Holdings& holdings, v1::Position& position) {
  const v1::Entity& company = known.entities.at(IdOf(position.company()));
  const std::string prefix = company.name().substr(0, company.name().find("/entities/"));
  for (const auto& [share_class, shares] : holdings) {
    const std::int64_t count = shares.Of(position.owner());
    if (count == 0) continue;
    v1::ClassHolding& holding = *position.add_holdings();
    if (!share_class.empty()) holding.set_share_class(prefix + "/shareClasses/" + share_class);
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

}  // namespace

absl::StatusOr<std::shared_ptr<const Register>> KnownOf(const PositionSources& sources,
                                                        const std::string& municipality,
                                                        std::int64_t known_at) {
  return sources.registers->Get(municipality, known_at);
}

namespace {

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

absl::StatusOr<std::vector<v1::Position>> PositionsOf(const Register& known,
                                                      const std::string& company,
                                                      absl::CivilDay day,
                                                      const std::string& owner) {
  ASSIGN_OR_RETURN(const Division division, known.DivisionOn(company, day));
  ASSIGN_OR_RETURN(const Division liability, known.LiabilityOn(company, day));
  ASSIGN_OR_RETURN(const Holdings holdings, known.ledger.On(company, day));
  ASSIGN_OR_RETURN(auto differences, DifferencesOf(known, company, day));
  std::set<std::string> owners;
  for (const OwnerPart& part : division.parts) owners.insert(part.owner);
  for (const auto& [differing, difference] : differences) owners.insert(differing);
  std::vector<v1::Position> positions;
  const bool synthetic = known.Synthetic(company);
  for (const std::string& each : owners) {
    if (!owner.empty() && each != owner) continue;
    v1::Position& position = positions.emplace_back();
    position.set_company(known.entities.at(company).name());
    position.set_owner(each);
    AddHoldings(known, holdings, position);
    *position.mutable_capital() = FromFraction(division.CapitalOf(each));
    *position.mutable_votes() = FromFraction(division.VotesOf(each));
    if (!liability.parts.empty()) {
      *position.mutable_liability() = FromFraction(liability.CapitalOf(each));
    }
    for (const Threshold threshold : ThresholdsOf(known, company, division, each)) {
      position.add_thresholds(FromThreshold(threshold));
    }
    if (const auto found = differences.find(each); found != differences.end()) {
      *position.mutable_registered() = std::move(found->second);
    }
    if (each == kMunicipality) {
      if (const auto value = BookValueOf(known, company, day)) position.set_book_value_ore(*value);
    }
    position.set_synthetic(synthetic);
  }
  return positions;
}

}  // namespace ett::ownership
