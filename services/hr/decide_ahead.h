#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "records/records.h"
#include "services/hr/snapshot_cache.h"

namespace ett::hr {

// The years to decide on: those with anybody employed, up to that of the day of knowledge, `most`
// of them. First those of `decided`, which somebody asked about already; the newest first of each.
std::vector<int> YearsToDecide(const Staff& staff, const std::set<int>& decided, int most);

struct AheadOptions {
  int years = 0;  // of each municipality, at most; 0 for none
  // Records have not changed for so long, twice as long at most, before anything is decided: what
  // is decided on halfway through a delivery may withhold more than was needed.
  absl::Duration quiet = absl::Minutes(1);
  // Told of each year that is decided on and of what failed, by the thread that decides. Not null,
  // unless `years` is 0.
  std::function<void(const std::string& municipality, int year, absl::Duration took)> decided;
  std::function<void(const absl::Status&)> failed;
};

// Decides on what is published before anybody asks for it, in a thread of its own, at the start and
// after each change of records. A reader who comes before it is done waits for the same decision,
// and takes it over when it is given up: after a month, once records have changed again or this is
// destroyed. Several replicas decide the same, each for itself; the first one's decision is kept.
class DecideAhead {
 public:
  // `records` must outlive this.
  DecideAhead(records::Records& records, std::shared_ptr<SnapshotCache> cache,
              AheadOptions options);
  // Waits for the month that is being decided on.
  ~DecideAhead();
  DecideAhead(const DecideAhead&) = delete;
  DecideAhead& operator=(const DecideAhead&) = delete;

 private:
  void Run();
  // False when this ends meanwhile.
  bool Sleep();
  bool IsWanted(std::int64_t version);
  absl::StatusOr<std::vector<std::string>> Municipalities();
  absl::Status DecideOnAll(std::int64_t version);
  absl::Status DecideOn(const std::string& municipality, std::int64_t version);

  records::Records& records_;
  const std::shared_ptr<SnapshotCache> cache_;
  const AheadOptions options_;
  absl::Mutex mutex_;
  bool ends_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace ett::hr
