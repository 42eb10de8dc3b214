#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "absl/time/civil_time.h"
#include "records/judge.h"

namespace ett::records {

// A time that a record holds: it must not meet another of the same key. Time counts in days or in
// seconds.
struct HeldTime {
  std::string key;
  std::int64_t first = 0;
  std::int64_t last = 0;  // included
  std::string shown;      // of both, for people

  bool Meets(const HeldTime& other) const { return first <= other.last && other.first <= last; }
};

// Where the days of what has no beginning or no end begin and end.
inline constexpr absl::CivilDay kFirstOfDays(1, 1, 1);
inline constexpr absl::CivilDay kLastOfDays(9999, 12, 31);

HeldTime HeldDays(std::string key, absl::CivilDay first, absl::CivilDay last);

// How the records of a kind are read, from a row that is about to become one and from its table.
struct OverlapRule {
  CurrentRows rows;                      // id first
  const char* field;                     // that is at fault
  std::string (*owner)(const Message&);  // id in `rows.column`
  HeldTime (*of_record)(const Message&);
  HeldTime (*of_row)(const sql::Row&);
  const char* wanted;
};

// Refuses a record whose time meets that of another of the same key: OVERLAP. Rows count in order
// of arrival: what ends comes before what follows it.
std::unique_ptr<Judge> MakeOverlapJudge(const OverlapRule& rule);

}  // namespace ett::records
