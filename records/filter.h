#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "records/kind.h"
#include "sql/value.h"

namespace ett::records {

// A condition in SQL and its arguments, which follow those the statement has already.
struct Condition {
  std::string sql;  // empty for none
  std::vector<sql::Value> arguments;
};

// Compiles a filter in a subset of AIP-160: comparisons `field op value` with = != < <= > >= and,
// for texts, `:` (contains); NOT or `-`, AND, OR (which binds tighter than AND, as the AIP says),
// parentheses. Values are bare words, or texts in double quotes with backslash escapes; enums go
// by name, dates as 2018-03-25, references by full name or id. Fields are the kind's own columns.
// `next_parameter` is the number of the first free parameter.
absl::StatusOr<Condition> CompileFilter(const Kind& kind, absl::string_view filter,
                                        int next_parameter);

}  // namespace ett::records
