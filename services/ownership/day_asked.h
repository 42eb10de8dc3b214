#pragma once

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "google/type/date.pb.h"
#include "records/records.h"

namespace ett::ownership {

// Today, in Norway.
absl::CivilDay Today(const records::Records& records);

// INVALID_ARGUMENT for a date that is not one; `unset` where it is not set.
absl::StatusOr<absl::CivilDay> DayAsked(absl::string_view field, bool is_set,
                                        const google::type::Date& date, absl::CivilDay unset);

}  // namespace ett::ownership
