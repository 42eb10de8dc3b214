#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <tuple>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "records/records.h"
#include "services/hr/staff.h"

namespace ett::hr {

// Staffs by municipality and time of knowledge, so that a table of many metrics reads the records
// once and decides once what is published. Keeps the few latest. `records` must outlive it. Safe to
// call from any thread.
struct Years {
  int first = 0, last = 0;

  bool Contain(Years other) const { return first <= other.first && other.last <= last; }
};

class SnapshotCache {
 public:
  explicit SnapshotCache(records::Records& records) : records_(records) {}

  // With the absences of some years, `first` to `last`; all else is of all years. `known_at` in
  // microseconds since 1970. Reading 12 000 employees takes a good part of a second; meanwhile
  // others who ask wait, so that it is done once.
  absl::StatusOr<std::shared_ptr<const Staff>> Get(const std::string& municipality,
                                                   std::int64_t known_at, Years years);

 private:
  // The data version is part of the key because of times of knowledge just ahead of the clock.
  using Key = std::tuple<std::string, std::int64_t, std::int64_t>;
  static constexpr std::size_t kMost = 2;

  struct Kept {
    Key key;
    Years years;
    std::shared_ptr<const Staff> staff;
  };

  absl::StatusOr<Snapshot> Load(const std::string& municipality, std::int64_t known_at,
                                Years years);

  records::Records& records_;
  absl::Mutex mutex_;
  std::deque<Kept> kept_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace ett::hr
