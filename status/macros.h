#pragma once

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

// The Abseil of Debian 12 (20220623) has no such macros. When it does, replace these with
// ABSL_RETURN_IF_ERROR and ABSL_ASSIGN_OR_RETURN.

#define RETURN_IF_ERROR(expression)                           \
  do {                                                        \
    if (absl::Status status_ = (expression); !status_.ok()) { \
      return status_;                                         \
    }                                                         \
  } while (false)

// The declaration may be an assignment to something that exists.
#define ASSIGN_OR_RETURN(declaration, expression) \
  ASSIGN_OR_RETURN_IMPL_(ETT_CONCAT_(result_, __LINE__), declaration, expression)

#define ASSIGN_OR_RETURN_IMPL_(result, declaration, expression) \
  auto result = (expression);                                   \
  if (!result.ok()) return std::move(result).status();          \
  declaration = *std::move(result)

#define ETT_CONCAT_(a, b) ETT_CONCAT_IMPL_(a, b)
#define ETT_CONCAT_IMPL_(a, b) a##b
