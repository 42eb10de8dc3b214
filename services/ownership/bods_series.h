#pragma once

#include "services/ownership/bods_reference.h"

namespace ett::ownership::bods {

// Enters a statement about `record` into it, after telling what is wrong with it as one of the
// series of the record's statements: it opens once and first, closes once and last, and is of one
// type.
void EnterSeries(const Json& statement, Record& record, Findings& findings);

}  // namespace ett::ownership::bods
