#include "gateway/limits/rate_limiter.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace ett::limits {
namespace {

// See kBetweenExchanges.
bool CanBeTold(const Quota& quota) { return quota.window() >= kBetweenExchanges; }

}  // namespace

RateLimiter::RateLimiter(std::size_t most_callers)
    : most_callers_(most_callers), table_(std::make_shared<const Table>()) {}

void RateLimiter::Use(const std::vector<Limit>& limits) {
  absl::MutexLock lock(&mutex_);
  limits_ = limits;
  Publish();
}

void RateLimiter::Share(std::int64_t processes) {
  absl::MutexLock lock(&mutex_);
  if (std::exchange(processes_, processes) != processes) Publish();
}

void RateLimiter::CountTogether(bool are_told) {
  absl::MutexLock lock(&mutex_);
  if (std::exchange(are_told_, are_told) != are_told) Publish();
}

void RateLimiter::Publish() {
  const std::shared_ptr<const Table> before = table_.load();
  Table table;
  for (const Limit& limit : limits_) {
    std::shared_ptr<Buckets> buckets;
    if (const auto old = before->find(limit.callers); old != before->end()) {
      for (const Kept& each : old->second) {
        if (each.limit.methods == limit.methods) buckets = each.buckets;
      }
    }
    if (buckets == nullptr) buckets = std::make_shared<Buckets>(most_callers_);
    const bool are_told = processes_ == 1 || (are_told_ && CanBeTold(limit.quota));
    table[limit.callers].push_back(
        {limit, Allotment(limit.quota, processes_, are_told), std::move(buckets)});
  }
  for (auto& [caller, kept] : table) {
    // The whole name of a method is longer than any beginning of it.
    std::stable_sort(kept.begin(), kept.end(), [](const Kept& a, const Kept& b) {
      return a.limit.methods.size() > b.limit.methods.size();
    });
  }
  table_ = std::make_shared<const Table>(std::move(table));
}

const RateLimiter::Kept* RateLimiter::Find(const Table& table, absl::string_view method,
                                           absl::string_view caller) {
  const auto found = table.find(caller);
  if (found == table.end()) return nullptr;
  const auto& kept = found->second;
  const auto first = std::find_if(
      kept.begin(), kept.end(), [&](const Kept& each) { return IsOf(each.limit.methods, method); });
  return first == kept.end() ? nullptr : &*first;
}

std::optional<Ruling> RateLimiter::Take(absl::string_view method, const Who& who,
                                        Instant now) const {
  const std::shared_ptr<const Table> table = table_.load();
  if (table->empty()) return std::nullopt;
  const Kept* kept = who.name.empty() ? nullptr : Find(*table, method, who.name);
  if (kept == nullptr) kept = Find(*table, method, "*");
  if (kept == nullptr) return std::nullopt;
  // So that nobody is taken for an address.
  const std::string caller =
      who.name.empty() ? absl::StrCat("@", who.address) : absl::StrCat("=", who.name);
  const Allotment allotment =
      caller.size() > kLongestCaller ? kept->allotment.Untold() : kept->allotment;
  return Ruling{kept->limit.methods, allotment.held(), kept->buckets->Take(caller, allotment, now)};
}

std::vector<Takings> RateLimiter::TakeUntold(std::size_t most) const {
  const std::shared_ptr<const Table> table = table_.load();
  std::vector<std::int64_t> counts;
  for (const auto& [callers, limits] : *table) {
    for (const Kept& each : limits) {
      if (CanBeTold(each.limit.quota)) each.buckets->CountUntold(counts);
    }
  }
  std::int64_t least = 1;
  if (counts.size() > most && most > 0) {
    const auto last = counts.begin() + static_cast<std::ptrdiff_t>(most) - 1;
    std::nth_element(counts.begin(), last, counts.end(), std::greater<>());
    least = *last;
  }
  std::vector<Takings> takings;
  for (const auto& [callers, limits] : *table) {
    for (const Kept& each : limits) {
      if (!CanBeTold(each.limit.quota)) continue;
      each.buckets->TellUntold(
          least, most - takings.size(), [&](const std::string& caller, std::int64_t calls) {
            takings.push_back({each.limit.methods, each.limit.callers, caller, calls});
          });
    }
  }
  return takings;
}

void RateLimiter::Add(const Takings& takings, Instant now) const {
  const absl::string_view caller = takings.caller;
  if (caller.empty() || caller.size() > kLongestCaller || !absl::StrContains("=@", caller[0])) {
    return;
  }
  const std::shared_ptr<const Table> table = table_.load();
  const auto found = table->find(takings.callers);
  if (found == table->end()) return;
  for (const Kept& each : found->second) {
    if (each.limit.methods != takings.methods || !CanBeTold(each.limit.quota)) continue;
    return each.buckets->Add(caller, takings.calls, each.allotment, now);
  }
}

}  // namespace ett::limits
