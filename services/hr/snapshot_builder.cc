#include "services/hr/snapshot_builder.h"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

#include "services/hr/labels.h"

namespace ett::hr {
namespace {

// Deeper than any organisation: stops at units that are above each other.
constexpr int kDeepest = 50;

Day DayOf(const google::type::Date& date) { return ToDay(ToCivilDay(date)); }

template <class T>
Span SpanOf(const T& record) {
  return {DayOf(record.start_date()), record.has_end_date() ? DayOf(record.end_date()) : kOpenEnd};
}

Sex SexOf(v1::Sex sex) {
  if (sex == v1::SEX_FEMALE) return Sex::kFemale;
  return sex == v1::SEX_MALE ? Sex::kMale : Sex::kUnknown;
}

Grouping OnlyWhole(std::size_t employments) {
  return {{WholeLabel()}, {-1}, std::vector<int>(employments)};
}

// By one of the labels for each job, or by none.
Grouping GroupByLabel(std::size_t jobs, std::vector<Label> labels,
                      const std::function<int(std::size_t)>& label_of) {
  Grouping grouping = OnlyWhole(jobs);
  for (Label& label : labels) grouping.Add(std::move(label), 0);
  for (std::size_t i = 0; i < jobs; ++i) grouping.own[i] = label_of(i) + 1;
  return grouping;
}

}  // namespace

absl::CivilDay ToCivilDay(const google::type::Date& date) {
  return absl::CivilDay(date.year(), std::max(date.month(), 1), std::max(date.day(), 1));
}

void SnapshotBuilder::Add(const v1::OrgUnit& unit) {
  const std::string id = unit.name().substr(unit.name().rfind('/') + 1);
  const std::string& en =
      unit.display_name_en().empty() ? unit.display_name() : unit.display_name_en();
  units_[unit.name()] = {
      {id, unit.display_name(), en}, unit.parent_unit(), unit.service_area(), unit.service()};
}

void SnapshotBuilder::Add(const v1::Target& target) {
  snapshot_.targets.push_back({target.metric(), target.year(), target.value(),
                               target.direction() != v1::TARGET_DIRECTION_AT_LEAST});
  snapshot_.synthetic_targets |= target.synthetic();
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

Grouping SnapshotBuilder::GroupByJobGroup(const std::vector<Job>& jobs) const {
  Grouping grouping = OnlyWhole(jobs.size());
  std::map<std::string, int> categories;
  for (const Job& job : jobs) categories[job.job_group] = 0;
  for (auto& [code, category] : categories) category = grouping.Add(JobGroupLabel(code), 0);
  for (std::size_t i = 0; i < jobs.size(); ++i) grouping.own[i] = categories[jobs[i].job_group];
  return grouping;
}

Grouping SnapshotBuilder::GroupByUnit(const std::vector<Job>& jobs) {
  Grouping grouping = OnlyWhole(jobs.size());
  std::map<std::string, std::vector<std::string>> below;
  std::vector<std::pair<std::string, int>> reached;  // a unit and the category above it
  for (const auto& [name, unit] : units_) {
    if (units_.contains(unit.parent)) {
      below[unit.parent].push_back(name);
    } else {
      reached.emplace_back(name, 0);
    }
  }
  std::map<std::string, int> categories;
  // Grows while it is walked: a unit is reached through the one above it, never twice.
  for (std::size_t i = 0; i < reached.size(); ++i) {
    const auto [name, parent] = reached[i];
    const int category = grouping.Add(units_[name].label, parent);
    categories[name] = category;
    for (const std::string& child : below[name]) reached.emplace_back(child, category);
  }
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    const auto found = categories.find(jobs[i].unit);
    if (found != categories.end()) grouping.own[i] = found->second;
  }
  return grouping;
}

template <class Code>
Code SnapshotBuilder::NearestCode(const std::string& unit, Code Unit::*code) const {
  std::string name = unit;
  for (int depth = 0; depth < kDeepest; ++depth) {
    const auto found = units_.find(name);
    if (found == units_.end()) break;
    if (found->second.*code != Code{}) return found->second.*code;
    name = found->second.parent;
  }
  return Code{};
}

template <class Code, class Namer>
Grouping SnapshotBuilder::GroupByCode(const std::vector<Job>& jobs, Code Unit::*code,
                                      Namer label) const {
  Grouping grouping = OnlyWhole(jobs.size());
  std::map<std::string, Code> code_of;  // by unit
  std::map<Code, int> categories;
  for (const Job& job : jobs) {
    const auto [entry, fresh] = code_of.try_emplace(job.unit);
    if (fresh) entry->second = NearestCode(job.unit, code);
    if (entry->second != Code{}) categories[entry->second] = 0;
  }
  for (auto& [each, category] : categories) category = grouping.Add(label(each), 0);
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    const auto found = categories.find(code_of[jobs[i].unit]);
    if (found != categories.end()) grouping.own[i] = found->second;
  }
  return grouping;
}

void SnapshotBuilder::GroupAll(const std::vector<Job>& jobs) {
  const std::size_t count = jobs.size();
  const auto of = [&](std::size_t i) -> const Employment& { return jobs[i].employment; };
  snapshot_.By(Axis::kSector) = GroupByCode(jobs, &Unit::area, SectorLabel);
  snapshot_.By(Axis::kUnit) = GroupByUnit(jobs);
  snapshot_.By(Axis::kService) = GroupByCode(jobs, &Unit::service, [](const std::string& code) {
    return Label{code, code, code};
  });
  snapshot_.By(Axis::kSex) = GroupByLabel(count, SexLabels(), [&](std::size_t i) {
    if (of(i).sex == Sex::kUnknown) return -1;
    return of(i).sex == Sex::kFemale ? 0 : 1;
  });
  // Who is of which age changes with the year.
  snapshot_.By(Axis::kAge) = GroupByLabel(0, AgeLabels(), [](std::size_t) { return -1; });
  snapshot_.By(Axis::kJobGroup) = GroupByJobGroup(jobs);
  snapshot_.By(Axis::kPosition) = GroupByLabel(
      count, PositionLabels(), [&](std::size_t i) { return of(i).position >= 1 ? 0 : 1; });
  snapshot_.By(Axis::kForm) =
      GroupByLabel(count, FormLabels(), [&](std::size_t i) { return of(i).permanent ? 0 : 1; });
  for (Grouping& grouping : snapshot_.groupings) grouping.AddRests();
}

Snapshot SnapshotBuilder::Build() && {
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
  GroupAll(jobs);
  return std::move(snapshot_);
}

}  // namespace ett::hr
