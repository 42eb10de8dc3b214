#pragma once

#include <string>

#include "absl/strings/str_cat.h"
#include "records/row.h"
#include "services/property/domain/days.h"
#include "sql/value.h"

// Dates of records as days. A first day that is not set holds for as long as there are records, a
// last day that is not set has not come.
namespace ett::property {

// Of a record with `valid_from` and `valid_to`.
template <class T>
Days ValidityOf(const T& record) {
  Days days;
  if (record.has_valid_from()) days.first = records::FirstDayOf(record.valid_from());
  if (record.has_valid_to()) days.last = records::LastDayOf(record.valid_to());
  return days;
}

// Of two columns.
inline Days DaysOfRow(const sql::Value& first, const sql::Value& last) {
  Days days;
  if (!sql::IsNull(first)) days.first = records::FirstDayOf(records::ParseDate(sql::Text(first)));
  if (!sql::IsNull(last)) days.last = records::LastDayOf(records::ParseDate(sql::Text(last)));
  return days;
}

// `2015-01-01..2018-12-31`, with nothing where there is no end.
inline std::string Print(const Days& days) {
  const auto print = [](absl::CivilDay day, absl::CivilDay open) {
    return day == open ? std::string() : records::PrintDate(records::DateOf(day));
  };
  return absl::StrCat(print(days.first, Days().first), "..", print(days.last, Days().last));
}

}  // namespace ett::property
