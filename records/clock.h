#pragma once

#include <google/protobuf/timestamp.pb.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "sql/database.h"
#include "sql/migrate.h"

namespace ett::records {

using Now = std::function<absl::Time()>;

// The tables behind this header: the clock and the answers that are kept. Number 1.
sql::Migration RecordsMigration();
// What finds answers that are no longer kept. Number 3.
sql::Migration AnswerAgeMigration();

// The time of the next version, in microseconds: later than all before it in this database, never
// earlier than `now`. Call it first in a transaction: the row it changes makes writers take turns,
// so that the order of these times is the order of the commits.
absl::StatusOr<std::int64_t> NextRecordedAt(sql::Session& session, absl::Time now);

// The time of the newest version that is committed; 0 for an empty database.
absl::StatusOr<std::int64_t> LastRecordedAt(sql::Session& session);

google::protobuf::Timestamp ToTimestamp(std::int64_t micros);

// A write that names its request: the same request again has no further effect and gets the answer
// that it got, for 30 days. Another request under the same id is refused.
struct RequestKey {
  std::string municipality;
  std::string method;
  std::string request_id;   // empty: not named, never replayed
  std::string fingerprint;  // SHA-256 of what was asked
};

// The kept answer. FAILED_PRECONDITION, IDEMPOTENCY_KEY_REUSED, for another fingerprint.
absl::StatusOr<std::optional<std::string>> FindAnswer(sql::Session& session, const RequestKey& key);
absl::Status KeepAnswer(sql::Session& session, const RequestKey& key, absl::string_view answer,
                        std::int64_t recorded_at);

// SHA-256 in hexadecimal, of pieces one after the other.
class Fingerprint {
 public:
  Fingerprint();
  ~Fingerprint();
  void Add(absl::string_view piece);
  // Two pieces one after the other are as one.
  void Append(absl::string_view piece);
  std::string Hex();

 private:
  void* const context_;
};

}  // namespace ett::records
