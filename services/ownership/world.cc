#include "services/ownership/world.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/ownership/kinds.h"
#include "status/macros.h"

namespace ett::ownership {

World::World(std::shared_ptr<const Register> known, absl::CivilDay day)
    : known_(std::move(known)), day_(day) {
  AddNode(kMunicipality);
  AddNode(kOthers);
  for (const auto& [id, entity] : known_->entities) {
    AddNode(id);
    AddDays(id);
  }
}

absl::StatusOr<World> World::On(std::shared_ptr<const Register> known, absl::CivilDay day) {
  World world(std::move(known), day);
  for (const auto& [id, entity] : world.known_->entities) RETURN_IF_ERROR(world.Look(id));
  return world;
}

void World::AddNode(const std::string& code) {
  if (!nodes_.emplace(code, static_cast<Node>(codes_.size())).second) return;
  codes_.push_back(code);
  graph_.AddNode();
}

void World::AddDays(const std::string& company) {
  const auto begins_and_ends = [&](const auto& record) {
    if (record.has_valid_from()) {
      changes_[records::FirstDayOf(record.valid_from())].insert(company);
    }
    if (record.has_valid_to()) {
      changes_[records::LastDayOf(record.valid_to()) + 1].insert(company);
    }
  };
  begins_and_ends(known_->entities.at(company));
  const auto [first, last] = known_->participations.equal_range(company);
  for (auto each = first; each != last; ++each) begins_and_ends(each->second);
  for (const absl::CivilDay day : known_->ledger.DaysOf(company)) changes_[day].insert(company);
}

absl::Status World::MoveTo(absl::CivilDay day) {
  const auto [from, to] = std::minmax(day_, day);
  std::set<std::string> companies;
  for (auto each = changes_.upper_bound(from); each != changes_.end() && each->first <= to;
       ++each) {
    companies.insert(each->second.begin(), each->second.end());
  }
  day_ = day;
  for (const std::string& company : companies) RETURN_IF_ERROR(Look(company));
  return absl::OkStatus();
}

absl::Status World::Look(const std::string& company) {
  ASSIGN_OR_RETURN(const Division division, known_->DivisionOn(company, day_));
  std::vector<Part> parts;
  for (const OwnerPart& part : division.parts) {
    AddNode(part.owner);
    parts.push_back({nodes_.at(part.owner), part.capital, part.votes});
  }
  return graph_.SetOwners(nodes_.at(company), std::move(parts),
                          {division.capital_total, division.votes_total});
}

absl::StatusOr<Node> World::NodeOf(absl::string_view field, const std::string& code) const {
  const auto found = nodes_.find(code);
  if (found != nodes_.end()) return found->second;
  return status::InvalidField(field, "municipality, others or the id of an existing entity", code,
                              "UNKNOWN_OWNER");
}

std::string World::NameOf(Node node) const {
  const v1::Entity* entity = known_->EntityOf(codes_[node]);
  return entity == nullptr ? codes_[node] : entity->name();
}

absl::Status WorldCache::On(const std::shared_ptr<const Register>& known, absl::CivilDay day,
                            Visit visit) {
  std::shared_ptr<Kept> kept;
  {
    absl::MutexLock lock(&mutex_);
    if (kept_ == nullptr || kept_->known != known) {
      kept_ = std::make_shared<Kept>();
      kept_->known = known;
    }
    kept = kept_;
  }
  absl::MutexLock lock(&kept->mutex);
  if (kept->world == nullptr) {
    ASSIGN_OR_RETURN(World world, World::On(known, day));
    kept->world = std::make_unique<World>(std::move(world));
  } else if (absl::Status moved = kept->world->MoveTo(day); !moved.ok()) {
    kept->world = nullptr;
    return moved;
  }
  return visit(*kept->world);
}

}  // namespace ett::ownership
