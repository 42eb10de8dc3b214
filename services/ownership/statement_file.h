#pragma once

#include "records/file_types.h"

namespace ett::ownership {

// A row of a file of statements, `ett.ownership.v1.Statement`.
const records::Kind& StatementKind();

// Statements of BODS 0.4, an array or JSON Lines: a row is the text of one, its number counts
// statements. Longer ones than a row may be are refused as TOO_LONG.
records::FileFormat StatementFileFormat();

}  // namespace ett::ownership
