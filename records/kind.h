#pragma once

#include <google/protobuf/message.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "status/errors.h"

namespace ett::records {

using google::protobuf::Message;

// What is wrong with a record, field by field.
class FieldErrors {
 public:
  // `came` is shown: pass no personal data, but "…" instead.
  void Add(absl::string_view field, absl::string_view reason, absl::string_view wanted,
           absl::string_view came) {
    errors_.push_back(status::Refusal(field, reason, wanted, came));
  }
  void Add(status::FieldError error) { errors_.push_back(std::move(error)); }
  bool empty() const { return errors_.empty(); }
  const std::vector<status::FieldError>& all() const { return errors_; }

 private:
  std::vector<status::FieldError> errors_;
};

struct Kind;

// A string field that holds the name of another record of the same municipality. Only the id is
// kept in the column; the record must exist when this one is written.
struct Reference {
  std::string field;
  const Kind* to;
};

// A column of a kind's table and the field behind it.
struct Column {
  const google::protobuf::FieldDescriptor* field;
  const Kind* reference = nullptr;  // set for the fields of `references`
  bool required = false;

  std::string name() const { return field->name(); }
};

// A kind of record: a resource of a contract and the table that keeps its versions. The table has
//   municipality TEXT, id TEXT, recorded_at BIGINT, superseded_at BIGINT NOT NULL,
// then a column for each field of the message, named like it, except `name`, `etag`,
// `recorded_time` and whatever is OUTPUT_ONLY; PRIMARY KEY (municipality, id, recorded_at).
// Types: string TEXT; bool, integers and enums BIGINT; double DOUBLE PRECISION; google.type.Date
// TEXT `2018-03-25` (month and day may be 00); Timestamp BIGINT microseconds; repeated and other
// messages TEXT, as JSON. Unset messages and `optional` fields are NULL.
struct Kind {
  const google::protobuf::Descriptor* message = nullptr;
  std::string table;
  std::string type;        // `ett.no/Building`
  std::string collection;  // `buildings`
  std::string domain;      // for names with `domains/{domain}`; empty otherwise
  std::vector<Column> columns;
  std::function<void(const Message&, FieldErrors&)> validate;
  // Whether a text may be personal data; if so, an import's rejection does not repeat it. Null for
  // kinds without.
  std::function<bool(absl::string_view)> withhold;
  // Of a kind with a history by days: makes `next`, which holds from a day on, out of what is kept,
  // with the history. Called again with the same arguments. Null for kinds without.
  std::function<std::optional<status::FieldError>(const Message& kept, absl::CivilDay from,
                                                  Message& next)>
      succeed = nullptr;

  // Statements over the table: built here from names in our contracts, never from input.
  std::string selected;   // id, recorded_at, columns …
  std::string select;     // SELECT id, recorded_at, columns … FROM table
  std::string insert;     // $1..$4 key and time, then the columns
  std::string supersede;  // $1 superseded_at; $2 municipality; $3 id
};

// Reads name pattern and type from the message's google.api.resource.
Kind MakeKind(const google::protobuf::Descriptor* message, std::string table,
              std::function<void(const Message&, FieldErrors&)> validate,
              const std::vector<Reference>& references, std::string domain);

template <class T>
Kind MakeKind(std::string table, std::function<void(const T&, FieldErrors&)> validate,
              const std::vector<Reference>& references = {}, std::string domain = "") {
  return MakeKind(
      T::descriptor(), std::move(table),
      [validate = std::move(validate)](const Message& message, FieldErrors& errors) {
        if (validate) validate(static_cast<const T&>(message), errors);
      },
      references, std::move(domain));
}

// A kind whose rows are no records of their own: they have no name and no table. `message` need not
// be a resource.
Kind MakeRowKind(const google::protobuf::Descriptor* message, std::string type,
                 std::string collection, const std::vector<Reference>& references);

// A record's place: `municipalities/{municipality}/buildings/{id}`.
struct RecordName {
  std::string municipality;
  std::string id;
};

// INVALID_ARGUMENT under the name of `field`: not of this kind, a wrong organisation number, a
// malformed id, or another domain.
absl::StatusOr<RecordName> ParseName(const Kind& kind, absl::string_view name,
                                     absl::string_view field = "name");
// The municipality of `municipalities/{m}` or `municipalities/{m}/domains/{domain}`, as the kind
// has.
absl::StatusOr<std::string> ParseParent(const Kind& kind, absl::string_view parent);
// `municipalities/{m}` alone.
absl::StatusOr<std::string> ParseMunicipality(absl::string_view parent,
                                              absl::string_view field = "parent");
std::string FormatName(const Kind& kind, absl::string_view municipality, absl::string_view id);

// Ids: `[a-z0-9][a-z0-9._-]{0,62}`.
absl::Status CheckId(absl::string_view field, absl::string_view id);

// Required fields, known enum values, possible dates, storable texts, then the kind's own rules.
void Validate(const Kind& kind, const Message& message, FieldErrors& errors);

}  // namespace ett::records
