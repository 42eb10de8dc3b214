#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "services/ownership/bods_codes.h"
#include "services/ownership/bods_percentage.h"

// What a register of ownership needs of the statements of BODS 0.4. Of persons there are names
// alone: their identifiers, days of birth and death and their addresses are never kept.
namespace ett::ownership::bods {

// A day, or a time, of which `day` is the day in UTC.
struct Instant {
  static Instant On(absl::CivilDay day) { return {day, std::nullopt}; }
  static Instant At(absl::Time time) { return {absl::ToCivilDay(time, absl::UTCTimeZone()), time}; }

  absl::CivilDay day;
  std::optional<absl::Time> time;

  friend bool operator==(const Instant&, const Instant&) = default;
};

// Why nothing is told of a person or an entity.
struct Unspecified {
  UnspecifiedReason reason = UnspecifiedReason::kUnknown;
  std::string description;

  friend bool operator==(const Unspecified&, const Unspecified&) = default;
};

struct Jurisdiction {
  std::string name;
  std::string code;  // ISO 3166-1 or ISO 3166-2; may be empty

  friend bool operator==(const Jurisdiction&, const Jurisdiction&) = default;
};

// The code that org-id.guide has for Norway's registers of Brønnøysund.
inline constexpr absl::string_view kNorwegianRegister = "NO-BRC";

// One of an entity. `scheme` is a code of org-id.guide; it or the name of the scheme is there.
struct Identifier {
  std::string id;
  std::string scheme;
  std::string scheme_name;
  std::string uri;

  friend bool operator==(const Identifier&, const Identifier&) = default;
};

struct Entity {
  bool is_component = false;
  EntityType type = EntityType::kRegisteredEntity;
  std::optional<EntitySubtype> subtype;
  std::string type_details;
  std::optional<Unspecified> unspecified;
  std::string name;
  std::vector<std::string> alternate_names;
  std::optional<Jurisdiction> jurisdiction;
  std::vector<Identifier> identifiers;
  std::optional<absl::CivilDay> founding_date;
  std::optional<absl::CivilDay> dissolution_date;
  std::optional<bool> has_public_listing;

  friend bool operator==(const Entity&, const Entity&) = default;
};

struct PersonName {
  std::optional<NameType> type;
  std::string full_name;

  friend bool operator==(const PersonName&, const PersonName&) = default;
};

struct Person {
  bool is_component = false;
  PersonType type = PersonType::kKnownPerson;
  std::optional<Unspecified> unspecified;
  std::vector<PersonName> names;

  friend bool operator==(const Person&, const Person&) = default;
};

// Exact, or between bounds.
struct Share {
  std::optional<Percentage> exact;
  std::optional<Percentage> minimum;
  std::optional<Percentage> exclusive_minimum;
  std::optional<Percentage> maximum;
  std::optional<Percentage> exclusive_maximum;

  friend bool operator==(const Share&, const Share&) = default;
};

struct Interest {
  std::optional<InterestType> type;
  std::optional<Directness> directness;
  std::optional<bool> beneficial_ownership_or_control;
  std::string details;
  std::optional<Share> share;
  std::optional<absl::CivilDay> start_date;
  std::optional<absl::CivilDay> end_date;  // the first day on which there is no interest

  friend bool operator==(const Interest&, const Interest&) = default;
};

// A record's id, or why there is none.
using Party = std::variant<std::string, Unspecified>;

struct Relationship {
  bool is_component = false;
  std::vector<std::string> component_records;
  Party subject;
  Party interested_party;
  std::vector<Interest> interests;

  friend bool operator==(const Relationship&, const Relationship&) = default;
};

struct Source {
  std::vector<SourceType> types;
  std::string description;
  std::string url;
  std::optional<Instant> retrieved_at;
  std::vector<std::string> asserted_by;  // names

  friend bool operator==(const Source&, const Source&) = default;
};

// A publisher has a name, an address or both.
struct Publication {
  Instant date;
  std::string license;
  std::string publisher_name;
  std::string publisher_url;

  friend bool operator==(const Publication&, const Publication&) = default;
};

struct Statement {
  std::string statement_id;
  Instant statement_date;
  std::string declaration;
  std::string declaration_subject;  // a record's id
  std::string record_id;
  std::optional<RecordStatus> record_status;
  std::optional<Publication> publication;
  std::optional<Source> source;
  std::variant<Entity, Person, Relationship> record;

  friend bool operator==(const Statement&, const Statement&) = default;
};

}  // namespace ett::ownership::bods
