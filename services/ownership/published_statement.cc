#include "services/ownership/published_statement.h"

#include <cstdint>
#include <utility>

#include "absl/strings/str_cat.h"
#include "records/row.h"
#include "services/ownership/domain/transaction.h"
#include "services/ownership/kinds.h"
#include "services/ownership/legal_forms.h"

namespace ett::ownership {
namespace {

__extension__ using Wide = __int128;

constexpr int kDecimals = 12;

std::string PlaceOf(const Publisher& publisher) {
  return absl::StrCat("municipalities/", publisher.municipality);
}

std::string RecordOf(const Publisher& publisher, const std::string& owner) {
  if (owner == kMunicipality) return PlaceOf(publisher);
  return records::FormatName(EntityKind(), publisher.municipality, owner);
}

bods::Statement Begun(const Publisher& publisher, bool synthetic) {
  bods::Statement statement;
  statement.statement_date = bods::Instant::On(publisher.day);
  statement.declaration_subject = PlaceOf(publisher);
  bods::Source& source = statement.source.emplace();
  source.types = {bods::SourceType::kSelfDeclaration};
  source.description = absl::StrCat("Derived from share transactions and participations",
                                    synthetic ? " that were made up for demonstration" : "");
  return statement;
}

bods::EntityType TypeOf(v1::EntityForm form) {
  switch (form) {
    case v1::ENTITY_FORM_MUNICIPALITY:
    case v1::ENTITY_FORM_COUNTY:
    case v1::ENTITY_FORM_STATE:
      return bods::EntityType::kStateBody;
    case v1::ENTITY_FORM_COOPERATION:
      return bods::EntityType::kArrangement;
    case v1::ENTITY_FORM_OTHER:
      return bods::EntityType::kLegalEntity;
    default:
      return bods::EntityType::kRegisteredEntity;
  }
}

bods::Entity PublishedEntity(const v1::Entity& entity) {
  bods::Entity published;
  published.type = TypeOf(entity.form());
  const absl::string_view code = CodeOfForm(entity.form());
  published.type_details = std::string(code);
  published.name = entity.display_name();
  published.jurisdiction = entity.jurisdiction().empty()
                               ? bods::Jurisdiction{"Norway", "NO"}
                               : bods::Jurisdiction{entity.jurisdiction(), entity.jurisdiction()};
  if (!entity.organisation_number().empty()) {
    published.identifiers.push_back({.id = entity.organisation_number(),
                                     .scheme = std::string(bods::kNorwegianRegister),
                                     .scheme_name = "Enhetsregisteret",
                                     .uri = {}});
  }
  if (entity.has_valid_from() && records::IsFull(entity.valid_from())) {
    published.founding_date = records::FirstDayOf(entity.valid_from());
  }
  return published;
}

// The municipality, where no entity describes it.
v1::Entity Municipality(const Publisher& publisher) {
  v1::Entity entity;
  entity.set_display_name(absl::StrCat("Kommune ", publisher.municipality));
  entity.set_form(v1::ENTITY_FORM_MUNICIPALITY);
  return entity;
}

bods::Interest InterestOf(bods::InterestType type, const Fraction& part) {
  return {.type = type,
          .directness = bods::Directness::kDirect,
          .beneficial_ownership_or_control = std::nullopt,
          .details = {},
          .share = PublishedShare(part),
          .start_date = std::nullopt,
          .end_date = std::nullopt};
}

}  // namespace

std::string NameOf(const Publisher& publisher) {
  const v1::Entity* entity = publisher.known.EntityOf(kMunicipality);
  return entity == nullptr ? Municipality(publisher).display_name() : entity->display_name();
}

bods::Share PublishedShare(const Fraction& part) {
  Wide units = Wide{100} * part.numerator();
  int decimals = 0;
  for (; units % part.denominator() != 0 && decimals < kDecimals; ++decimals) units *= 10;
  const auto whole = static_cast<std::int64_t>(units / part.denominator());
  bods::Share share;
  if (units % part.denominator() == 0) {
    share.exact = bods::Percentage::Of(whole, decimals);
  } else {
    share.exclusive_minimum = bods::Percentage::Of(whole, decimals);
    share.exclusive_maximum = bods::Percentage::Of(whole + 1, decimals);
  }
  return share;
}

bods::Statement StatementOf(const Publisher& publisher, const std::string& owner) {
  const v1::Entity* known = publisher.known.EntityOf(owner);
  v1::Entity entity = known == nullptr ? Municipality(publisher) : *known;
  if (owner == kMunicipality) entity.set_organisation_number(publisher.municipality);
  bods::Statement statement = Begun(publisher, entity.synthetic());
  statement.record_id = RecordOf(publisher, owner);
  if (entity.form() == v1::ENTITY_FORM_PERSON) {
    statement.record = bods::Person{.is_component = false,
                                    .type = bods::PersonType::kKnownPerson,
                                    .unspecified = std::nullopt,
                                    .names = {{bods::NameType::kLegal, entity.display_name()}}};
  } else {
    statement.record = PublishedEntity(entity);
  }
  return statement;
}

bods::Statement StatementOf(const Publisher& publisher, const std::string& company,
                            const OwnerPart& part, const Division& division) {
  bods::Statement statement = Begun(publisher, publisher.known.Synthetic(company));
  statement.record_id = absl::StrCat(PlaceOf(publisher), "/positions/", company, "/", part.owner);
  bods::Relationship relationship;
  relationship.subject = RecordOf(publisher, company);
  if (part.owner == kOthers) {
    relationship.interested_party =
        bods::Unspecified{bods::UnspecifiedReason::kInformationUnknownToPublisher,
                          "All owners that are not told apart"};
  } else {
    relationship.interested_party = RecordOf(publisher, part.owner);
  }
  relationship.interests.push_back(
      InterestOf(bods::InterestType::kShareholding, division.CapitalOf(part.owner)));
  if (division.votes_total > 0) {
    relationship.interests.push_back(
        InterestOf(bods::InterestType::kVotingRights, division.VotesOf(part.owner)));
  }
  statement.record = std::move(relationship);
  return statement;
}

}  // namespace ett::ownership
