#pragma once

#include <optional>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "google/type/date.pb.h"
#include "records/kind.h"
#include "sql/value.h"

// Records that change from a day on and keep what they were before.
namespace ett::records {

// The day of a request's `effective_date`; nothing for an unset date. INVALID_ARGUMENT for less
// than a day, and for kinds without a history by days.
absl::StatusOr<std::optional<absl::CivilDay>> EffectiveDay(const Kind& kind,
                                                           const google::type::Date& date);

// What is kept, a version read by `kind.select`, with the terms of `next` from that day on.
struct Succession {
  const sql::Row& kept;
  absl::string_view municipality;
  absl::CivilDay from;
};

// Makes `next` a whole record: valid, with the history of what is kept. What is wrong with it are
// field errors of the status.
absl::Status Succeed(const Kind& kind, const Succession& succession, Message& next);

}  // namespace ett::records
