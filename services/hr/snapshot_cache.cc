#include "services/hr/snapshot_cache.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "figures/local_time.h"
#include "services/hr/kinds.h"
#include "services/hr/snapshot_builder.h"
#include "status/deadline.h"
#include "status/macros.h"

namespace ett::hr {
namespace {

struct Source {
  records::Records& records;
  const std::string& municipality;
  std::int64_t known_at;
};

template <class T>
absl::Status AddAll(const Source& source, const records::Kind& kind, SnapshotBuilder& builder,
                    const std::optional<records::Days>& days = std::nullopt) {
  return source.records.ForEach<T>(kind, {source.municipality, source.known_at, days},
                                   [&](const T& record) { builder.Add(record); });
}

// Whether a case is long is seen from so many days before and after.
records::Days DaysAround(Years years) {
  const absl::CivilDay first = absl::CivilDay(years.first, 1, 1) - kShortCaseDays - 1;
  const absl::CivilDay last = absl::CivilDay(years.last, 12, 31) + kShortCaseDays + 1;
  return {absl::FormatCivilTime(first), absl::FormatCivilTime(last)};
}

}  // namespace

absl::StatusOr<Snapshot> SnapshotCache::Load(const std::string& municipality, std::int64_t known_at,
                                             Years years) {
  const Source source{records_, municipality, known_at};
  SnapshotBuilder builder;
  RETURN_IF_ERROR(source.records.ForEach<v1::OrgUnit>(
      OrgUnitKind(), {.municipality = municipality, .known_at = known_at, .superseded_too = true},
      [&](const v1::OrgUnit& unit) { builder.Add(unit); }));
  RETURN_IF_ERROR(AddAll<v1::Target>(source, TargetKind(), builder));
  RETURN_IF_ERROR(AddAll<v1::Vacancy>(source, VacancyKind(), builder));
  RETURN_IF_ERROR(AddAll<v1::Employment>(source, EmploymentKind(), builder));
  if (years.first <= years.last) {
    RETURN_IF_ERROR(AddAll<v1::Absence>(source, AbsenceKind(), builder, DaysAround(years)));
  }
  RETURN_IF_ERROR(AddAll<v1::Leave>(source, LeaveKind(), builder));
  RETURN_IF_ERROR(AddAll<v1::Qualification>(source, QualificationKind(), builder));
  RETURN_IF_ERROR(AddAll<v1::Participation>(source, ParticipationKind(), builder));
  const auto known = figures::LocalDayOf(known_at);
  return std::move(builder).Build(ToDay(known));
}

absl::StatusOr<std::shared_ptr<const Staff>> SnapshotCache::Get(const std::string& municipality,
                                                                std::int64_t known_at,
                                                                Years years) {
  ASSIGN_OR_RETURN(const std::int64_t version, records_.DataVersion());
  const std::shared_ptr<Kept> kept = Find(Key(municipality, known_at, version), years);
  absl::MutexLock lock(&kept->mutex);
  if (kept->staff == nullptr) {
    // For whoever asks next too, so it ends even when this caller has gone.
    const status::DeadlineScope unbounded(absl::InfiniteFuture());
    ASSIGN_OR_RETURN(Snapshot loaded, Load(municipality, known_at, kept->years));
    const auto known = figures::LocalDayOf(known_at);
    kept->staff =
        std::make_shared<const Staff>(municipality, std::move(loaded), ToDay(known),
                                      Decisions(records_.database(), told_), kept->decided);
  }
  return kept->staff;
}

std::shared_ptr<SnapshotCache::Kept> SnapshotCache::Find(const Key& key, Years years) {
  absl::MutexLock lock(&mutex_);
  auto decided = std::make_shared<DecidedYears>();
  for (const auto& kept : kept_) {
    if (kept->key != key) continue;
    if (kept->years.Contain(years)) return kept;
    decided = kept->decided;
  }
  // What is out of date goes before what comes, so that both are not in memory.
  std::erase_if(kept_,
                [&](const auto& kept) { return std::get<2>(kept->key) != std::get<2>(key); });
  kept_.push_front(std::make_shared<Kept>(key, years, std::move(decided)));
  if (kept_.size() > kMost) kept_.pop_back();
  return kept_.front();
}

}  // namespace ett::hr
