#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <tuple>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "records/records.h"
#include "services/hr/staff.h"

namespace ett::hr {

// From the first to the last of them.
struct Years {
  int first = 0, last = -1;  // none

  bool Contain(Years other) const {
    return other.last < other.first || (first <= other.first && other.last <= last);
  }
};

// Staffs by municipality and time of knowledge, so that a table of many metrics reads the records
// once and decides once what is published. Keeps the few latest. `records` must outlive it. Safe to
// call from any thread.
class SnapshotCache {
 public:
  // `told` is told of what is decided, see Decisions.
  explicit SnapshotCache(records::Records& records, Decisions::Told told = nullptr)
      : records_(records), told_(std::move(told)) {}

  // With the absences of some years, `first` to `last`; all else is of all years. `known_at` in
  // microseconds since 1970. Reading 12 000 employees takes a good part of a second; meanwhile
  // others who ask for the same wait, so that it is done once.
  absl::StatusOr<std::shared_ptr<const Staff>> Get(const std::string& municipality,
                                                   std::int64_t known_at, Years years);

 private:
  // The data version is part of the key because of times of knowledge just ahead of the clock.
  using Key = std::tuple<std::string, std::int64_t, std::int64_t>;
  static constexpr std::size_t kMost = 2;

  // A staff that is kept or about to be loaded.
  struct Kept {
    Kept(Key of, Years with, std::shared_ptr<DecidedYears> published)
        : key(std::move(of)), years(with), decided(std::move(published)) {}

    const Key key;
    const Years years;
    const std::shared_ptr<DecidedYears> decided;
    absl::Mutex mutex;  // held while loading
    std::shared_ptr<const Staff> staff ABSL_GUARDED_BY(mutex);
  };

  std::shared_ptr<Kept> Find(const Key& key, Years years);
  absl::StatusOr<Snapshot> Load(const std::string& municipality, std::int64_t known_at,
                                Years years);

  records::Records& records_;
  const Decisions::Told told_;
  absl::Mutex mutex_;
  std::deque<std::shared_ptr<Kept>> kept_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace ett::hr
