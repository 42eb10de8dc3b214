#include "gateway/limits/rate_limiter.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace ett::limits {

RateLimiter::RateLimiter(std::size_t most_callers)
    : most_callers_(most_callers), table_(std::make_shared<const Table>()) {}

void RateLimiter::Use(const std::vector<Limit>& limits) {
  limits_ = limits;
  Publish();
}

void RateLimiter::Share(std::int64_t replicas) {
  if (std::exchange(replicas_, replicas) != replicas) Publish();
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
    table[limit.callers].push_back({limit, limit.quota.SharedBy(replicas_), std::move(buckets)});
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
  return Ruling{kept->limit.methods, kept->quota, kept->buckets->Take(caller, kept->quota, now)};
}

}  // namespace ett::limits
