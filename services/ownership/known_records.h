#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "services/ownership/bods_statement.h"
#include "sql/database.h"

namespace ett::ownership {

// An id for a record of other publishers, the same every time: the `recordId` itself where it can
// be one and has no meaning here, else what can of it, and a hash.
std::string IdOfRecordId(const std::string& record_id);

// Which entity each record of a file of statements is about, and which entities there are. Some 50
// bytes a record.
class KnownRecords {
 public:
  // The current entities with organisation numbers.
  absl::Status Load(sql::Session& session, const std::string& municipality);

  // The code of an owner that a record is about; nothing for a record that no statement
  // before is about, or whose entity was refused.
  std::optional<std::string> CodeOf(absl::string_view record_id) const;
  void SetCode(absl::string_view record_id, absl::string_view code);
  // That there is no entity of this code, whichever records are about it; or that there is.
  void Refuse(const std::string& code) { refused_.insert(code); }
  void Admit(const std::string& code) { refused_.erase(code); }

  // False for a statement that is older than one of the same record before.
  bool IsNewest(absl::string_view record_id, const bods::Instant& date);

  // The entity with the organisation number.
  std::optional<std::string> EntityWith(absl::string_view organisation_number) const;
  // The first of a number stays.
  void SetEntity(absl::string_view organisation_number, absl::string_view id);

 private:
  // Where a code stands among all of them, after a byte with its size; 0 for none.
  using Place = std::uint32_t;
  struct Record {
    Place code = 0;
    std::int32_t minute = 0;
  };

  Place Keep(absl::string_view code);
  std::string At(Place place) const;
  Record& RecordOf(absl::string_view record_id);

  std::string codes_ = std::string(1, '\0');
  absl::flat_hash_map<std::uint64_t, Record> records_;  // by hash of the id
  absl::flat_hash_set<std::string> refused_;
  absl::flat_hash_map<std::uint32_t, Place> by_organisation_;  // by number
};

}  // namespace ett::ownership
