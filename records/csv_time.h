#pragma once

#include <optional>
#include <string>
#include <variant>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

// Times as files write them.
namespace ett::records {

struct WrittenTime {
  absl::CivilSecond civil;
  absl::Duration fraction;               // of a second
  std::optional<absl::Duration> offset;  // of local time from UTC
};

// `2018-03-25T02:00`, with a blank for the T, with seconds and their decimals or without, or
// `25.03.2018 02:00`; then `Z`, `+01:00`, `+0100` or nothing. Nothing for what is no such time, or
// has a day or an hour that does not exist.
std::optional<WrittenTime> ReadTime(absl::string_view text);

// A time zone by its name in the database of time zones; never the machine's own.
std::optional<absl::TimeZone> FindTimeZone(const std::string& name);

// Why a written time is none.
struct TimeProblem {
  // NO_OFFSET without a zone, NONEXISTENT_TIME for a time that clocks skip, AMBIGUOUS_TIME for one
  // that they show twice.
  const char* reason;
  std::string wanted;
};

// Without an offset, `zone` says where the clock is.
std::variant<absl::Time, TimeProblem> TimeOf(const WrittenTime& written,
                                             const std::optional<absl::TimeZone>& zone);

}  // namespace ett::records
