#include "services/hr/snapshot_cache.h"

#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "services/hr/kinds.h"
#include "services/hr/snapshot_builder.h"
#include "status/macros.h"

namespace ett::hr {
namespace {

struct Source {
  records::Records& records;
  const std::string& municipality;
  std::int64_t known_at;
};

template <class T>
absl::Status AddAll(const Source& source, const records::Kind& kind, SnapshotBuilder& builder) {
  ASSIGN_OR_RETURN(const std::vector<T> all,
                   source.records.All<T>(kind, source.municipality, source.known_at));
  for (const T& record : all) builder.Add(record);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Snapshot> SnapshotCache::Load(const std::string& municipality,
                                             std::int64_t known_at) {
  const Source source{records_, municipality, known_at};
  SnapshotBuilder builder;
  RETURN_IF_ERROR(AddAll<v1::OrgUnit>(source, OrgUnitKind(), builder));
  RETURN_IF_ERROR(AddAll<v1::Target>(source, TargetKind(), builder));
  RETURN_IF_ERROR(AddAll<v1::Employment>(source, EmploymentKind(), builder));
  RETURN_IF_ERROR(AddAll<v1::Absence>(source, AbsenceKind(), builder));
  RETURN_IF_ERROR(AddAll<v1::Leave>(source, LeaveKind(), builder));
  RETURN_IF_ERROR(AddAll<v1::Qualification>(source, QualificationKind(), builder));
  RETURN_IF_ERROR(AddAll<v1::Participation>(source, ParticipationKind(), builder));
  return std::move(builder).Build();
}

absl::StatusOr<std::shared_ptr<const Staff>> SnapshotCache::Get(const std::string& municipality,
                                                                std::int64_t known_at) {
  ASSIGN_OR_RETURN(const std::int64_t version, records_.DataVersion());
  const Key key(municipality, known_at, version);
  absl::MutexLock lock(&mutex_);
  for (const auto& [kept_key, staff] : kept_) {
    if (kept_key == key) return staff;
  }
  ASSIGN_OR_RETURN(Snapshot loaded, Load(municipality, known_at));
  const auto known = absl::ToCivilDay(absl::FromUnixMicros(known_at), absl::UTCTimeZone());
  kept_.emplace_front(key, std::make_shared<const Staff>(municipality, std::move(loaded),
                                                         ToDay(known), records_.database()));
  if (kept_.size() > kMost) kept_.pop_back();
  return kept_.front().second;
}

}  // namespace ett::hr
