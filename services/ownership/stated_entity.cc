#include "services/ownership/stated_entity.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "figures/organisation_number.h"
#include "records/row.h"
#include "services/ownership/domain/transaction.h"
#include "services/ownership/kinds.h"
#include "services/ownership/legal_forms.h"
#include "services/ownership/record_rows.h"

namespace ett::ownership {
namespace {

constexpr char kNorway[] = "NO";
// What publishers also call NO-BRC.
constexpr absl::string_view kNumberScheme = "NO-ORGNR";

// A Norwegian organisation number; empty for an entity without.
std::string NumberOf(const bods::Entity& entity) {
  for (const bods::Identifier& each : entity.identifiers) {
    if (each.scheme != bods::kNorwegianRegister && each.scheme != kNumberScheme) continue;
    if (figures::OrganisationNumber::Parse(each.id).ok()) return each.id;
  }
  return "";
}

// Of ISO 3166-1 or the first part of ISO 3166-2; empty for Norway and what is neither.
std::string JurisdictionOf(const bods::Entity& entity) {
  if (!entity.jurisdiction.has_value()) return "";
  const std::string code = entity.jurisdiction->code.substr(0, 2);
  const bool is_code = code.size() == 2 && absl::ascii_isupper(code[0]) &&
                       absl::ascii_isupper(code[1]) && code != kNorway;
  return is_code ? code : "";
}

v1::EntityForm FormOf(const bods::Entity& entity) {
  const std::optional<v1::EntityForm> coded = FormOfCode(entity.type_details);
  if (coded && *coded != v1::ENTITY_FORM_OTHER) return *coded;
  const std::optional<v1::EntityForm> named = FormOfName(entity.name);
  if (entity.type == bods::EntityType::kState || entity.type == bods::EntityType::kStateBody) {
    const bool is_local = named == v1::ENTITY_FORM_MUNICIPALITY || named == v1::ENTITY_FORM_COUNTY;
    return is_local ? *named : v1::ENTITY_FORM_STATE;
  }
  if (!JurisdictionOf(entity).empty()) return v1::ENTITY_FORM_FOREIGN_COMPANY;
  return named.value_or(v1::ENTITY_FORM_OTHER);
}

// What it is called; empty for a person that is not told.
std::string NameOf(const bods::Person& person) {
  if (person.type != bods::PersonType::kKnownPerson) return "";
  for (const bods::PersonName& each : person.names) {
    if (each.type == bods::NameType::kLegal) return each.full_name;
  }
  return person.names.empty() ? "" : person.names.front().full_name;
}

// Of an entity that is not told, empty; of one without a name, what else names it.
std::string NameOf(const bods::Entity& entity, const std::string& record_id) {
  const bool untold = entity.type == bods::EntityType::kAnonymousEntity ||
                      entity.type == bods::EntityType::kUnknownEntity;
  if (untold) return "";
  if (!entity.name.empty()) return entity.name;
  return entity.alternate_names.empty() ? record_id : entity.alternate_names.front();
}

v1::Entity FromPerson(const bods::Person& person) {
  v1::Entity entity;
  entity.set_display_name(NameOf(person));
  entity.set_form(v1::ENTITY_FORM_PERSON);
  return entity;
}

v1::Entity FromEntity(const bods::Entity& stated, const std::string& record_id) {
  v1::Entity entity;
  entity.set_display_name(NameOf(stated, record_id));
  entity.set_form(FormOf(stated));
  entity.set_organisation_number(NumberOf(stated));
  entity.set_jurisdiction(JurisdictionOf(stated));
  if (stated.founding_date) {
    *entity.mutable_valid_from() = records::DateOf(*stated.founding_date);
  }
  if (stated.dissolution_date) {
    *entity.mutable_valid_to() = records::DateOf(*stated.dissolution_date);
  }
  return entity;
}

// The code that the record's own id tells: of what this municipality published itself.
std::string CodeOfName(const std::string& record_id, const std::string& municipality) {
  if (record_id == absl::StrCat("municipalities/", municipality)) return kMunicipality;
  const auto name = records::ParseName(EntityKind(), record_id);
  return name.ok() && name->municipality == municipality ? name->id : "";
}

}  // namespace

StatedEntity StatedEntityOf(const bods::Statement& statement, const std::string& municipality,
                            const KnownRecords& known) {
  StatedEntity stated;
  const std::string& record_id = statement.record_id;
  const auto* entity = std::get_if<bods::Entity>(&statement.record);
  stated.entity = entity != nullptr ? FromEntity(*entity, record_id)
                                    : FromPerson(std::get<bods::Person>(statement.record));
  const std::string& number = stated.entity.organisation_number();
  const std::string own = CodeOfName(record_id, municipality);
  if (stated.entity.display_name().empty()) {
    stated.code = kOthers;
  } else if (own == kMunicipality || number == municipality) {
    stated.code = kMunicipality;
  } else if (!own.empty()) {
    stated.code = own;
    stated.makes_entity = true;
  } else {
    const std::string id = IdOfRecordId(record_id);
    stated.code = number.empty() ? id : known.EntityWith(number).value_or(id);
    stated.code = known.CodeOf(record_id).value_or(stated.code);
    stated.makes_entity = stated.code == id;
  }
  stated.entity.set_name(records::FormatName(EntityKind(), municipality, stated.code));
  return stated;
}

absl::StatusOr<std::map<std::string, v1::Entity>> CurrentEntities(
    records::Records& records, const std::string& municipality, const std::set<std::string>& ids) {
  std::map<std::string, v1::Entity> current;
  absl::Status read = records.database().Read([&](sql::Session& session) {
    return ForEachRow<v1::Entity>(
        session, {EntityKind(), "id", municipality}, ids,
        [&](const v1::Entity& record) { current[records::IdOf(record.name())] = record; });
  });
  if (!read.ok()) return read;
  return current;
}

void AddKept(const v1::Entity& kept, v1::Entity& stated) {
  v1::Entity whole = kept;
  whole.clear_etag();
  whole.clear_recorded_time();
  // The register in Brønnøysund writes names in capitals.
  if (!absl::EqualsIgnoreCase(kept.display_name(), stated.display_name())) {
    whole.set_display_name(stated.display_name());
  }
  if (kept.form() == v1::ENTITY_FORM_OTHER) whole.set_form(stated.form());
  if (!stated.organisation_number().empty()) {
    whole.set_organisation_number(stated.organisation_number());
  }
  if (!stated.municipality_number().empty()) {
    whole.set_municipality_number(stated.municipality_number());
  }
  if (!stated.jurisdiction().empty()) whole.set_jurisdiction(stated.jurisdiction());
  if (stated.has_valid_from()) *whole.mutable_valid_from() = stated.valid_from();
  if (stated.has_valid_to()) *whole.mutable_valid_to() = stated.valid_to();
  stated = std::move(whole);
}

}  // namespace ett::ownership
