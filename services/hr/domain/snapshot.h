#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "services/hr/domain/grouping.h"
#include "services/hr/domain/organisation.h"
#include "services/hr/domain/sick_leave.h"
#include "services/hr/domain/vacancies.h"
#include "services/hr/domain/work_calendar.h"

namespace ett::hr {

enum class Sex { kUnknown, kFemale, kMale };

enum class EndReason : std::uint8_t {
  kUnknown,
  kResigned,
  kRetired,
  kDisabled,
  kTermEnded,
  kDismissed,
  kOther,
};

struct Employment {
  int person = 0;  // the same number is the same person
  Sex sex = Sex::kUnknown;
  int birth_year = 0;
  double position = 1;  // share of full time, above 0, at most 1
  ShiftPlan plan = ShiftPlan::kWeekdays;
  bool permanent = true;
  bool apprentice = false;  // then not permanent
  std::optional<std::int64_t> monthly_full_time_pay_ore;
  double wished_position = 0;  // above `position`; 0 for no wish
  std::optional<Day> seniority_from;
  EndReason end_reason = EndReason::kUnknown;
  int level = 0;  // 0 where it is not known
  Span span;
  std::vector<SickStretch> sick;
  std::vector<LeaveStretch> leave;
  std::vector<LeaveStretch> parental;  // the parental part of it
};

struct Certificate {
  int person = 0;
  std::string trade;
  Day obtained = 0;
};

// A leader group that has completed a programme.
struct CompletedGroup {
  std::string programme;
  std::string group;
  Day completed = 0;
};

struct Target {
  std::string metric;  // key, `hr/sick-leave-rate`
  int year = 0;
  double value = 0;
  bool at_most = true;  // else at least
};

// What employments are divided by.
enum class Axis : std::uint8_t {
  kSector,
  kUnit,
  kService,
  kSex,
  kAge,
  kJobGroup,
  kPosition,  // full time or part time
  kForm,      // permanent or temporary
};
inline constexpr std::size_t kAxes = 8;

// What is known of the employees of one municipality, ready to be counted. Immutable once made.
struct Snapshot {
  std::vector<Employment> employments;  // in order of person: who has several stands in a row
  std::vector<Certificate> certificates;
  std::vector<CompletedGroup> completed_groups;
  std::vector<Target> targets;
  std::vector<Unit> units;
  std::vector<int> unit_of;    // by employment: −1 for a unit that is not known
  std::vector<OrgTree> trees;  // at least one
  int tree_now = 0;            // that of the day of knowledge
  std::vector<Vacancy> vacancies;
  // With rests. Of ages there are only the labels: who is in which changes with the year.
  std::array<Grouping, kAxes> groupings;
  // Whether any record of the kind was generated for demonstration.
  bool synthetic_staff = false, synthetic_certificates = false, synthetic_groups = false,
       synthetic_targets = false, synthetic_vacancies = false;

  const Grouping& By(Axis axis) const { return groupings[static_cast<std::size_t>(axis)]; }
  Grouping& By(Axis axis) { return groupings[static_cast<std::size_t>(axis)]; }
};

}  // namespace ett::hr
