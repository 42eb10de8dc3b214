#include "services/hr/decide_ahead.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/time/clock.h"
#include "services/hr/counts.h"
#include "services/hr/kinds.h"
#include "status/macros.h"

namespace ett::hr {
namespace {

constexpr char kMunicipalities[] = "SELECT DISTINCT municipality FROM employment";

bool HasAnybody(const Snapshot& staff, Span span) {
  return std::any_of(staff.employments.begin(), staff.employments.end(),
                     [&](const auto& each) { return !Intersect(each.span, span).empty(); });
}

}  // namespace

std::vector<int> YearsToDecide(const Staff& staff, const std::set<int>& decided, int most) {
  const auto& employments = staff.snapshot().employments;
  std::vector<int> years;
  if (employments.empty()) return years;
  const auto first = std::min_element(
      employments.begin(), employments.end(),
      [](const Employment& a, const Employment& b) { return a.span.first < b.span.first; });
  const auto year_of = [](Day day) {
    return static_cast<int>((absl::CivilDay(1970, 1, 1) + day).year());
  };
  for (int year = year_of(staff.known()); year >= year_of(first->span.first); --year) {
    if (HasAnybody(staff.snapshot(), SpanOf(figures::Period::Year(year)))) years.push_back(year);
  }
  std::stable_partition(years.begin(), years.end(),
                        [&](int year) { return decided.contains(year); });
  years.resize(std::min(years.size(), static_cast<std::size_t>(most)));
  return years;
}

DecideAhead::DecideAhead(records::Records& records, std::shared_ptr<SnapshotCache> cache,
                         AheadOptions options)
    : records_(records), cache_(std::move(cache)), options_(std::move(options)) {
  if (options_.years > 0) thread_ = std::thread([this] { Run(); });
}

DecideAhead::~DecideAhead() {
  {
    absl::MutexLock lock(&mutex_);
    ends_ = true;
  }
  if (thread_.joinable()) thread_.join();
}

void DecideAhead::Run() {
  std::optional<std::int64_t> seen, done;
  while (Sleep()) {
    const auto version = records_.DataVersion();
    if (!version.ok()) continue;  // the database will be back, and says so itself
    const bool is_quiet = seen == *version;
    seen = *version;
    if (!is_quiet || done == *version) continue;
    const absl::Status decided = DecideOnAll(*version);
    if (decided.ok()) done = *version;
    if (!decided.ok() && !absl::IsCancelled(decided)) options_.failed(decided);
  }
}

bool DecideAhead::Sleep() {
  absl::MutexLock lock(&mutex_);
  return !mutex_.AwaitWithTimeout(absl::Condition(&ends_), options_.quiet);
}

bool DecideAhead::IsWanted(std::int64_t version) {
  {
    absl::MutexLock lock(&mutex_);
    if (ends_) return false;
  }
  const auto now = records_.DataVersion();
  return now.ok() && *now == version;
}

absl::StatusOr<std::vector<std::string>> DecideAhead::Municipalities() {
  std::vector<std::string> municipalities;
  const absl::Status read = records_.database().Read([&](sql::Session& session) {
    return session.ForEach(kMunicipalities, {}, [&](const sql::Row& row) {
      municipalities.push_back(sql::Text(row[0]));
      return absl::OkStatus();
    });
  });
  RETURN_IF_ERROR(read);
  return municipalities;
}

absl::Status DecideAhead::DecideOnAll(std::int64_t version) {
  ASSIGN_OR_RETURN(const auto municipalities, Municipalities());
  for (const std::string& municipality : municipalities) {
    RETURN_IF_ERROR(DecideOn(municipality, version));
  }
  return absl::OkStatus();
}

absl::Status DecideAhead::DecideOn(const std::string& municipality, std::int64_t version) {
  const auto is_wanted = [&] { return IsWanted(version); };
  ASSIGN_OR_RETURN(const auto staff, cache_->Get(municipality, version, Years()));
  ASSIGN_OR_RETURN(const std::set<int> decided,
                   Decisions(records_.database()).YearsOf(municipality));
  for (const int year : YearsToDecide(*staff, decided, options_.years)) {
    const absl::Time start = absl::Now();
    RETURN_IF_ERROR(staff->PayPublicationOf(year, is_wanted).status());
    options_.decided(municipality, year, absl::Now() - start);
  }
  return absl::OkStatus();
}

}  // namespace ett::hr
