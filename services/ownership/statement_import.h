#pragma once

#include "records/file_types.h"
#include "records/records.h"

namespace ett::ownership {

// Files of statements of BODS 0.4, see StatementKind: of entities and persons are made entities, of
// relationships registered positions. A statement is decided when some thousand others have come
// after it, or all: problems that turn up later are listed among the rejections, though the
// statement was taken in. `records` must outlive what it makes.
records::RowCollection StatementCollection(records::Records& records);

}  // namespace ett::ownership
