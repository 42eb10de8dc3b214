#pragma once

#include "records/file_types.h"

namespace ett::records {

// Workbooks, `xlsx`: the rows of one sheet, from the row of column names on.
FileFormat WorkbookFormat();

}  // namespace ett::records
