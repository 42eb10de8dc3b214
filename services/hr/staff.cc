#include "services/hr/staff.h"

#include "status/macros.h"

namespace ett::hr {

std::shared_ptr<const Cells> Staff::CellsOf(const Axes& axes, int year) const {
  absl::MutexLock lock(&mutex_);
  auto& cells = cells_[{axes, year}];
  if (cells == nullptr) cells = std::make_shared<const Cells>(CellsBy(snapshot_, axes, year));
  return cells;
}

absl::StatusOr<std::shared_ptr<const Universe>> Staff::PublicationOf(
    int year, const IsWanted& is_wanted) const {
  return decided_->Get(StaffScope(), year, [&] {
    return Publish(snapshot_, StaffScope(), {municipality_, year, known_, is_wanted}, decisions_);
  });
}

absl::StatusOr<std::shared_ptr<const Universe>> Staff::PayPublicationOf(
    int year, const IsWanted& is_wanted) const {
  ASSIGN_OR_RETURN(const auto of_staff, PublicationOf(year, is_wanted));
  return decided_->Get(PayScope(), year, [&] {
    return Publish(snapshot_, PayScope(), {municipality_, year, known_, is_wanted}, decisions_,
                   of_staff.get());
  });
}

Staff::Answer Staff::FindAnswer(const std::string& key) const {
  absl::MutexLock lock(&answers_mutex_);
  const auto found = answers_.find(key);
  return found == answers_.end() ? nullptr : found->second;
}

void Staff::KeepAnswer(const std::string& key, Answer answer) const {
  absl::MutexLock lock(&answers_mutex_);
  if (kept_entries_ + answer->size() > kMostEntries) {
    answers_.clear();
    kept_entries_ = 0;
  }
  kept_entries_ += answer->size();
  answers_[key] = std::move(answer);
}

}  // namespace ett::hr
