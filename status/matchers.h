#pragma once

#include <gmock/gmock.h>

#include "absl/status/statusor.h"

namespace ett::status {

inline const absl::Status& StatusOf(const absl::Status& status) { return status; }

template <typename T>
const absl::Status& StatusOf(const absl::StatusOr<T>& result) {
  return result.status();
}

MATCHER(IsOk, "") {
  *result_listener << StatusOf(arg);
  return StatusOf(arg).ok();
}

MATCHER_P(StatusIs, code, "") {
  *result_listener << StatusOf(arg);
  return StatusOf(arg).code() == code;
}

MATCHER_P2(StatusSays, code, text, "") {
  *result_listener << StatusOf(arg);
  return StatusOf(arg).code() == code &&
         StatusOf(arg).message().find(text) != absl::string_view::npos;
}

MATCHER_P(IsOkAndHolds, matcher, "") {
  if (arg.ok()) return testing::ExplainMatchResult(matcher, *arg, result_listener);
  *result_listener << arg.status();
  return false;
}

}  // namespace ett::status
