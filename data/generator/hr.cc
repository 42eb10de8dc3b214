#include "data/generator/hr.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "data/generator/hr_sick_leave.h"
#include "data/generator/hr_staff.h"
#include "data/generator/hr_vacancies.h"

namespace ett::reference {
namespace {

using absl::CivilDay;
namespace pb = ::ett::hr::v1;

bool IsEmployedOn(const pb::Employment& employment, CivilDay day) {
  return ToDay(employment.start_date()) <= day &&
         (!employment.has_end_date() || day <= ToDay(employment.end_date()));
}

CivilDay SomeDayOf(int year, Random& random) {
  return CivilDay(year, random.Between(1, 12), random.Between(1, 28));
}

class TradeCertificates {
 public:
  TradeCertificates(const Options& options, Random& random, HrRecords& records)
      : options_(options), random_(random), records_(records) {}

  // To `count` employees of a group who have none yet.
  void Award(const std::string& trade, const std::string& job_group, int year, int count) {
    std::vector<const pb::Employment*> candidates;
    for (const pb::Employment& employment : records_.employments) {
      if (employment.job_group() == job_group) candidates.push_back(&employment);
    }
    for (int awarded = 0; awarded < count && !candidates.empty();) {
      const int at = random_.Below(static_cast<int>(candidates.size()));
      const CivilDay day = SomeDayOf(year, random_);
      const pb::Employment& employment = *candidates[at];
      if (!IsEmployedOn(employment, CivilDay(year, 1, 1)) || Has(employment) ||
          !IsEmployedOn(employment, day)) {
        std::swap(candidates[at], candidates.back());
        candidates.pop_back();
        continue;
      }
      Add(employment, trade, day);
      ++awarded;
    }
  }

 private:
  bool Has(const pb::Employment& employment) const {
    return std::any_of(
        records_.qualifications.begin(), records_.qualifications.end(),
        [&](const pb::Qualification& one) { return one.person() == employment.person(); });
  }

  void Add(const pb::Employment& employment, const std::string& trade, CivilDay day) {
    pb::Qualification qualification;
    qualification.set_name(NameOf(options_, "qualifications", "q-", 5,
                                  static_cast<int>(records_.qualifications.size()) + 1));
    qualification.set_person(employment.person());
    qualification.set_employment(employment.name());
    qualification.set_kind(pb::QUALIFICATION_KIND_TRADE_CERTIFICATE);
    qualification.set_trade(trade);
    *qualification.mutable_obtained_date() = ToDate(day);
    qualification.set_synthetic(true);
    records_.qualifications.push_back(std::move(qualification));
  }

  const Options& options_;
  Random& random_;
  HrRecords& records_;
};

void GenerateCertificates(const Options& options, Random& random, HrRecords& records) {
  TradeCertificates certificates(options, random, records);
  // 25 in 2018 is the annual report's; the other numbers are made up.
  certificates.Award("cleaner", "cleaner", 2018, 25);
  certificates.Award("cleaner", "cleaner", 2017, 6);
  certificates.Award("cleaner", "cleaner", 2016, 5);
  for (const int year : {2016, 2017, 2018}) {
    certificates.Award("health-worker", "care-assistant", year, Scaled(40, options, 8));
    certificates.Award("child-and-youth-worker", "kindergarten-assistant", year,
                       Scaled(25, options, 6));
    certificates.Award("caretaker", "caretaker", year, 2);
  }
}

void GenerateLeaderGroups(const Options& options, Random& random, HrRecords& records) {
  // 152 by the end of 2018 is the annual report's; how they spread over the years is made up.
  struct Round {
    int year, groups;
  };
  constexpr int kNotYet = 0;
  int number = 0;
  for (const Round& round :
       {Round{2016, 47}, Round{2017, 57}, Round{2018, 48}, Round{kNotYet, 9}}) {
    for (int i = 0; i < round.groups; ++i) {
      pb::Participation participation;
      participation.set_name(NameOf(options, "programmeParticipations", "lup-", 4, ++number));
      participation.set_programme("lup");
      participation.set_leader_group(absl::StrCat("group-", number));
      participation.set_org_unit(records.org_units[number % records.org_units.size()].name());
      if (round.year != kNotYet) {
        *participation.mutable_completed_date() = ToDate(SomeDayOf(round.year, random));
      }
      participation.set_synthetic(true);
      records.participations.push_back(std::move(participation));
    }
  }
}

void GenerateMeasures(const Options& options, Random& random, HrRecords& records) {
  // The annual report speaks of about 60 digitalisation projects under way and names none of them.
  constexpr int kUnderWay = 60;
  constexpr int kCarriedOut = 12;
  for (int i = 0; i < kUnderWay + kCarriedOut; ++i) {
    figures::v1::Measure measure;
    measure.set_name(absl::StrCat("municipalities/", options.municipality,
                                  "/domains/hr/measures/digitalisation-synthetic-", i + 1));
    measure.set_title_nb(absl::StrCat("Syntetisk digitaliseringsprosjekt ", i + 1));
    measure.set_title_en(absl::StrCat("Synthetic digitalisation project ", i + 1));
    measure.set_plan("digitalisation");
    const CivilDay start = CivilDay(2017, 1, 1) + random.Below(300);
    *measure.mutable_start_date() = ToDate(start);
    measure.set_status(figures::v1::MEASURE_STATUS_UNDER_WAY);
    if (i >= kUnderWay) {
      *measure.mutable_end_date() = ToDate(start + random.Between(10, 64));
      measure.set_status(figures::v1::MEASURE_STATUS_CARRIED_OUT);
    }
    measure.set_synthetic(true);
    records.measures.push_back(std::move(measure));
  }
}

}  // namespace

HrRecords GenerateHr(const Options& options) {
  Random random(options.seed);
  HrRecords records;
  GenerateStaff(options, random, records);
  GenerateLeaves(options, random, records);
  GenerateSickLeave(options, random, records);
  GenerateCertificates(options, random, records);
  GenerateLeaderGroups(options, random, records);
  GenerateMeasures(options, random, records);
  GenerateVacancies(options, random, records);
  return records;
}

}  // namespace ett::reference
