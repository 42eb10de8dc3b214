#include "data/generator/hr_staff.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "data/generator/hr_sectors.h"

namespace ett::reference {
namespace {

using absl::CivilDay;
namespace pb = ::ett::hr::v1;

const CivilDay kFirstDay(2016, 1, 1);
// Table 25 includes child welfare from the day after.
const CivilDay kLastWithoutChildWelfare(2017, 12, 31);
constexpr int kFirstYear = 2016;
constexpr int kLastYear = 2018;
constexpr int kEmployeesPerUnit = 28;
constexpr int kUnitsPerDepartment = 8;
// Enough for 25 of them to take a certificate in a year.
constexpr int kFewestCleaners = 45;

const Group kCleaner{"cleaner", 1, 0.72, 32500, 0.995};
constexpr int kCleaners = 300;
constexpr double kCleanersFullTime = 0.45;

// Who works where: a unit takes employees of some groups.
struct Workplace {
  std::string unit;
  int employees;
  double full_time;
  double more_full_time_a_year;  // share of part-timers that become full time each year
  std::vector<Group> groups;
};

class Organisation {
 public:
  Organisation(const Options& options, HrRecords& records) : options_(options), records_(records) {}

  std::vector<Workplace> Build() {
    top_ = AddUnit("municipality", {"Hele kommunen", "The whole municipality"}, "", 1);
    for (const Sector& sector : Sectors()) AddSector(sector);
    return std::move(workplaces_);
  }

 private:
  struct Names {
    std::string nb, en;
  };

  std::string AddUnit(const std::string& id, const Names& names, const std::string& parent,
                      int level) {
    pb::OrgUnit unit;
    unit.set_name(absl::StrCat("municipalities/", options_.municipality, "/orgUnits/", id));
    unit.set_display_name(names.nb);
    unit.set_display_name_en(names.en);
    unit.set_parent_unit(parent);
    unit.set_level(level);
    *unit.mutable_valid_from() = ToDate(kFirstDay);
    unit.set_synthetic(true);
    records_.org_units.push_back(unit);
    return unit.name();
  }

  // What is below a unit that is not counted is not counted either.
  static void CountFromThenOn(pb::OrgUnit& unit) {
    pb::OrgUnitTerms& before = *unit.add_former();
    before.set_display_name(unit.display_name());
    before.set_display_name_en(unit.display_name_en());
    before.set_parent_unit(unit.parent_unit());
    before.set_level(unit.level());
    before.set_service_area(unit.service_area());
    before.set_not_counted(true);
    *before.mutable_valid_to() = ToDate(kLastWithoutChildWelfare);
  }

  void AddSector(const Sector& sector) {
    const std::string top = AddUnit(sector.id, {sector.name_nb, sector.name_en}, top_, 2);
    pb::OrgUnit& unit_of_sector = records_.org_units.back();
    unit_of_sector.set_service_area(sector.area);
    if (sector.area == pb::SERVICE_AREA_CHILDREN_AND_YOUTH) CountFromThenOn(unit_of_sector);
    const int employees = Scaled(sector.employees, options_, kEmployeesPerUnit);
    const int units = std::max(1, employees / kEmployeesPerUnit);
    std::string department;
    for (int i = 0; i < units; ++i) {
      if (i % kUnitsPerDepartment == 0) department = AddDepartment(sector, top, i);
      const Names names{absl::StrCat("Syntetisk ", sector.unit_nb, " ", i + 1),
                        absl::StrCat("Synthetic ", sector.unit_en, " ", i + 1)};
      const std::string unit =
          AddUnit(absl::StrFormat("%s-%03d", sector.id, i + 1), names, department, 4);
      const int share = employees / units + (i < employees % units ? 1 : 0);
      const bool health = sector.area == pb::SERVICE_AREA_HEALTH_AND_CARE;
      workplaces_.push_back({unit, share, sector.full_time, health ? 0.06 : 0.0, sector.groups});
    }
    if (sector.area == pb::SERVICE_AREA_PROPERTY) AddCleaning(top);
  }

  std::string AddDepartment(const Sector& sector, const std::string& top, int unit) {
    const int number = unit / kUnitsPerDepartment + 1;
    return AddUnit(absl::StrFormat("%s-d%02d", sector.id, number),
                   {absl::StrCat("Syntetisk avdeling ", number, ", ", sector.name_nb),
                    absl::StrCat("Synthetic department ", number, ", ", sector.name_en)},
                   top, 3);
  }

  void AddCleaning(const std::string& property) {
    const std::string cleaning = AddUnit("cleaning", {"Rengjøring", "Cleaning"}, property, 3);
    records_.org_units.back().set_service("cleaning");
    const int cleaners = Scaled(kCleaners, options_, kFewestCleaners);
    const int teams = std::max(1, cleaners / kEmployeesPerUnit);
    for (int i = 0; i < teams; ++i) {
      const std::string team = AddUnit(absl::StrFormat("cleaning-%02d", i + 1),
                                       {absl::StrCat("Syntetisk renholdslag ", i + 1),
                                        absl::StrCat("Synthetic cleaning team ", i + 1)},
                                       cleaning, 4);
      const int share = cleaners / teams + (i < cleaners % teams ? 1 : 0);
      workplaces_.push_back({team, share, kCleanersFullTime, 0, {kCleaner}});
    }
  }

  const Options& options_;
  HrRecords& records_;
  std::string top_;
  std::vector<Workplace> workplaces_;
};

// Fills places of work with persons who come, change position, and go.
class Hiring {
 public:
  Hiring(const Options& options, Random& random, HrRecords& records)
      : options_(options), random_(random), records_(records) {}

  // Full time, all the years, and left alone by absences and leave.
  void HireTheSteadyOne(const Workplace& place) {
    pb::Employment employment = NewPerson(place);
    employment.set_position_percent(100);
    employment.set_form(pb::EMPLOYMENT_FORM_PERMANENT);
    *employment.mutable_start_date() = ToDate(kFirstDay);
    SetTerms(employment, kFirstDay);
    Add(employment);
  }

  void Fill(const Workplace& place) {
    CivilDay from = kFirstDay;
    while (from <= CivilDay(kLastYear, 12, 31)) from = HireOne(place, from);
  }

 private:
  static constexpr double kLeavesInAYear = 0.07;
  static constexpr double kSecondJob = 0.03;

  // Someone who stays until they leave; returns the day that the place is filled again.
  CivilDay HireOne(const Workplace& place, CivilDay from) {
    pb::Employment employment = NewPerson(place);
    SetTerms(employment, from);
    for (auto year = from.year(); year <= kLastYear; ++year) {
      if (random_.Chance(kLeavesInAYear)) {
        const CivilDay last = std::max(from, CivilDay(year, random_.Between(1, 12), 1) - 1);
        SetReason(employment, last);
        Employ(employment, from, last);
        return last + random_.Between(1, 45);
      }
      const bool grows = employment.position_percent() < 100 && year < kLastYear &&
                         random_.Chance(place.more_full_time_a_year);
      if (!grows) continue;
      Employ(employment, from, CivilDay(year, 12, 31));
      from = CivilDay(year + 1, 1, 1);
      employment.set_position_percent(100);
    }
    Employ(employment, from, CivilDay(9999, 12, 31));
    MaybeSecondJob(employment, from);
    return CivilDay(kLastYear + 1, 1, 1);
  }

  pb::Employment NewPerson(const Workplace& place) {
    pb::Employment employment;
    employment.set_person(absl::StrFormat("p-%06d", ++persons_));
    std::vector<double> weights;
    for (const Group& group : place.groups) weights.push_back(group.weight);
    const Group& group = place.groups[random_.Pick(weights)];
    const bool woman = random_.Chance(group.women_share);
    employment.set_sex(woman ? pb::SEX_FEMALE : pb::SEX_MALE);
    employment.set_birth_year(kFirstYear - random_.Between(20, 33) - random_.Between(0, 30));
    employment.set_org_unit(place.unit);
    employment.set_job_group(group.code);
    employment.set_position_percent(PositionOf(place));
    employment.set_form(random_.Chance(0.1) ? pb::EMPLOYMENT_FORM_TEMPORARY
                                            : pb::EMPLOYMENT_FORM_PERMANENT);
    const double kroner =
        group.pay_kroner * (woman ? group.women_pay : 1.0) * (0.9 + 0.2 * random_.Share());
    employment.set_monthly_full_time_pay_ore(std::llround(kroner) * 100);
    employment.set_synthetic(true);
    return employment;
  }

  double PositionOf(const Workplace& place) {
    static constexpr double kPartTime[] = {20, 35.5, 50, 60, 70, 75, 80, 90};
    if (random_.Chance(place.full_time)) return 100;
    return kPartTime[random_.Below(8)];
  }

  void Employ(pb::Employment employment, CivilDay from, CivilDay last) {
    *employment.mutable_start_date() = ToDate(from);
    if (last.year() < 9999) *employment.mutable_end_date() = ToDate(last);
    SetWish(employment);
    Add(employment);
  }

  // What follows from the number of the person, so that it takes nothing from the random numbers.
  bool IsOneIn(int count, int salt) const { return (persons_ * 7919 + salt) % count == 0; }

  void SetTerms(pb::Employment& employment, CivilDay from) const {
    const int years_before = from == kFirstDay ? (persons_ * 31) % 25 : 0;
    *employment.mutable_seniority_date() =
        ToDate(CivilDay(from.year() - years_before, from.month(), from.day()));
    const bool leads = employment.job_group() == "leader";
    employment.set_job_level(leads ? 2 + static_cast<int>(IsOneIn(3, 1)) : 4 + persons_ % 2);
    if (employment.form() == pb::EMPLOYMENT_FORM_TEMPORARY && IsOneIn(6, 2)) {
      employment.set_form(pb::EMPLOYMENT_FORM_APPRENTICE);
    }
  }

  void SetWish(pb::Employment& employment) const {
    const bool wishes = employment.position_percent() < 90 && IsOneIn(5, 3);
    employment.set_wished_position_percent(wishes ? 100 : 0);
  }

  void SetReason(pb::Employment& employment, CivilDay last) const {
    if (employment.form() != pb::EMPLOYMENT_FORM_PERMANENT) {
      employment.set_end_reason(pb::END_REASON_TERM_ENDED);
    } else if (last.year() - employment.birth_year() >= 62) {
      employment.set_end_reason(pb::END_REASON_RETIRED);
    } else {
      employment.set_end_reason(IsOneIn(9, 4) ? pb::END_REASON_OTHER : pb::END_REASON_RESIGNED);
    }
  }

  void MaybeSecondJob(pb::Employment employment, CivilDay from) {
    if (employment.position_percent() > 60 || !random_.Chance(kSecondJob / 0.3)) return;
    employment.set_position_percent(20);
    Employ(employment, from, CivilDay(9999, 12, 31));
  }

  void Add(pb::Employment& employment) {
    const int number = static_cast<int>(records_.employments.size()) + 1;
    employment.set_name(NameOf(options_, "employments", "e-", 6, number));
    records_.employments.push_back(employment);
  }

  const Options& options_;
  Random& random_;
  HrRecords& records_;
  int persons_ = 0;
};

}  // namespace

google::type::Date ToDate(CivilDay day) {
  google::type::Date date;
  date.set_year(static_cast<int>(day.year()));
  date.set_month(day.month());
  date.set_day(day.day());
  return date;
}

CivilDay ToDay(const google::type::Date& date) {
  return CivilDay(date.year(), date.month(), date.day());
}

int Scaled(int count, const Options& options, int least) {
  return std::max(least, static_cast<int>(std::lround(count * options.scale)));
}

std::string NameOf(const Options& options, const char* collection, const char* prefix, int digits,
                   int number) {
  return absl::StrFormat("municipalities/%s/%s/%s%0*d", options.municipality, collection, prefix,
                         digits, number);
}

void GenerateStaff(const Options& options, Random& random, HrRecords& records) {
  const std::vector<Workplace> workplaces = Organisation(options, records).Build();
  Hiring hiring(options, random, records);
  hiring.HireTheSteadyOne(workplaces.front());
  for (const Workplace& place : workplaces) {
    for (int i = 0; i < place.employees; ++i) hiring.Fill(place);
  }
}

}  // namespace ett::reference
