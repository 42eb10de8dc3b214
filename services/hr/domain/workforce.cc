#include "services/hr/domain/workforce.h"

namespace ett::hr {
namespace {

void CountPerson(const Employment& employment, int year, Workforce& cell) {
  ++cell.behind.persons;
  cell.women += employment.sex == Sex::kFemale;
  cell.men += employment.sex == Sex::kMale;
  cell.ages_years += year - employment.birth_year;
}

void CountJob(const Employment& employment, Workforce& cell) {
  ++cell.jobs;
  cell.full_time_jobs += employment.position >= 1;
  cell.temporary_jobs += !employment.permanent;
  cell.positions += employment.position;
}

void CountPay(double pay_ore, bool new_person, PayOfSex& cell) {
  cell.persons += new_person;
  ++cell.jobs;
  cell.sum_ore += pay_ore;
  if (pay_ore > cell.largest_ore) {
    cell.second_ore = cell.largest_ore;
    cell.largest_ore = pay_ore;
  } else {
    cell.second_ore = std::max(cell.second_ore, pay_ore);
  }
}

bool IsUnsafe(const PayOfSex& sex) {
  return sex.persons < kFewestPersons || IsDominated(sex.sum_ore, sex.largest_ore, sex.second_ore);
}

}  // namespace

std::vector<Workforce> WorkforceBy(const Snapshot& staff, const Grouping& grouping,
                                   absl::CivilDay day) {
  std::vector<Workforce> cells(grouping.size());
  PersonCounter persons(grouping.size()), direct(grouping.size());
  const int year = static_cast<int>(day.year());
  for (std::size_t i = 0; i < staff.employments.size(); ++i) {
    const Employment& employment = staff.employments[i];
    if (!employment.span.Contains(ToDay(day))) continue;
    grouping.ForEachOf(i, [&](int category) {
      CountJob(employment, cells[category]);
      if (persons.IsNew(category, employment.person)) {
        CountPerson(employment, year, cells[category]);
      }
    });
    const int own = grouping.own[i];
    cells[own].behind.direct_persons += direct.IsNew(own, employment.person);
  }
  return cells;
}

double Pay::GapPercent() const {
  const double women_mean = women.sum_ore / women.jobs;
  const double men_mean = men.sum_ore / men.jobs;
  return (women_mean - men_mean) / men_mean * 100;
}

std::vector<Pay> PayBy(const Snapshot& staff, const Grouping& grouping, absl::CivilDay day) {
  std::vector<Pay> cells(grouping.size());
  PersonCounter persons(grouping.size()), direct(grouping.size());
  for (std::size_t i = 0; i < staff.employments.size(); ++i) {
    const Employment& employment = staff.employments[i];
    if (!employment.span.Contains(ToDay(day)) || employment.sex == Sex::kUnknown) continue;
    if (!employment.monthly_full_time_pay_ore) continue;
    const auto pay_ore = static_cast<double>(*employment.monthly_full_time_pay_ore);
    grouping.ForEachOf(i, [&](int category) {
      Pay& cell = cells[category];
      const bool new_person = persons.IsNew(category, employment.person);
      cell.behind.persons += new_person;
      CountPay(pay_ore, new_person, employment.sex == Sex::kFemale ? cell.women : cell.men);
    });
    const int own = grouping.own[i];
    cells[own].behind.direct_persons += direct.IsNew(own, employment.person);
  }
  for (Pay& cell : cells) cell.behind.unsafe = IsUnsafe(cell.women) || IsUnsafe(cell.men);
  return cells;
}

}  // namespace ett::hr
