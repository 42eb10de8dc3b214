#include "gateway/edge/generations.h"

#include <algorithm>

#include "absl/strings/str_join.h"
#include "gateway/edge/contract_breaks.h"
#include "status/macros.h"

namespace ett::edge {
namespace {

// Of those that were taken once: an update is undone by the next few, not by hundreds.
constexpr std::size_t kMostFormer = 8;

}  // namespace

void Generations::SetReplicas(const std::vector<std::string>& addresses) {
  std::map<std::string, Known> before = std::exchange(replicas_, {});
  for (const std::string& address : addresses) {
    const auto known = before.find(address);
    replicas_[address] = known == before.end() ? Known{} : std::move(known->second);
  }
}

Generations::Schema Generations::Find(const UpstreamFiles& files) const {
  std::vector<Schema> all = taken_;
  all.insert(all.end(), former_.begin(), former_.end());
  for (const auto& [address, known] : replicas_) all.push_back(known.schema);
  const auto found = std::find_if(all.begin(), all.end(), [&](const Schema& each) {
    return each != nullptr && each->files() == files;
  });
  return found == all.end() ? nullptr : *found;
}

absl::Status Generations::Learn(const std::string& address, UpstreamFiles files, absl::Time now) {
  Schema schema = Find(files);
  if (schema == nullptr) {
    ASSIGN_OR_RETURN(schema, UpstreamSchema::Build(std::move(files)));
  }
  if (IsTaken(schema)) taken_seen_ = now;
  replicas_[address].schema = std::move(schema);
  return absl::OkStatus();
}

bool Generations::Knows(const std::string& address) const {
  const auto known = replicas_.find(address);
  return known != replicas_.end() && known->second.schema != nullptr;
}

bool Generations::IsHeld(const Schema& schema) const {
  return std::any_of(replicas_.begin(), replicas_.end(),
                     [&](const auto& each) { return each.second.schema == schema; });
}

bool Generations::IsTaken(const Schema& schema) const {
  return std::find(taken_.begin(), taken_.end(), schema) != taken_.end();
}

std::string Generations::Take(const Schema& schema, bool is_first, absl::Time now) {
  std::vector<std::string> breaks;
  if (served_ != nullptr && !rules_.accept_breaking) breaks = ContractBreaks(*served_, *schema);
  if (breaks.empty()) {
    taken_.push_back(schema);
    served_ = schema;
    taken_seen_ = now;
    return "";
  }
  const bool may_be_older =
      is_first || std::find(former_.begin(), former_.end(), schema) != former_.end();
  if (!may_be_older || !ContractBreaks(*schema, *served_).empty()) {
    return absl::StrJoin(breaks, "; ");
  }
  taken_.insert(taken_.begin(), schema);
  taken_seen_ = now;
  return "";
}

void Generations::JudgeEach(absl::Time now) {
  const bool is_first = served_ == nullptr;
  for (auto& [address, known] : replicas_) {
    known.quarantine.clear();
    if (known.schema == nullptr || IsTaken(known.schema)) continue;
    known.quarantine = Take(known.schema, is_first, now);
  }
}

// Those that no replica has any more; the one served stays when it is the last.
void Generations::Forget() {
  const auto gone = std::stable_partition(taken_.begin(), taken_.end(),
                                          [&](const Schema& each) { return IsHeld(each); });
  for (auto each = gone; each != taken_.end(); ++each) {
    std::erase(former_, *each);
    former_.push_back(*each);
  }
  taken_.erase(gone, taken_.end());
  if (former_.size() > kMostFormer) former_.erase(former_.begin());
  if (taken_.empty() && served_ != nullptr) taken_.push_back(served_);
  if (!taken_.empty()) served_ = taken_.back();
}

void Generations::Judge(absl::Time now) {
  JudgeEach(now);
  const bool is_quarantining =
      std::any_of(replicas_.begin(), replicas_.end(),
                  [](const auto& each) { return !each.second.quarantine.empty(); });
  if (is_quarantining && now - taken_seen_ >= rules_.quarantine) {
    // There is nothing else: it is as if it were the first look. Those that have been away so long
    // are judged by it when they come again.
    for (auto& [address, known] : replicas_) {
      if (known.quarantine.empty()) known.schema = nullptr;
    }
    served_ = nullptr;
    taken_.clear();
    former_.clear();
    JudgeEach(now);
  }
  Forget();
}

std::vector<ReplicaOffer> Generations::Offers() const {
  std::vector<ReplicaOffer> offers;
  for (const auto& [address, known] : replicas_) {
    offers.push_back({address, known.schema, known.quarantine});
  }
  return offers;
}

std::vector<std::string> Generations::addresses() const {
  std::vector<std::string> addresses;
  for (const auto& [address, known] : replicas_) addresses.push_back(address);
  return addresses;
}

}  // namespace ett::edge
