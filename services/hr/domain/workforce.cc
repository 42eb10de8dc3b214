#include "services/hr/domain/workforce.h"

namespace ett::hr {
namespace {

void CountPerson(const Employment& employment, absl::CivilDay day, Workforce& cell) {
  constexpr double kDaysOfYear = 365.25;
  ++cell.persons;
  cell.women += employment.sex == Sex::kFemale;
  cell.men += employment.sex == Sex::kMale;
  cell.ages_years += static_cast<double>(day.year() - employment.birth_year);
  if (!employment.seniority_from) return;
  ++cell.with_seniority;
  cell.seniority_years += (ToDay(day) - *employment.seniority_from) / kDaysOfYear;
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

}  // namespace

std::vector<Workforce> WorkforceBy(const Snapshot& staff, const Cells& cells, absl::CivilDay day) {
  std::vector<Workforce> counted(cells.size());
  PersonCounter persons(cells.size());
  for (std::size_t i = 0; i < staff.employments.size(); ++i) {
    const Employment& employment = staff.employments[i];
    if (!employment.span.Contains(ToDay(day))) continue;
    cells.ForEachOf(i, [&](int cell) {
      CountJob(employment, counted[cell]);
      if (persons.IsNew(cell, employment.person)) CountPerson(employment, day, counted[cell]);
    });
  }
  return counted;
}

double Pay::GapPercent() const {
  const double women_mean = women.sum_ore / women.jobs;
  const double men_mean = men.sum_ore / men.jobs;
  return (women_mean - men_mean) / men_mean * 100;
}

std::vector<Pay> PayBy(const Snapshot& staff, const Cells& cells, absl::CivilDay day) {
  std::vector<Pay> counted(cells.size());
  PersonCounter persons(cells.size());
  for (std::size_t i = 0; i < staff.employments.size(); ++i) {
    const Employment& employment = staff.employments[i];
    if (!employment.span.Contains(ToDay(day)) || employment.sex == Sex::kUnknown) continue;
    if (!employment.monthly_full_time_pay_ore) continue;
    const auto pay_ore = static_cast<double>(*employment.monthly_full_time_pay_ore);
    cells.ForEachOf(i, [&](int cell) {
      Pay& pay = counted[cell];
      CountPay(pay_ore, persons.IsNew(cell, employment.person),
               employment.sex == Sex::kFemale ? pay.women : pay.men);
    });
  }
  return counted;
}

bool IsDominated(double total, double largest, double second, double percent) {
  return total - largest - second < percent * largest / 100;
}

}  // namespace ett::hr
