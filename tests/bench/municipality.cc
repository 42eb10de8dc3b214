#include "tests/bench/municipality.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/civil_time.h"
#include "data/generator/random.h"

namespace ett::bench {
namespace {

using google::type::Date;
using reference::Random;

constexpr int kUnitsOnLevel[kLevels] = {1, 8, 40, 150, 500, 1000, 1301};
constexpr int kAbsencesAYear = 10;
constexpr int kDaysBetween = 365 / kAbsencesAYear;
constexpr int kMoveYear = kFirstYear + kYears / 2;

std::string Name(const char* collection, const std::string& id) {
  return absl::StrCat("municipalities/", kMunicipality, "/", collection, "/", id);
}

std::string UnitId(int level, int number) { return absl::StrFormat("u%d-%04d", level, number); }

void SetDate(absl::CivilDay day, Date& date) {
  date.set_year(static_cast<int>(day.year()));
  date.set_month(day.month());
  date.set_day(day.day());
}

bool Moves(int employee) { return employee % 5 == 0; }

}  // namespace

int Municipality::Scaled(int full) const {
  return std::max(1, static_cast<int>(std::lround(full * size_)));
}

int Municipality::UnitsOnLevel(int level) const { return Scaled(kUnitsOnLevel[level - 1]); }

void Municipality::ForEachUnit(const std::function<void(const hr::v1::OrgUnit&)>& take) const {
  for (int level = 1; level <= kLevels; ++level) {
    for (int number = 0; number < UnitsOnLevel(level); ++number) {
      hr::v1::OrgUnit unit;
      unit.set_name(Name("orgUnits", UnitId(level, number)));
      unit.set_display_name(absl::StrCat("Enhet ", level, "-", number));
      if (level > 1) {
        const std::string parent = UnitId(level - 1, number % UnitsOnLevel(level - 1));
        unit.set_parent_unit(Name("orgUnits", parent));
      }
      unit.set_level(level);
      if (level == 2) unit.set_service_area(static_cast<hr::v1::ServiceArea>(1 + number % 9));
      SetDate(absl::CivilDay(kFirstYear, 1, 1), *unit.mutable_valid_from());
      unit.set_synthetic(true);
      take(unit);
    }
  }
}

std::string Municipality::EmploymentId(int employee, int year) const {
  return absl::StrFormat("e%05d-%d", employee, Moves(employee) && year >= kMoveYear ? 2 : 1);
}

void Municipality::TakeEmployment(
    int employee, int year, const std::function<void(const hr::v1::Employment&)>& take) const {
  Random random(static_cast<std::uint64_t>(employee));
  hr::v1::Employment employment;
  employment.set_name(Name("employments", EmploymentId(employee, year)));
  employment.set_person(absl::StrFormat("p%05d", employee));
  employment.set_sex(random.Chance(0.75) ? hr::v1::SEX_FEMALE : hr::v1::SEX_MALE);
  employment.set_birth_year(random.Between(1955, 1995));
  const int unit = (employee + year - kFirstYear) % UnitsOnLevel(kLevels);
  employment.set_org_unit(Name("orgUnits", UnitId(kLevels, unit)));
  employment.set_job_code(absl::StrCat(random.Between(6000, 8500)));
  employment.set_job_group(absl::StrCat("group-", random.Below(30)));
  employment.set_position_percent(random.Chance(0.5) ? 100 : random.Between(20, 95));
  employment.set_form(hr::v1::EMPLOYMENT_FORM_PERMANENT);
  employment.set_monthly_full_time_pay_ore(std::int64_t{100} * random.Between(35'000, 80'000));
  SetDate(absl::CivilDay(year, 1, 1), *employment.mutable_start_date());
  if (Moves(employee) && year < kMoveYear) {
    SetDate(absl::CivilDay(kMoveYear, 1, 1) - 1, *employment.mutable_end_date());
  }
  employment.set_synthetic(true);
  take(employment);
}

void Municipality::ForEachEmployment(
    const std::function<void(const hr::v1::Employment&)>& take) const {
  for (int employee = 0; employee < employees(); ++employee) {
    TakeEmployment(employee, kFirstYear, take);
    if (Moves(employee)) TakeEmployment(employee, kMoveYear, take);
  }
}

void Municipality::ForEachAbsence(int year,
                                  const std::function<void(const hr::v1::Absence&)>& take) const {
  Random random(static_cast<std::uint64_t>(year));
  int number = 0;
  for (int employee = 0; employee < employees(); ++employee) {
    for (int i = 0; i < kAbsencesAYear; ++i) {
      const int days = random.Chance(0.7) ? random.Between(1, 3) : random.Between(4, 16);
      const int after = i * kDaysBetween + random.Below(kDaysBetween - days);
      const absl::CivilDay first = absl::CivilDay(year, 1, 1) + after;
      hr::v1::Absence absence;
      absence.set_name(Name("absences", absl::StrFormat("%d-%07d", year, number++)));
      absence.set_employment(Name("employments", EmploymentId(employee, year)));
      absence.set_kind(days <= 3 ? hr::v1::ABSENCE_KIND_SELF_CERTIFIED
                                 : hr::v1::ABSENCE_KIND_MEDICALLY_CERTIFIED);
      absence.set_degree_percent(days <= 3 ? 100 : 20 * random.Between(1, 5));
      SetDate(first, *absence.mutable_start_date());
      SetDate(first + (days - 1), *absence.mutable_end_date());
      absence.set_synthetic(true);
      take(absence);
    }
  }
}

}  // namespace ett::bench
