#pragma once

#include <string>

#include "absl/time/civil_time.h"
#include "services/ownership/bods_statement.h"
#include "services/ownership/domain/holdings.h"
#include "services/ownership/register.h"

namespace ett::ownership {

// Who publishes, and of which day.
struct Publisher {
  const Register& known;
  std::string municipality;  // its organisation number
  absl::CivilDay day;
};

// The name under which it publishes.
std::string NameOf(const Publisher& publisher);

// What is published of an owner: an entity's id or `municipality`. Of a person, the name alone.
bods::Statement StatementOf(const Publisher& publisher, const std::string& owner);

// What an owner has of a company: a part of the capital and, where there are votes, of the votes. A
// part that is no decimal of at most 12 places of a percentage is told by the two that it is
// between, neither of them included.
bods::Statement StatementOf(const Publisher& publisher, const std::string& company,
                            const OwnerPart& part, const Division& division);

// Exactly, or between two.
bods::Share PublishedShare(const Fraction& part);

}  // namespace ett::ownership
