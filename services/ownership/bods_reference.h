#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <string>

#include "services/ownership/bods_findings.h"
#include "services/ownership/bods_json.h"

// What statements say of each other's records.
namespace ett::ownership::bods {

using RecordIndex = std::uint32_t;
inline constexpr RecordIndex kNoRecord = std::numeric_limits<RecordIndex>::max();

enum class RecordType : std::uint8_t { kNone, kEntity, kPerson, kRelationship };
enum class RecordForm : std::uint8_t { kNone, kTrust, kNomination };

// Minutes since 1970, by statementDate.
using Minute = std::int32_t;
inline constexpr Minute kNever = std::numeric_limits<Minute>::min();

// What is kept of the statements about a record.
struct Record {
  std::uint64_t hash = 0;           // of its id
  RecordIndex network = kNoRecord;  // the declarationSubject of its first statement
  Minute earliest = kNever;
  Minute latest = kNever;
  Minute opened = kNever;  // of a statement that is `new`
  Minute closed = kNever;
  RecordType type = RecordType::kNone;
  RecordForm form = RecordForm::kNone;
  bool told = false;  // a statement is about it
  bool is_new = false;
  bool is_closed = false;
  bool component = false;
  bool awaited = false;  // it was named as a declarationSubject before it was told
};

// What a record is to a statement that names it. kSelf: it is a component, which a later
// relationship is to name.
enum class Role : std::uint8_t {
  kDeclarationSubject,
  kSubject,
  kInterestedParty,
  kComponent,
  kSelf
};

// Which of a relationship's interests, by their positions, ask something of its parties; -1 where
// none does.
struct Demands {
  int beneficial = -1;         // that the interested party is a person
  int trust = -1;              // that the subject is a trust
  int nomination = -1;         // that the subject is a nomination
  int beyond_trust = -1;       // that the subject is no trust
  int beyond_nomination = -1;  // that the subject is no nomination
};

Demands DemandsOf(const Json& interests);

// A record's id in a statement.
struct Reference {
  Role role = Role::kDeclarationSubject;
  std::shared_ptr<const Place> place = {};
  int position = 0;  // among the componentRecords
  std::string came = {};
  RecordIndex network = kNoRecord;
  Demands demands = {};
};

// Where it stands: a JSON Pointer from the statement's root.
std::string PathOf(const Reference& reference);

// Tells what is wrong with what `reference` names, of which there is a statement.
void JudgeReference(const Reference& reference, const Record& record, Findings& findings);
// Tells that the record's first statement came after the reference, where it must not.
void JudgeLate(const Reference& reference, Findings& findings);
// Tells that no statement is about the record, or names the component. `is_statement`: a statement
// has that id.
void JudgeMissing(const Reference& reference, bool is_statement, Findings& findings);

}  // namespace ett::ownership::bods
