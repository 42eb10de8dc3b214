#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "ett/hr/v1/hr.pb.h"
#include "records/row.h"
#include "services/hr/domain/positions.h"
#include "services/hr/judges.h"
#include "status/macros.h"

namespace ett::hr {
namespace {

using records::Candidate;
using status::FieldError;

constexpr char kNotTold[] = "…";

struct Job {
  std::string person;
  int sex;
  std::int64_t birth_year;
  std::string unit;
  Position position;
};
using Jobs = std::map<std::string, Job>;  // by id

// A person's jobs that are in force, by id.
using Persons = std::map<std::string, std::map<std::string, const Job*>>;

Days DaysOf(const sql::Value& first, const sql::Value& last) {
  return {
      records::FirstDayOf(records::ParseDate(sql::Text(first))),
      sql::Text(last).empty() ? kNoEnd : records::LastDayOf(records::ParseDate(sql::Text(last)))};
}

Job JobOf(const Candidate& candidate) {
  const auto& record = static_cast<const v1::Employment&>(*candidate.record);
  const Days days = {records::FirstDayOf(record.start_date()),
                     record.has_end_date() ? records::LastDayOf(record.end_date()) : kNoEnd};
  return {record.person(),
          record.sex(),
          record.birth_year(),
          records::IdOf(record.org_unit()),
          {days, record.position_percent()}};
}

std::string Print(const Days& days) {
  const auto print = [](absl::CivilDay day) { return records::PrintDate(records::DateOf(day)); };
  return absl::StrCat(print(days.first), "..", days.last == kNoEnd ? "" : print(days.last));
}

// What a batch is judged by.
struct Surroundings {
  Jobs rows;                          // of the batch
  Jobs kept;                          // current: of the same ids, and of the same persons
  std::map<std::string, Days> units;  // of the batch's units
  std::map<std::string, Days> noted;  // first to last day of absences and leaves, by employment
};

class EmploymentJudge final : public records::Judge {
 public:
  explicit EmploymentJudge(const Limits& limits) : limits_(limits) {}

  absl::Status Decide(sql::Session& session, const std::string& municipality,
                      std::vector<Candidate>& batch) override {
    Surroundings around;
    for (const Candidate& each : batch) around.rows.emplace(each.id, JobOf(each));
    RETURN_IF_ERROR(LoadKept(session, municipality, around));
    RETURN_IF_ERROR(LoadUnits(session, municipality, around));
    for (const char* table : {"absence", "leave_of_absence"}) {
      RETURN_IF_ERROR(LoadNoted(session, municipality, table, around));
    }
    for (Candidate& each : batch) {
      if (!each.error.has_value()) each.error = ErrorOfDays(each, around);
    }
    // Of a record whose row is refused, the version that is kept stays in force; rows that were
    // judged without it are judged again.
    while (RefusesKept(around, batch)) continue;
    return absl::OkStatus();
  }

  void Remember(const std::vector<Candidate>& batch) override {
    for (const Candidate& each : batch) {
      if (each.error.has_value()) continue;
      Job job = JobOf(each);
      remembered_of_[job.person].insert(each.id);
      remembered_.insert_or_assign(each.id, std::move(job));
    }
  }
  std::size_t remembered() const override { return remembered_.size(); }

 private:
  absl::Status LoadKept(sql::Session& session, const std::string& municipality,
                        Surroundings& around) const {
    std::vector<std::string> ids;
    std::set<std::string> persons;
    for (const auto& [id, job] : around.rows) {
      ids.push_back(id);
      persons.insert(job.person);
    }
    constexpr char kColumns[] =
        "id, person, sex, birth_year, org_unit, position_percent, start_date, end_date";
    const auto add = [&](const sql::Row& row) {
      around.kept[sql::Text(row[0])] = {sql::Text(row[1]),
                                        static_cast<int>(sql::Int(row[2])),
                                        sql::Int(row[3]),
                                        sql::Text(row[4]),
                                        {DaysOf(row[6], row[7]), sql::Double(row[5])}};
      return absl::OkStatus();
    };
    RETURN_IF_ERROR(
        records::ForEachCurrent(session, {kColumns, "employment", "id"}, municipality, ids, add));
    RETURN_IF_ERROR(records::ForEachCurrent(session, {kColumns, "employment", "person"},
                                            municipality, {persons.begin(), persons.end()}, add));
    RecallInto(around, persons);
    return absl::OkStatus();
  }

  // In a dry run, what was accepted before stands for what is kept.
  void RecallInto(Surroundings& around, const std::set<std::string>& persons) const {
    std::set<std::string> ids;
    for (const auto& [id, job] : around.rows) ids.insert(id);
    for (const auto& [id, job] : around.kept) ids.insert(id);
    for (const std::string& person : persons) {
      const auto found = remembered_of_.find(person);
      if (found != remembered_of_.end()) ids.insert(found->second.begin(), found->second.end());
    }
    for (const std::string& id : ids) {
      const auto found = remembered_.find(id);
      if (found != remembered_.end()) around.kept.insert_or_assign(id, found->second);
    }
  }

  static absl::Status LoadUnits(sql::Session& session, const std::string& municipality,
                                Surroundings& around) {
    std::set<std::string> ids;
    for (const auto& [id, job] : around.rows) ids.insert(job.unit);
    return records::ForEachCurrent(session, {"id, valid_from, valid_to", "org_unit", "id"},
                                   municipality, {ids.begin(), ids.end()},
                                   [&](const sql::Row& row) {
                                     around.units[sql::Text(row[0])] = DaysOf(row[1], row[2]);
                                     return absl::OkStatus();
                                   });
  }

  // Only where an employment is made shorter: a new one has no absences yet.
  static absl::Status LoadNoted(sql::Session& session, const std::string& municipality,
                                absl::string_view table, Surroundings& around) {
    std::vector<std::string> shortened;
    for (const auto& [id, job] : around.rows) {
      const auto kept = around.kept.find(id);
      const bool shorter =
          kept != around.kept.end() && !job.position.days.Holds(kept->second.position.days);
      if (shorter) shortened.push_back(id);
    }
    return records::ForEachCurrent(
        session, {"employment, MIN(start_date), MAX(end_date)", table, "employment", "employment"},
        municipality, shortened, [&](const sql::Row& row) {
          const Days days = DaysOf(row[1], row[2]);
          const auto [entry, fresh] = around.noted.try_emplace(sql::Text(row[0]), days);
          entry->second = {std::min(entry->second.first, days.first),
                           std::max(entry->second.last, days.last)};
          return absl::OkStatus();
        });
  }

  static std::optional<FieldError> ErrorOfDays(const Candidate& candidate,
                                               const Surroundings& around) {
    const Job& job = around.rows.at(candidate.id);
    const Days& days = job.position.days;
    const auto unit = around.units.find(job.unit);
    if (unit == around.units.end()) {
      return status::Refusal("org_unit", "UNKNOWN_REFERENCE", "an existing ett.no/OrgUnit",
                             job.unit);
    }
    if (!unit->second.Holds(days)) {
      return status::Refusal(
          unit->second.Holds(days.first) ? "end_date" : "start_date", "OUTSIDE_UNIT",
          absl::StrCat("days inside those of the unit, ", Print(unit->second)), Print(days));
    }
    const auto noted = around.noted.find(candidate.id);
    if (noted == around.noted.end() || days.Holds(noted->second)) return std::nullopt;
    return status::Refusal(noted->second.first < days.first ? "start_date" : "end_date",
                           "ABSENCE_OUTSIDE",
                           "days that hold the absences and leaves of this employment", kNotTold);
  }

  // Judges the rows without an error against their persons' other jobs. True when a row was
  // refused of which a version is kept.
  bool RefusesKept(const Surroundings& around, std::vector<Candidate>& batch) const {
    std::set<std::string> pending;
    for (const Candidate& each : batch) {
      if (!each.error.has_value()) pending.insert(each.id);
    }
    Persons persons;
    for (const auto& [id, job] : around.kept) {
      if (!pending.contains(id)) persons[job.person].emplace(id, &job);
    }
    bool refused_kept = false;
    for (Candidate& each : batch) {
      if (each.error.has_value()) continue;
      const Job& job = around.rows.at(each.id);
      std::map<std::string, const Job*>& others = persons[job.person];
      each.error = ErrorAmong(job, others);
      if (!each.error.has_value()) others.emplace(each.id, &job);
      refused_kept |= each.error.has_value() && around.kept.contains(each.id);
    }
    return refused_kept;
  }

  std::optional<FieldError> ErrorAmong(const Job& job,
                                       const std::map<std::string, const Job*>& others) const {
    std::vector<Position> positions = {job.position};
    for (const auto& [id, other] : others) {
      positions.push_back(other->position);
      if (other->birth_year != job.birth_year) {
        return status::Refusal("birth_year", "CONTRADICTS_PERSON",
                               "the year in the person's other employments", kNotTold);
      }
      if (other->sex != job.sex && other->sex != v1::SEX_UNSPECIFIED &&
          job.sex != v1::SEX_UNSPECIFIED) {
        return status::Refusal("sex", "CONTRADICTS_PERSON",
                               "the sex in the person's other employments", kNotTold);
      }
    }
    // Hundredths are not exact in binary.
    constexpr double kTolerance = 1e-6;
    if (LargestSum(positions, job.position.days) <= limits_.most_position_percent + kTolerance) {
      return std::nullopt;
    }
    return status::Refusal("position_percent", "TOO_LARGE_POSITION",
                           absl::StrCat("at most ", limits_.most_position_percent,
                                        " on any day, the person's other employments included"),
                           kNotTold);
  }

  const Limits limits_;
  Jobs remembered_;
  std::map<std::string, std::set<std::string>> remembered_of_;  // ids by person
};

}  // namespace

std::unique_ptr<records::Judge> MakeEmploymentJudge(const Limits& limits) {
  return std::make_unique<EmploymentJudge>(limits);
}

}  // namespace ett::hr
