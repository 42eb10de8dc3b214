#include "services/ownership/bods_extract.h"

#include <utility>

#include "services/ownership/bods_format.h"

namespace ett::ownership::bods {
namespace {

std::string TextOf(const Json& json) { return std::string(json.text()); }

bool IsTrue(const Json& json) { return json.text() == "true"; }

std::optional<bool> TruthOf(const Json& json) {
  if (!json) return std::nullopt;
  return IsTrue(json);
}

std::optional<absl::CivilDay> DayOf(const Json& json) {
  if (!json) return std::nullopt;
  return ParseDay(json.text());
}

std::optional<Instant> InstantOf(const Json& json) {
  const std::optional<WrittenInstant> instant = ParseInstant(json.text());
  if (!instant) return std::nullopt;
  return instant->instant;
}

std::optional<Percentage> PercentageOf(const Json& json) {
  if (!json) return std::nullopt;
  return Percentage::Parse(json.text());
}

// `item` makes one of each element.
template <typename Item>
auto ListOf(const Json& array, Item item) {
  std::vector<decltype(item(array))> list;
  for (Json element = array.first(); element; element = element.next()) {
    list.push_back(item(element));
  }
  return list;
}

Unspecified UnspecifiedOf(const Json& json) {
  return {*CodeOf<UnspecifiedReason>(json["reason"].text()), TextOf(json["description"])};
}

std::optional<Unspecified> MaybeUnspecifiedOf(const Json& json) {
  if (!json) return std::nullopt;
  return UnspecifiedOf(json);
}

Identifier IdentifierOf(const Json& json) {
  return {TextOf(json["id"]), TextOf(json["scheme"]), TextOf(json["schemeName"]),
          TextOf(json["uri"])};
}

Entity EntityOf(const Json& json) {
  Entity entity;
  entity.is_component = IsTrue(json["isComponent"]);
  const Json type = json["entityType"];
  entity.type = *CodeOf<EntityType>(type["type"].text());
  entity.subtype = CodeOf<EntitySubtype>(type["subtype"].text());
  entity.type_details = TextOf(type["details"]);
  entity.unspecified = MaybeUnspecifiedOf(json["unspecifiedEntityDetails"]);
  entity.name = TextOf(json["name"]);
  entity.alternate_names = ListOf(json["alternateNames"], TextOf);
  if (const Json jurisdiction = json["jurisdiction"]) {
    entity.jurisdiction = {TextOf(jurisdiction["name"]), TextOf(jurisdiction["code"])};
  }
  entity.identifiers = ListOf(json["identifiers"], IdentifierOf);
  entity.founding_date = DayOf(json["foundingDate"]);
  entity.dissolution_date = DayOf(json["dissolutionDate"]);
  entity.has_public_listing = TruthOf(json["publicListing"]["hasPublicListing"]);
  return entity;
}

PersonName NameOf(const Json& json) {
  return {CodeOf<NameType>(json["type"].text()), TextOf(json["fullName"])};
}

Person PersonOf(const Json& json) {
  return {.is_component = IsTrue(json["isComponent"]),
          .type = *CodeOf<PersonType>(json["personType"].text()),
          .unspecified = MaybeUnspecifiedOf(json["unspecifiedPersonDetails"]),
          .names = ListOf(json["names"], NameOf)};
}

Party PartyOf(const Json& json) {
  if (json.IsText()) return TextOf(json);
  return UnspecifiedOf(json);
}

Share ShareOf(const Json& json) {
  return {PercentageOf(json["exact"]), PercentageOf(json["minimum"]),
          PercentageOf(json["exclusiveMinimum"]), PercentageOf(json["maximum"]),
          PercentageOf(json["exclusiveMaximum"])};
}

Interest InterestOf(const Json& json) {
  Interest interest;
  interest.type = CodeOf<InterestType>(json["type"].text());
  interest.directness = CodeOf<Directness>(json["directOrIndirect"].text());
  interest.beneficial_ownership_or_control = TruthOf(json["beneficialOwnershipOrControl"]);
  interest.details = TextOf(json["details"]);
  if (const Json share = json["share"]) interest.share = ShareOf(share);
  interest.start_date = DayOf(json["startDate"]);
  interest.end_date = DayOf(json["endDate"]);
  return interest;
}

Relationship RelationshipOf(const Json& json) {
  return {.is_component = IsTrue(json["isComponent"]),
          .component_records = ListOf(json["componentRecords"], TextOf),
          .subject = PartyOf(json["subject"]),
          .interested_party = PartyOf(json["interestedParty"]),
          .interests = ListOf(json["interests"], InterestOf)};
}

Source SourceOf(const Json& json) {
  return {.types = ListOf(json["type"],
                          [](const Json& type) { return *CodeOf<SourceType>(type.text()); }),
          .description = TextOf(json["description"]),
          .url = TextOf(json["url"]),
          .retrieved_at = InstantOf(json["retrievedAt"]),
          .asserted_by =
              ListOf(json["assertedBy"], [](const Json& agent) { return TextOf(agent["name"]); })};
}

Publication PublicationOf(const Json& json) {
  const Json publisher = json["publisher"];
  return {.date = *InstantOf(json["publicationDate"]),
          .license = TextOf(json["license"]),
          .publisher_name = TextOf(publisher["name"]),
          .publisher_url = TextOf(publisher["url"])};
}

std::variant<Entity, Person, Relationship> RecordOf(absl::string_view type, const Json& details) {
  if (type == "entity") return EntityOf(details);
  if (type == "person") return PersonOf(details);
  return RelationshipOf(details);
}

}  // namespace

Statement StatementOf(const Json& json) {
  Statement statement;
  statement.statement_id = TextOf(json["statementId"]);
  statement.statement_date = *InstantOf(json["statementDate"]);
  statement.declaration = TextOf(json["declaration"]);
  statement.declaration_subject = TextOf(json["declarationSubject"]);
  statement.record_id = TextOf(json["recordId"]);
  statement.record_status = CodeOf<RecordStatus>(json["recordStatus"].text());
  if (const Json publication = json["publicationDetails"]) {
    statement.publication = PublicationOf(publication);
  }
  if (const Json source = json["source"]) statement.source = SourceOf(source);
  statement.record = RecordOf(json["recordType"].text(), json["recordDetails"]);
  return statement;
}

}  // namespace ett::ownership::bods
