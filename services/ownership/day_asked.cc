#include "services/ownership/day_asked.h"

#include "records/row.h"
#include "status/errors.h"

namespace ett::ownership {

absl::StatusOr<absl::CivilDay> DayAsked(bool is_set, const google::type::Date& as_of,
                                        absl::Time now) {
  if (!is_set) return absl::ToCivilDay(now, absl::UTCTimeZone());
  if (records::IsPossible(as_of) && records::IsFull(as_of)) return records::FirstDayOf(as_of);
  return status::InvalidField("as_of", "a day of the calendar", records::PrintDate(as_of),
                              "MALFORMED");
}

}  // namespace ett::ownership
