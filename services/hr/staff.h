#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "figures/figure.h"
#include "services/hr/decided_years.h"
#include "services/hr/publications.h"

namespace ett::hr {

// What is known of the employees of one municipality at one time, and what may be published of it.
// The latter is decided on when first asked for, year by year. Safe to use from any thread.
class Staff {
 public:
  // `known` is the day of knowledge. What `decisions` are kept in must outlive this.
  // `decided` is shared by staffs that differ in their absences only.
  Staff(std::string municipality, Snapshot snapshot, Day known, Decisions decisions,
        std::shared_ptr<DecidedYears> decided)
      : municipality_(std::move(municipality)),
        snapshot_(std::move(snapshot)),
        known_(known),
        decisions_(std::move(decisions)),
        decided_(std::move(decided)) {}

  const Snapshot& snapshot() const { return snapshot_; }
  Day known() const { return known_; }
  const std::string& municipality() const { return municipality_; }
  Decisions& decisions() const { return decisions_; }

  std::shared_ptr<const Cells> CellsOf(const Axes& axes, int year) const;

  // All that is published of a year. CANCELLED when it has yet to be decided on and `is_wanted`,
  // asked before each month, says no.
  absl::StatusOr<std::shared_ptr<const Universe>> PublicationOf(
      int year, const IsWanted& is_wanted = nullptr) const;
  absl::StatusOr<std::shared_ptr<const Universe>> PayPublicationOf(
      int year, const IsWanted& is_wanted = nullptr) const;

  // What was answered to a question, to be given again; null for a new one. Questions are told
  // apart by `key`.
  using Answer = std::shared_ptr<const std::vector<figures::Entry>>;
  Answer FindAnswer(const std::string& key) const;
  void KeepAnswer(const std::string& key, Answer answer) const;

 private:
  // Some tens of megabytes.
  static constexpr std::size_t kMostEntries = 200'000;

  const std::string municipality_;
  const Snapshot snapshot_;
  const Day known_;
  mutable Decisions decisions_;
  const std::shared_ptr<DecidedYears> decided_;
  mutable absl::Mutex mutex_;
  mutable std::map<std::pair<Axes, int>, std::shared_ptr<const Cells>> cells_
      ABSL_GUARDED_BY(mutex_);
  mutable absl::Mutex answers_mutex_;
  mutable std::map<std::string, Answer> answers_ ABSL_GUARDED_BY(answers_mutex_);
  mutable std::size_t kept_entries_ ABSL_GUARDED_BY(answers_mutex_) = 0;
};

}  // namespace ett::hr
