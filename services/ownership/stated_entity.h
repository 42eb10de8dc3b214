#pragma once

#include <map>
#include <set>
#include <string>

#include "absl/status/statusor.h"
#include "ett/ownership/v1/ownership.pb.h"
#include "records/records.h"
#include "services/ownership/bods_statement.h"
#include "services/ownership/known_records.h"

namespace ett::ownership {

// What a statement of an entity or a person is about.
struct StatedEntity {
  std::string code;  // of an owner: an entity's id, `municipality` or `others`
  // Whether the statement makes or changes the entity; an entity that is known by its organisation
  // number, and the two that are no entities, stay as they are.
  bool makes_entity = false;
  v1::Entity entity;  // what it then says
};

// `statement` is not of a relationship.
StatedEntity StatedEntityOf(const bods::Statement& statement, const std::string& municipality,
                            const KnownRecords& known);

// The current ones of these ids.
absl::StatusOr<std::map<std::string, v1::Entity>> CurrentEntities(records::Records& records,
                                                                  const std::string& municipality,
                                                                  const std::set<std::string>& ids);

// Adds to what a statement or a register says of an entity what is kept and they do not say. Names
// that differ in capitals alone stay as they are kept, and so does a form that was told apart.
void AddKept(const v1::Entity& kept, v1::Entity& stated);

}  // namespace ett::ownership
