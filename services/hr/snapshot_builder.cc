#include "services/hr/snapshot_builder.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <limits>
#include <utility>

#include "services/hr/domain/org_grouping.h"
#include "services/hr/labels.h"
#include "services/hr/org_unit_history.h"

namespace ett::hr {
namespace {

Day DayOf(const google::type::Date& date) { return ToDay(ToCivilDay(date)); }

template <class T>
Span SpanOf(const T& record) {
  return {DayOf(record.start_date()), record.has_end_date() ? DayOf(record.end_date()) : kOpenEnd};
}

Sex SexOf(v1::Sex sex) {
  if (sex == v1::SEX_FEMALE) return Sex::kFemale;
  return sex == v1::SEX_MALE ? Sex::kMale : Sex::kUnknown;
}

// By one of the labels for each job, or by none.
Grouping GroupByLabel(std::size_t jobs, std::vector<Label> labels,
                      const std::function<int(std::size_t)>& label_of) {
  Grouping grouping;
  for (Label& label : labels) grouping.Add(std::move(label));
  for (std::size_t i = 0; i < jobs; ++i) grouping.own.push_back(label_of(i) + 1);
  grouping.AddRest();
  return grouping;
}

Label LabelOf(const v1::OrgUnit& unit) {
  const std::string& en =
      unit.display_name_en().empty() ? unit.display_name() : unit.display_name_en();
  return {unit.name().substr(unit.name().rfind('/') + 1), unit.display_name(), en};
}

}  // namespace

absl::CivilDay ToCivilDay(const google::type::Date& date) {
  return absl::CivilDay(date.year(), std::max(date.month(), 1), std::max(date.day(), 1));
}

void SnapshotBuilder::Add(const v1::OrgUnit& unit) {
  const google::protobuf::Timestamp& time = unit.recorded_time();
  units_[unit.name()][time.seconds() * 1'000'000 + time.nanos() / 1000] = unit;
}

void SnapshotBuilder::Add(const v1::Target& target) {
  snapshot_.targets.push_back({target.metric(), target.year(), target.value(),
                               target.direction() != v1::TARGET_DIRECTION_AT_LEAST});
  snapshot_.synthetic_targets |= target.synthetic();
}

void SnapshotBuilder::Add(const v1::Vacancy& record) {
  Vacancy& vacancy = snapshot_.vacancies.emplace_back();
  vacancy.announced = DayOf(record.announced_date());
  if (record.has_closed_date()) vacancy.closed = DayOf(record.closed_date());
  vacancy.filled = record.outcome() == v1::VACANCY_OUTCOME_FILLED;
  unit_of_vacancy_.push_back(record.org_unit());
  snapshot_.synthetic_vacancies |= record.synthetic();
}

int SnapshotBuilder::PersonOf(const std::string& pseudonym) {
  return persons_.try_emplace(pseudonym, static_cast<int>(persons_.size())).first->second;
}

SnapshotBuilder::Job& SnapshotBuilder::JobOf(const std::string& name) { return jobs_[name]; }

void SnapshotBuilder::Add(const v1::Employment& record) {
  Job& job = JobOf(record.name());
  job.name = record.name();
  job.unit = record.org_unit();
  job.job_group = record.job_group();
  Employment& employment = job.employment;
  employment.person = PersonOf(record.person());
  employment.sex = SexOf(record.sex());
  employment.birth_year = record.birth_year();
  employment.position = record.position_percent() / 100;
  if (record.shift_plan() == v1::SHIFT_PLAN_ALL_DAYS) employment.plan = ShiftPlan::kAllDays;
  employment.permanent = record.form() == v1::EMPLOYMENT_FORM_PERMANENT;
  employment.apprentice = record.form() == v1::EMPLOYMENT_FORM_APPRENTICE;
  employment.wished_position = record.wished_position_percent() / 100;
  if (record.has_seniority_date()) employment.seniority_from = DayOf(record.seniority_date());
  employment.end_reason = static_cast<EndReason>(record.end_reason());
  employment.level = record.job_level();
  if (record.has_monthly_full_time_pay_ore()) {
    employment.monthly_full_time_pay_ore = record.monthly_full_time_pay_ore();
  }
  employment.span = SpanOf(record);
  snapshot_.synthetic_staff |= record.synthetic();
}

void SnapshotBuilder::Add(const v1::Absence& absence) {
  JobOf(absence.employment())
      .absences.push_back({SpanOf(absence), absence.degree_percent() / 100.0,
                           absence.kind() == v1::ABSENCE_KIND_SELF_CERTIFIED});
  snapshot_.synthetic_staff |= absence.synthetic();
}

void SnapshotBuilder::Add(const v1::Leave& leave) {
  JobOf(leave.employment())
      .leaves.push_back(
          {SpanOf(leave), leave.degree_percent() / 100.0, leave.kind() == v1::LEAVE_KIND_PARENTAL});
  snapshot_.synthetic_staff |= leave.synthetic();
}

void SnapshotBuilder::Add(const v1::Qualification& qualification) {
  if (qualification.kind() != v1::QUALIFICATION_KIND_TRADE_CERTIFICATE) return;
  snapshot_.certificates.push_back({PersonOf(qualification.person()), qualification.trade(),
                                    DayOf(qualification.obtained_date())});
  snapshot_.synthetic_certificates |= qualification.synthetic();
}

void SnapshotBuilder::Add(const v1::Participation& participation) {
  if (!participation.has_completed_date()) return;
  snapshot_.completed_groups.push_back({participation.programme(), participation.leader_group(),
                                        DayOf(participation.completed_date())});
  snapshot_.synthetic_groups |= participation.synthetic();
}

int SnapshotBuilder::UnitOf(const std::string& name) const {
  const auto found = unit_numbers_.find(name);
  return found == unit_numbers_.end() ? -1 : found->second;
}

Unit SnapshotBuilder::ToUnit(const v1::OrgUnit& record) const {
  Unit unit;
  unit.id = record.name();
  unit.days = {DayOf(record.valid_from()),
               record.has_valid_to() ? DayOf(record.valid_to()) : kOpenEnd};
  for (const v1::OrgUnit& terms : TermsOf(record)) {
    unit.terms.push_back({LabelOf(terms), UnitOf(terms.parent_unit()), terms.service_area(),
                          terms.service(), !terms.not_counted(),
                          terms.has_valid_to() ? DayOf(terms.valid_to()) : kOpenEnd});
  }
  unit.terms.back().last = kOpenEnd;
  for (const std::string& name : record.successors()) {
    if (const int successor = UnitOf(name); successor >= 0) unit.successors.push_back(successor);
  }
  return unit;
}

std::vector<Unit> SnapshotBuilder::UnitsAt(std::int64_t micros) const {
  std::vector<Unit> units;
  for (const auto& [name, versions] : units_) {
    // A unit that was not known yet is where it first was.
    auto version = versions.upper_bound(micros);
    if (version != versions.begin()) --version;
    units.push_back(ToUnit(version->second));
  }
  return units;
}

// Of names, units that are new, and sources nothing becomes another tree.
std::set<std::int64_t> SnapshotBuilder::TimesOfChange() const {
  std::set<std::int64_t> times;
  for (const auto& [name, versions] : units_) {
    for (auto next = std::next(versions.begin()); next != versions.end(); ++next) {
      if (!HaveEqualPlaces(std::prev(next)->second, next->second)) times.insert(next->first);
    }
  }
  return times;
}

void SnapshotBuilder::AddTrees(const std::vector<Unit>& units) {
  std::vector<OrgTree> trees = TreesOf(units);
  const int version = snapshot_.trees.empty() ? 0 : snapshot_.trees.back().version + 1;
  for (OrgTree& tree : trees) tree.version = version;
  std::vector<OrgTree>& all = snapshot_.trees;
  const auto last = std::find_if(all.begin(), all.end(),
                                 [&](const OrgTree& tree) { return tree.version == version - 1; });
  if (AreAlike({last, all.end()}, trees)) all.erase(last, all.end());
  std::move(trees.begin(), trees.end(), std::back_inserter(all));
}

void SnapshotBuilder::Organise(const std::vector<Job>& jobs) {
  int count = 0;
  for (const auto& [name, versions] : units_) unit_numbers_[name] = count++;
  snapshot_.units = UnitsAt(std::numeric_limits<std::int64_t>::max());
  for (const Job& job : jobs) snapshot_.unit_of.push_back(UnitOf(job.unit));
  for (std::size_t i = 0; i < unit_of_vacancy_.size(); ++i) {
    snapshot_.vacancies[i].unit = UnitOf(unit_of_vacancy_[i]);
  }
  for (const std::int64_t time : TimesOfChange()) AddTrees(UnitsAt(time - 1));
  AddTrees(snapshot_.units);
}

void SnapshotBuilder::GroupAll(const std::vector<Job>& jobs) {
  const std::size_t count = jobs.size();
  const auto of = [&](std::size_t i) -> const Employment& { return jobs[i].employment; };
  const Snapshot& made = snapshot_;
  snapshot_.By(Axis::kUnit) = GroupByUnit(made.units, made.trees, made.unit_of);
  snapshot_.By(Axis::kService) = GroupByService(made.units, made.trees, made.unit_of);
  snapshot_.By(Axis::kSector) = GroupBySector(made.units, made.trees, made.unit_of, [](int sector) {
    return SectorLabel(static_cast<v1::ServiceArea>(sector));
  });
  snapshot_.By(Axis::kSex) = GroupByLabel(count, SexLabels(), [&](std::size_t i) {
    if (of(i).sex == Sex::kUnknown) return -1;
    return of(i).sex == Sex::kFemale ? 0 : 1;
  });
  // Who is of which age changes with the year.
  snapshot_.By(Axis::kAge) = GroupByLabel(0, AgeLabels(), [](std::size_t) { return -1; });
  snapshot_.By(Axis::kPosition) = GroupByLabel(
      count, PositionLabels(), [&](std::size_t i) { return of(i).position >= 1 ? 0 : 1; });
  snapshot_.By(Axis::kForm) =
      GroupByLabel(count, FormLabels(), [&](std::size_t i) { return of(i).permanent ? 0 : 1; });
  std::map<std::string, int> job_groups;
  for (const Job& job : jobs) job_groups[job.job_group] = 0;
  std::vector<Label> labels;
  for (auto& [code, number] : job_groups) {
    number = static_cast<int>(labels.size());
    labels.push_back(JobGroupLabel(code));
  }
  snapshot_.By(Axis::kJobGroup) = GroupByLabel(
      count, std::move(labels), [&](std::size_t i) { return job_groups[jobs[i].job_group]; });
}

Snapshot SnapshotBuilder::Build(Day known) && {
  std::vector<Job> jobs;
  jobs.reserve(jobs_.size());
  for (auto& [name, job] : jobs_) {
    if (!job.name.empty()) jobs.push_back(std::move(job));
  }
  std::sort(jobs.begin(), jobs.end(), [](const Job& a, const Job& b) {
    return std::tie(a.employment.person, a.name) < std::tie(b.employment.person, b.name);
  });
  for (Job& job : jobs) {
    job.employment.leave = LeaveStretches(job.leaves);
    std::erase_if(job.leaves, [](const Leave& leave) { return !leave.parental; });
    job.employment.parental = LeaveStretches(job.leaves);
    job.employment.sick = SickStretches(std::move(job.absences), job.employment.leave);
    snapshot_.employments.push_back(job.employment);
  }
  Organise(jobs);
  snapshot_.tree_now = TreeOn(snapshot_.trees, known);
  GroupAll(jobs);
  return std::move(snapshot_);
}

}  // namespace ett::hr
