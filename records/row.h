#pragma once

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "google/type/date.pb.h"
#include "records/kind.h"
#include "sql/value.h"

namespace ett::records {

// `superseded_at` of a version that is current.
inline constexpr std::int64_t kNotSuperseded = 9'223'372'036'854'775'807;

// Whether the message is google.type.Date, Timestamp or google.type.Decimal.
bool IsDate(const google::protobuf::FieldDescriptor& field);
bool IsTime(const google::protobuf::FieldDescriptor& field);
bool IsDecimal(const google::protobuf::FieldDescriptor& field);

// A year 1..9999, alone, with a month, or with a month and a day of it.
bool IsPossible(const google::type::Date& date);
// True when month and day are given too.
bool IsFull(const google::type::Date& date);
// `2018-03-25`; `2018-00-00` for a year alone.
std::string PrintDate(const google::type::Date& date);
google::type::Date ParseDate(absl::string_view text);
// The day itself, or the last day of the month or year that is given.
absl::CivilDay LastDayOf(const google::type::Date& date);
// The day itself, or the first day of the month or year that is given.
absl::CivilDay FirstDayOf(const google::type::Date& date);
google::type::Date DateOf(absl::CivilDay day);

// The columns' values, in order. References hold ids.
absl::StatusOr<sql::Row> ToRow(const Kind& kind, const Message& message);

// A version read by `kind.select`: id, recorded_at, columns.
absl::Status FromRow(const Kind& kind, absl::string_view municipality, const sql::Row& row,
                     Message& message);

// Opaque; changes with every version.
std::string EtagOf(std::int64_t recorded_at);

}  // namespace ett::records
