#pragma once

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "google/type/date.pb.h"

namespace ett::ownership {

// The day that a request asks for in `as_of`; the day of `now` in UTC where that is unset.
// INVALID_ARGUMENT for what is not a day.
absl::StatusOr<absl::CivilDay> DayAsked(bool is_set, const google::type::Date& as_of,
                                        absl::Time now);

}  // namespace ett::ownership
