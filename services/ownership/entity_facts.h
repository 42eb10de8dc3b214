#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include "absl/status/statusor.h"
#include "ett/ownership/v1/ownership.pb.h"
#include "services/ownership/domain/transaction.h"
#include "sql/database.h"
#include "status/errors.h"

namespace ett::ownership {

// What rules ask of entities, by id.
struct EntityFacts {
  v1::EntityForm form = v1::ENTITY_FORM_UNSPECIFIED;
  Company company;
};
using Entities = std::map<std::string, EntityFacts>;

EntityFacts FactsOf(const v1::Entity& record);

// Those of the ids that are current entities.
absl::StatusOr<Entities> LoadEntities(sql::Session& session, const std::string& municipality,
                                      const std::set<std::string>& ids);

// Refuses an owner that is neither of the two codes nor an entity: UNKNOWN_OWNER; or that does not
// exist on that day: OUTSIDE_ENTITY. Nothing for an empty one.
std::optional<status::FieldError> OwnerError(const std::string& field, const std::string& owner,
                                             std::optional<absl::CivilDay> day,
                                             const Entities& entities);

// Refuses a share transaction of a company without shares, NO_SHARES, or with an owner that is
// refused. References are not looked at.
std::optional<status::FieldError> TransactionError(const Transaction& transaction,
                                                   const Entities& entities);

// Refuses a day on which the entity does not exist: OUTSIDE_ENTITY.
std::optional<status::FieldError> DayError(const std::string& field, absl::CivilDay day,
                                           const Company& company);

}  // namespace ett::ownership
