#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "figures/sheet.h"

namespace ett::figures {

// A workbook (Office Open XML) with one sheet: a bold row of titles that stays in sight, numbers
// and dates as such, notes below.
absl::StatusOr<std::string> WriteWorkbook(const Sheet& sheet);

}  // namespace ett::figures
