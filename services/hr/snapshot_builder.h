#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "ett/hr/v1/hr.pb.h"
#include "ett/hr/v1/vacancy.pb.h"
#include "services/hr/domain/snapshot.h"

namespace ett::hr {

// Makes a snapshot of the domain from the contract's records of one municipality, in any order.
// Records that refer to one that is missing are left out of what needs it: an absence without its
// employment counts nowhere, an employment without its unit only in the whole.
class SnapshotBuilder {
 public:
  // A version of a unit, by its recorded_time: what could be asked for by earlier ones is protected
  // together with what is known now, by the last.
  void Add(const v1::OrgUnit& unit);
  void Add(const v1::Target& target);
  void Add(const v1::Vacancy& vacancy);
  void Add(const v1::Employment& employment);
  void Add(const v1::Absence& absence);
  void Add(const v1::Leave& leave);
  void Add(const v1::Qualification& qualification);
  void Add(const v1::Participation& participation);

  // With the organisation as it is on the day of knowledge as that of now.
  Snapshot Build(Day known = kOpenEnd) &&;

 private:
  struct Job {
    std::string name, unit, job_group;
    Employment employment;
    std::vector<Absence> absences;
    std::vector<Leave> leaves;
  };

  int PersonOf(const std::string& pseudonym);
  // What there is of the employment, which may yet come.
  Job& JobOf(const std::string& name);
  void Organise(const std::vector<Job>& jobs);
  int UnitOf(const std::string& name) const;
  Unit ToUnit(const v1::OrgUnit& record) const;
  // The records that were current after the versions of that time.
  std::vector<Unit> UnitsAt(std::int64_t micros) const;
  std::set<std::int64_t> TimesOfChange() const;
  void AddTrees(const std::vector<Unit>& units);
  void GroupAll(const std::vector<Job>& jobs);

  std::map<std::string, std::map<std::int64_t, v1::OrgUnit>> units_;  // by name and microseconds
  std::map<std::string, int> unit_numbers_;                           // the same, in order
  absl::flat_hash_map<std::string, Job> jobs_;
  absl::flat_hash_map<std::string, int> persons_;
  std::vector<std::string> unit_of_vacancy_;
  Snapshot snapshot_;
};

// The day, or the first of the year or month where the record gives no more.
absl::CivilDay ToCivilDay(const google::type::Date& date);

}  // namespace ett::hr
