#pragma once

#include <cstdint>

#include "ett/ownership/v1/ownership.pb.h"
#include "records/kind.h"
#include "records/row.h"

// What is asked of single fields, whatever record they are in.
namespace ett::ownership {

inline constexpr char kOutOfRange[] = "OUT_OF_RANGE";
inline constexpr char kMalformed[] = "MALFORMED";
// Ten thousand billion kroner.
inline constexpr std::int64_t kMostOre = 1'000'000'000'000'000;

void CheckRange(absl::string_view field, std::int64_t value, std::int64_t least, std::int64_t most,
                records::FieldErrors& errors);

// Whether the last day, where there is one, is not before the first.
void CheckOrder(absl::string_view last_field, const google::type::Date& first, bool has_last,
                const google::type::Date& last, records::FieldErrors& errors);

// A record's `valid_from` and `valid_to`.
template <class T>
void CheckValidity(const T& record, records::FieldErrors& errors) {
  CheckOrder("valid_to", record.valid_from(), record.has_valid_to(), record.valid_to(), errors);
}

// `municipality`, `others` or the id of an entity; nobody where none is wanted.
void CheckOwner(absl::string_view field, absl::string_view owner, bool wanted,
                records::FieldErrors& errors);

// A pseudonym: lower-case letters, digits and hyphens. What came is not repeated.
void CheckMember(absl::string_view member, records::FieldErrors& errors);

// 0/1..1/1, not beyond what ledgers count with.
void CheckPart(absl::string_view field, const v1::Fraction& part, records::FieldErrors& errors);

// No birth number in any text of the record, its name included.
void CheckNoBirthNumbers(const records::Message& record, records::FieldErrors& errors);

// MakeKind with the check for birth numbers before `check`, which may be null.
template <class T>
records::Kind MakeOwnershipKind(const char* table, void (*check)(const T&, records::FieldErrors&),
                                const std::vector<records::Reference>& references = {}) {
  records::Kind kind = records::MakeKind<T>(
      table,
      [check](const T& record, records::FieldErrors& errors) {
        CheckNoBirthNumbers(record, errors);
        if (check != nullptr) check(record, errors);
      },
      references);
  return kind;
}

}  // namespace ett::ownership
