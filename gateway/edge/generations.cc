#include "gateway/edge/generations.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gateway/edge/contract_breaks.h"
#include "status/macros.h"

namespace ett::edge {

void Generations::SetReplicas(const std::vector<std::string>& addresses) {
  std::map<std::string, Known> before = std::exchange(replicas_, {});
  for (const std::string& address : addresses) {
    const auto known = before.find(address);
    replicas_[address] = known == before.end() ? Known{} : std::move(known->second);
  }
}

std::shared_ptr<const UpstreamSchema> Generations::Find(const UpstreamFiles& files) const {
  if (served_ != nullptr && served_->files() == files) return served_;
  for (const auto& [address, known] : replicas_) {
    if (known.schema != nullptr && known.schema->files() == files) return known.schema;
  }
  return nullptr;
}

absl::Status Generations::Learn(const std::string& address, UpstreamFiles files, absl::Time now) {
  std::shared_ptr<const UpstreamSchema> schema = Find(files);
  if (schema == nullptr) {
    ASSIGN_OR_RETURN(schema, UpstreamSchema::Build(std::move(files)));
  }
  if (schema == served_) served_seen_ = now;
  replicas_[address].schema = std::move(schema);
  return absl::OkStatus();
}

bool Generations::Knows(const std::string& address) const {
  const auto known = replicas_.find(address);
  return known != replicas_.end() && known->second.schema != nullptr;
}

bool Generations::IsHeld(const std::shared_ptr<const UpstreamSchema>& schema) const {
  return std::any_of(replicas_.begin(), replicas_.end(),
                     [&](const auto& each) { return each.second.schema == schema; });
}

void Generations::Judge(absl::Time now) {
  for (auto& [address, known] : replicas_) {
    known.quarantine.clear();
    if (known.schema == nullptr) continue;
    if (std::find(taken_.begin(), taken_.end(), known.schema) != taken_.end()) continue;
    const std::vector<std::string> breaks = served_ == nullptr || accept_breaking_
                                                ? std::vector<std::string>()
                                                : ContractBreaks(*served_, *known.schema);
    if (breaks.empty()) {
      taken_.push_back(known.schema);
      served_ = known.schema;
      served_seen_ = now;
    } else {
      known.quarantine = absl::StrJoin(breaks, "; ");
    }
  }
  std::erase_if(taken_, [&](const auto& each) { return !IsHeld(each); });
  if (taken_.empty() && served_ != nullptr) taken_.push_back(served_);
  if (!taken_.empty()) served_ = taken_.back();
}

std::vector<ReplicaOffer> Generations::Offers() const {
  std::vector<ReplicaOffer> offers;
  for (const auto& [address, known] : replicas_) {
    offers.push_back({address, known.schema, !known.quarantine.empty()});
  }
  return offers;
}

std::vector<std::string> Generations::addresses() const {
  std::vector<std::string> addresses;
  for (const auto& [address, known] : replicas_) addresses.push_back(address);
  return addresses;
}

std::string Generations::QuarantineOf(const std::string& address) const {
  const auto known = replicas_.find(address);
  return known == replicas_.end() ? "" : known->second.quarantine;
}

absl::Time Generations::AbsentSince() const {
  const bool is_quarantining =
      std::any_of(replicas_.begin(), replicas_.end(),
                  [](const auto& each) { return !each.second.quarantine.empty(); });
  return is_quarantining ? served_seen_ : absl::InfiniteFuture();
}

}  // namespace ett::edge
