#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "ett/ownership/v1/position_service.pb.h"
#include "records/records.h"

namespace ett::ownership {

// What became of records, in the order in which it was learnt; of one moment, by collection and id.
// Reads moment by moment, so that neither many changes nor a long absence take memory.
class RecordChanges {
 public:
  // INVALID_ARGUMENT for a token of another question, or a collection that there is not.
  static absl::StatusOr<RecordChanges> From(records::Records& records,
                                            const v1::WatchRequest& request);

  // False where nothing has happened since; the message then has a token alone.
  absl::StatusOr<bool> Next(v1::WatchResponse& message);

 private:
  explicit RecordChanges(records::Records& records) : records_(&records) {}

  absl::StatusOr<std::int64_t> MomentAfter(std::int64_t moment, std::int64_t last);
  absl::Status Read(std::int64_t moment);
  std::string TokenAt(const std::string& key) const;

  records::Records* records_;
  std::string municipality_;
  std::string query_;  // fingerprint
  std::vector<const records::Kind*> kinds_;
  std::int64_t moment_ = 0;  // of what was told last, microseconds
  std::string told_;         // of that moment, up to this key
  struct Change {
    std::string key;  // `collection/id`
    v1::RecordChange told;
  };
  std::deque<Change> read_;  // of `moment_`, not yet told
  bool resumes_ = false;     // `moment_` is to be read again
};

}  // namespace ett::ownership
