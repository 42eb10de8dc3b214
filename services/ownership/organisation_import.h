#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "records/file_types.h"
#include "records/records.h"

namespace ett::ownership {

// In files, the id `no-{organisation number}` stands for the entity that has the number, where
// there is one.
std::string IdOfNumber(absl::string_view organisation_number);

// What stands for an owner who is a natural person: refused, since they are not kept one by one.
inline constexpr char kNaturalPerson[] = "natural-person";

// What the `source` of an entity begins with that the register of legal entities in Brønnøysund
// tells of: of one that is kept, its row changes what the register knows and leaves the rest.
inline constexpr char kRegisterSource[] = "https://data.brreg.no/enhetsregisteret/api/enheter/";

// Files of entities and of registered positions. `records` must outlive what they make.
records::RowCollection EntityCollection(records::Records& records);
records::RowCollection RegisteredPositionCollection(records::Records& records);

}  // namespace ett::ownership
