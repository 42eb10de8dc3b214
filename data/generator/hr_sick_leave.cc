#include "data/generator/hr_sick_leave.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "absl/time/civil_time.h"
#include "data/generator/hr_staff.h"
#include "services/hr/domain/rates.h"
#include "services/hr/snapshot_builder.h"

namespace ett::reference {
namespace {

using absl::CivilDay;
using ett::hr::Day;
using ett::hr::Span;
using ett::hr::WorkDays;
namespace pb = ::ett::hr::v1;

// Where the rate of a year, not rounded, must come to lie, of those who are counted in it or of
// those who are not.
struct Aim {
  int year;
  bool of_counted;
  double least, most;
};

// 2017 and 2018 as published. 2018 so high that the last full-time year fits no more. 2016 is not
// published in the source: an in-between that is nobody's figure. Nor are the rates of those who
// are not counted: so high that a recomputed year prints another decimal.
constexpr Aim kAims[] = {{2016, true, 7.60, 7.62},
                         {2016, false, 9.5, 9.6},
                         {2017, true, 7.499, 7.502},
                         {2017, false, 9.5, 9.6},
                         {2018, true, 7.3475, 7.349}};

// How likely a case begins in each month: high in winter, low in summer.
const std::vector<double> kSeason = {1.25, 1.25, 1.10, 0.90, 0.85, 0.85,
                                     0.60, 0.85, 1.05, 1.10, 1.15, 1.00};

Span YearSpan(int year) {
  return {ett::hr::ToDay(CivilDay(year, 1, 1)), ett::hr::ToDay(CivilDay(year, 12, 31))};
}

CivilDay Civil(Day day) { return CivilDay(1970, 1, 1) + day; }

Span SpanOf(const pb::Employment& employment) {
  return {
      ett::hr::ToDay(ToDay(employment.start_date())),
      employment.has_end_date() ? ett::hr::ToDay(ToDay(employment.end_date())) : ett::hr::kOpenEnd};
}

struct Job {
  const pb::Employment* employment;
  Span span;
  double position;
  double risk;              // 0..1, relative
  std::vector<Span> taken;  // by absence or leave

  bool IsFree(Span wanted) const {
    const auto overlaps = [&](Span one) { return !ett::hr::Intersect(one, wanted).empty(); };
    return std::none_of(taken.begin(), taken.end(), overlaps);
  }
};

// Who is counted in which year, as the service sees it.
class Counting {
 public:
  explicit Counting(const HrRecords& records) {
    ett::hr::SnapshotBuilder builder;
    for (const auto& unit : records.org_units) builder.Add(unit);
    for (const auto& employment : records.employments) builder.Add(employment);
    for (const auto& leave : records.leaves) builder.Add(leave);
    staff_ = std::move(builder).Build();
    for (std::size_t i = 0; i < staff_.units.size(); ++i) numbers_[staff_.units[i].id] = i;
  }

  bool Concerns(const Aim& aim, const pb::Employment& employment) const {
    return CountedIn(aim.year)[numbers_.at(employment.org_unit())] == aim.of_counted;
  }

  double AgreedDays(const Aim& aim) const {
    const std::vector<bool>& is_counted = CountedIn(aim.year);
    double days = 0;
    for (std::size_t i = 0; i < staff_.employments.size(); ++i) {
      if (is_counted[staff_.unit_of[i]] != aim.of_counted) continue;
      days += ett::hr::AgreedDays(staff_.employments[i], YearSpan(aim.year));
    }
    return days;
  }

 private:
  // By unit.
  const std::vector<bool>& CountedIn(int year) const {
    return staff_.trees[ett::hr::TreeOn(staff_.trees, YearSpan(year).last)].is_counted;
  }

  ett::hr::Snapshot staff_;
  std::map<std::string, std::size_t> numbers_;  // of units, by name
};

// Some work wears less, or can be done half ill.
double RiskOfWork(const std::string& job_group) {
  static const auto& risks = *new std::map<std::string, double>{{"leader", 0.55},
                                                                {"adviser", 0.65},
                                                                {"engineer", 0.55},
                                                                {"teacher", 0.75},
                                                                {"librarian", 0.7}};
  const auto found = risks.find(job_group);
  return found == risks.end() ? 1.0 : found->second;
}

class SickLeaves {
 public:
  SickLeaves(const Options& options, Random& random, HrRecords& records)
      : options_(options), random_(random), records_(records), counting_(records) {
    // The first employment is kept free; see GenerateHr.
    for (std::size_t i = 1; i < records.employments.size(); ++i) AddJob(records.employments[i]);
    for (const auto& leave : records.leaves) {
      const auto job = job_of_.find(leave.employment());
      if (job == job_of_.end()) continue;
      jobs_[job->second].taken.push_back(
          {ett::hr::ToDay(ToDay(leave.start_date())), ett::hr::ToDay(ToDay(leave.end_date()))});
    }
  }

  // Cases until the year is nearly full, then single days until it is.
  void Fill(const Aim& aim) {
    concerned_.clear();
    for (std::size_t job = 0; job < jobs_.size(); ++job) {
      if (counting_.Concerns(aim, *jobs_[job].employment)) concerned_.push_back(job);
    }
    const double agreed = counting_.AgreedDays(aim);
    const double least = agreed * aim.least / 100, most = agreed * aim.most / 100;
    while (DaysOf(aim) < least - kLeftForSingleDays) AddCase(aim, least);
    while (DaysOf(aim) < least) AddSingleDay(aim, most);
  }

 private:
  static constexpr double kLeftForSingleDays = 6;  // work days

  struct Note {
    Span span;
    int degree_percent;
    pb::AbsenceKind kind;
  };

  void AddJob(const pb::Employment& employment) {
    const int age = 2017 - employment.birth_year();
    const double by_sex = employment.sex() == pb::SEX_FEMALE ? 1.0 : 0.65;
    const double by_age = 0.75 + 0.25 * age / 67;
    const double own = 0.25 + 0.75 * random_.Share() * random_.Share();
    job_of_[employment.name()] = jobs_.size();
    jobs_.push_back({&employment,
                     SpanOf(employment),
                     employment.position_percent() / 100,
                     by_sex * by_age * own * RiskOfWork(employment.job_group()),
                     {}});
  }

  double& DaysOf(const Aim& aim) { return days_[{aim.year, aim.of_counted}]; }

  Job& SomeConcerned() {
    return jobs_[concerned_[random_.Below(static_cast<int>(concerned_.size()))]];
  }

  Day SomeDayOf(int year) {
    const int month = static_cast<int>(random_.Pick(kSeason)) + 1;
    const CivilDay first(year, month, 1);
    return ett::hr::ToDay(first + random_.Below(28));
  }

  // The notes of a case: self-certified, short or long by a doctor, the long ones graded later on.
  std::vector<Note> SomeCase(Day first) {
    static constexpr int kDegrees[] = {20, 40, 50, 50, 60, 80};
    const auto self = pb::ABSENCE_KIND_SELF_CERTIFIED;
    const auto medical = pb::ABSENCE_KIND_MEDICALLY_CERTIFIED;
    switch (random_.Pick({0.58, 0.05, 0.24, 0.13})) {
      case 0:
        return {{{first, first + random_.Between(0, 2)}, 100, self}};
      case 1: {
        const Day seen = first + random_.Between(1, 3);
        return {{{first, seen - 1}, 100, self},
                {{seen, seen + random_.Between(2, 25)}, 100, medical}};
      }
      case 2:
        return {{{first, first + random_.Between(3, 15)}, 100, medical}};
      default:
        break;
    }
    const Day last = first + random_.Between(17, 60) + random_.Below(2) * random_.Between(0, 120);
    const Day whole = first + (last - first) / 2;
    if (random_.Chance(0.45)) return {{{first, last}, 100, medical}};
    return {{{first, whole}, 100, medical},
            {{whole + 1, last}, kDegrees[random_.Below(6)], medical}};
  }

  void AddCase(const Aim& aim, double least) {
    Job& job = SomeConcerned();
    if (!random_.Chance(job.risk)) return;
    const Day first = SomeDayOf(aim.year);
    std::vector<Note> notes = SomeCase(first);
    const Span whole{first, notes.back().span.last};
    if (!job.span.Contains(first) || !job.span.Contains(whole.last) || !job.IsFree(whole)) return;
    double days = 0;
    for (const Note& note : notes) days += DaysLost(job, note, YearSpan(aim.year));
    if (DaysOf(aim) + days > least) return;
    for (const Note& note : notes) AddNote(job, note);
  }

  void AddSingleDay(const Aim& aim, double most) {
    Job& job = SomeConcerned();
    const Day day = SomeDayOf(aim.year);
    const Note note{{day, day}, 100, pb::ABSENCE_KIND_SELF_CERTIFIED};
    const double days = DaysLost(job, note, YearSpan(aim.year));
    if (days == 0 || !job.span.Contains(day) || !job.IsFree(note.span)) return;
    if (DaysOf(aim) + days <= most) AddNote(job, note);
  }

  static double DaysLost(const Job& job, const Note& note, Span period) {
    return WorkDays(ett::hr::Intersect(note.span, period)) * job.position * note.degree_percent /
           100;
  }

  void AddNote(Job& job, const Note& note) {
    for (const Aim& aim : kAims) {
      if (!counting_.Concerns(aim, *job.employment)) continue;
      DaysOf(aim) += DaysLost(job, note, YearSpan(aim.year));
    }
    job.taken.push_back(note.span);
    pb::Absence absence;
    absence.set_name(
        NameOf(options_, "absences", "a-", 7, static_cast<int>(records_.absences.size()) + 1));
    absence.set_employment(job.employment->name());
    absence.set_kind(note.kind);
    absence.set_degree_percent(note.degree_percent);
    *absence.mutable_start_date() = ToDate(Civil(note.span.first));
    *absence.mutable_end_date() = ToDate(Civil(note.span.last));
    absence.set_synthetic(true);
    records_.absences.push_back(std::move(absence));
  }

  const Options& options_;
  Random& random_;
  HrRecords& records_;
  const Counting counting_;
  std::vector<Job> jobs_;
  std::map<std::string, std::size_t> job_of_;
  std::vector<std::size_t> concerned_;           // jobs that the aim at hand is about
  std::map<std::pair<int, bool>, double> days_;  // sick-leave work days, as aims
};

struct LeaveOffer {
  pb::LeaveKind kind;
  int degree_percent;
  int days;
};

LeaveOffer SomeLeave(Random& random) {
  switch (random.Pick({0.75, 0.15, 0.10})) {
    case 0:
      return {pb::LEAVE_KIND_PARENTAL, random.Chance(0.8) ? 100 : 50, random.Between(70, 245)};
    case 1:
      return {pb::LEAVE_KIND_UNPAID, 100, random.Between(10, 120)};
    default:
      return {pb::LEAVE_KIND_EDUCATION, random.Chance(0.5) ? 50 : 20, random.Between(60, 200)};
  }
}

}  // namespace

void GenerateLeaves(const Options& options, Random& random, HrRecords& records) {
  constexpr double kInThreeYears = 0.10;
  for (std::size_t i = 1; i < records.employments.size(); ++i) {
    const pb::Employment& employment = records.employments[i];
    if (!random.Chance(kInThreeYears)) continue;
    const LeaveOffer offer = SomeLeave(random);
    const CivilDay first = CivilDay(2016, 1, 1) + random.Below(1000);
    const Span span{ett::hr::ToDay(first), ett::hr::ToDay(first) + offer.days};
    if (ett::hr::Intersect(span, SpanOf(employment)) != span) continue;
    pb::Leave leave;
    leave.set_name(NameOf(options, "leaves", "l-", 6, static_cast<int>(records.leaves.size()) + 1));
    leave.set_employment(employment.name());
    leave.set_kind(offer.kind);
    leave.set_degree_percent(offer.degree_percent);
    *leave.mutable_start_date() = ToDate(first);
    *leave.mutable_end_date() = ToDate(Civil(span.last));
    leave.set_synthetic(true);
    records.leaves.push_back(std::move(leave));
  }
}

void GenerateSickLeave(const Options& options, Random& random, HrRecords& records) {
  SickLeaves sick_leaves(options, random, records);
  for (const Aim& aim : kAims) sick_leaves.Fill(aim);
}

}  // namespace ett::reference
