#pragma once

#include "services/ownership/bods_json.h"
#include "services/ownership/bods_statement.h"

namespace ett::ownership::bods {

// What is kept of a statement, which is of the schema's shape.
Statement StatementOf(const Json& json);

}  // namespace ett::ownership::bods
