#include "services/ownership/day_asked.h"

#include "figures/local_time.h"
#include "records/row.h"
#include "status/errors.h"

namespace ett::ownership {

absl::CivilDay Today(const records::Records& records) { return figures::LocalDayOf(records.now()); }

absl::StatusOr<absl::CivilDay> DayAsked(absl::string_view field, bool is_set,
                                        const google::type::Date& date, absl::CivilDay unset) {
  if (!is_set) return unset;
  if (records::IsPossible(date) && records::IsFull(date)) return records::LastDayOf(date);
  return status::InvalidField(field, "a day, with year, month and day", records::PrintDate(date),
                              "MALFORMED");
}

}  // namespace ett::ownership
