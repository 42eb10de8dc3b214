#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "services/ownership/bods_statement.h"

namespace ett::ownership::bods {

// A statement in JSON, on one line; keys stand in the order of the standard's reference. Without an
// id or a publication where they are empty; those that the statement has are not looked at.
std::string Render(const Statement& statement, absl::string_view id,
                   const std::optional<Publication>& publication);

}  // namespace ett::ownership::bods
