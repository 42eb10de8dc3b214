#pragma once

#include <rapidcheck.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/ownership/bods_statement.h"

// Statements of all kinds, for tests of properties.
namespace ett::ownership::bods {

template <typename T>
rc::Gen<std::optional<T>> Maybe(rc::Gen<T> gen) {
  return rc::gen::oneOf(rc::gen::just(std::optional<T>()),
                        rc::gen::map(std::move(gen), [](T value) { return std::optional(value); }));
}

template <typename Code>
rc::Gen<Code> ArbitraryCode() {
  return rc::gen::map(rc::gen::inRange<std::size_t>(0, CodesOf(Code{}).size()),
                      [](std::size_t at) { return static_cast<Code>(at); });
}

// With what JSON escapes, and letters beyond ASCII; may be empty.
inline rc::Gen<std::string> ArbitraryText() {
  const auto part = rc::gen::element<std::string>("a", " ", "\"", "\\", "/", "\n", "\x01", "\x7f",
                                                  "æ", "Å", "€", "😀", "&", "7");
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(part), [](const auto& parts) {
    std::string text;
    for (const std::string& each : parts) text += each;
    return text;
  });
}

inline rc::Gen<std::string> ArbitraryUri() {
  return rc::gen::map(rc::gen::inRange(0, 1000),
                      [](int path) { return absl::StrCat("https://a.example/", path); });
}

inline rc::Gen<absl::CivilDay> ArbitraryDay() {
  return rc::gen::map(rc::gen::inRange(0, 45'000),
                      [](int day) { return absl::CivilDay(1900, 1, 1) + day; });
}

inline rc::Gen<Instant> ArbitraryInstant() {
  return rc::gen::oneOf(
      rc::gen::map(ArbitraryDay(), Instant::On),
      rc::gen::map(rc::gen::inRange<std::int64_t>(-2'000'000'000'000, 1'700'000'000'000),
                   [](std::int64_t ms) { return Instant::At(absl::FromUnixMillis(ms)); }));
}

inline Unspecified AnUnspecified() {
  return {*ArbitraryCode<UnspecifiedReason>(), *ArbitraryText()};
}

inline Source ASource() {
  Source source;
  source.types = *rc::gen::container<std::vector<SourceType>>(ArbitraryCode<SourceType>());
  source.description = *ArbitraryText();
  source.url = *rc::gen::oneOf(ArbitraryUri(), rc::gen::just(std::string()));
  source.retrieved_at = *Maybe(ArbitraryInstant());
  source.asserted_by = *rc::gen::container<std::vector<std::string>>(ArbitraryText());
  return source;
}

inline Publication APublication() {
  return {*ArbitraryInstant(), *ArbitraryUri(), *ArbitraryText(), *ArbitraryUri()};
}

inline Identifier AnIdentifier() {
  return {*ArbitraryText(), *rc::gen::element<std::string>("NO-BRC", "GB-COH", ""),
          absl::StrCat("a", *ArbitraryText()), *ArbitraryUri()};
}

inline Entity AnEntity() {
  Entity entity;
  entity.type = *ArbitraryCode<EntityType>();
  // Of any type.
  if (*rc::gen::arbitrary<bool>()) entity.subtype = EntitySubtype::kOther;
  entity.type_details = *ArbitraryText();
  if (*rc::gen::arbitrary<bool>()) entity.unspecified = AnUnspecified();
  entity.name = *ArbitraryText();
  entity.alternate_names = *rc::gen::container<std::vector<std::string>>(ArbitraryText());
  if (*rc::gen::arbitrary<bool>()) entity.jurisdiction = {*ArbitraryText(), "NO-03"};
  for (int i = *rc::gen::inRange(0, 3); i > 0; --i) entity.identifiers.push_back(AnIdentifier());
  // Of the two, one, so that they are in order.
  entity.founding_date = *Maybe(ArbitraryDay());
  if (!entity.founding_date) entity.dissolution_date = *Maybe(ArbitraryDay());
  entity.has_public_listing = *Maybe(rc::gen::arbitrary<bool>());
  return entity;
}

inline Person APerson() {
  Person person;
  person.type = *ArbitraryCode<PersonType>();
  if (*rc::gen::arbitrary<bool>()) person.unspecified = AnUnspecified();
  for (int i = *rc::gen::inRange(0, 3); i > 0; --i) {
    person.names.push_back({*Maybe(ArbitraryCode<NameType>()), *ArbitraryText()});
  }
  return person;
}

inline Percentage APercentage(std::int64_t least, std::int64_t most) {
  return Percentage::Of(*rc::gen::inRange<std::int64_t>(least, most), *rc::gen::element(1, 16));
}

inline Share AShare() {
  Share share;
  switch (*rc::gen::inRange(0, 3)) {
    case 0:
      share.exact = APercentage(0, 1001);
      break;
    case 1:
      share.minimum = Percentage::Of(*rc::gen::inRange(0, 500), 1);
      share.exclusive_maximum = Percentage::Of(*rc::gen::inRange(501, 1001), 1);
      break;
    default:
      share.exclusive_minimum = Percentage::Of(*rc::gen::inRange(0, 500), 1);
      share.maximum = Percentage::Of(*rc::gen::inRange(501, 1001), 1);
  }
  return share;
}

inline Interest AnInterest(bool of_person) {
  Interest interest;
  interest.type = *Maybe(rc::gen::element(InterestType::kShareholding, InterestType::kVotingRights,
                                          InterestType::kBoardChair));
  interest.directness = *Maybe(ArbitraryCode<Directness>());
  if (of_person) interest.beneficial_ownership_or_control = *Maybe(rc::gen::arbitrary<bool>());
  interest.details = *ArbitraryText();
  if (*rc::gen::arbitrary<bool>()) interest.share = AShare();
  interest.start_date = *Maybe(ArbitraryDay());
  if (!interest.start_date) interest.end_date = *Maybe(ArbitraryDay());
  return interest;
}

inline Statement AStatement(const std::string& record_id) {
  Statement statement;
  statement.statement_date = *ArbitraryInstant();
  statement.declaration = *ArbitraryText();
  statement.declaration_subject = "0";
  statement.record_id = record_id;
  statement.record_status = *Maybe(ArbitraryCode<RecordStatus>());
  if (*rc::gen::arbitrary<bool>()) statement.publication = APublication();
  if (*rc::gen::arbitrary<bool>()) statement.source = ASource();
  return statement;
}

// Of entities (the first is the declaration's subject), then of persons, then of the relationships
// between them.
inline rc::Gen<std::vector<Statement>> ArbitraryStatements() {
  return rc::gen::exec([] {
    std::vector<Statement> statements;
    const int entities = *rc::gen::inRange(1, 4), persons = *rc::gen::inRange(0, 3),
              relationships = *rc::gen::inRange(0, 4);
    for (int i = 0; i < entities + persons + relationships; ++i) {
      Statement statement = AStatement(absl::StrCat(i));
      if (i < entities) {
        statement.record = AnEntity();
      } else if (i < entities + persons) {
        statement.record = APerson();
      } else {
        const int party = *rc::gen::inRange(0, entities + persons);
        Relationship relationship;
        relationship.subject = absl::StrCat(*rc::gen::inRange(0, entities));
        relationship.interested_party = absl::StrCat(party);
        relationship.interests.push_back(AnInterest(party >= entities));
        statement.record = relationship;
      }
      statements.push_back(std::move(statement));
    }
    return statements;
  });
}

}  // namespace ett::ownership::bods
