#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "ett/hr/v1/hr.pb.h"
#include "services/hr/domain/snapshot.h"

namespace ett::hr {

// Makes a snapshot of the domain from the contract's records of one municipality, in any order.
// Records that refer to one that is missing are left out of what needs it: an absence without its
// employment counts nowhere, an employment without its unit only in the whole.
class SnapshotBuilder {
 public:
  void Add(const v1::OrgUnit& unit);
  void Add(const v1::Target& target);
  void Add(const v1::Employment& employment);
  void Add(const v1::Absence& absence);
  void Add(const v1::Leave& leave);
  void Add(const v1::Qualification& qualification);
  void Add(const v1::Participation& participation);

  Snapshot Build() &&;

 private:
  struct Unit {
    Label label;
    std::string parent;
    v1::ServiceArea area;
    std::string service;
  };
  struct Job {
    std::string name, unit, job_group;
    Employment employment;
    std::vector<Absence> absences;
    std::vector<Leave> leaves;
  };

  int PersonOf(const std::string& pseudonym);
  // What there is of the employment, which may yet come.
  Job& JobOf(const std::string& name);
  Grouping GroupByJobGroup(const std::vector<Job>& jobs) const;
  Grouping GroupByUnit(const std::vector<Job>& jobs);
  void GroupAll(const std::vector<Job>& jobs);
  // By what their units say of themselves, or else the nearest above that does.
  template <class Code, class Namer>
  Grouping GroupByCode(const std::vector<Job>& jobs, Code Unit::*code, Namer label) const;
  // Of the unit or the nearest above it that has one.
  template <class Code>
  Code NearestCode(const std::string& unit, Code Unit::*code) const;

  std::map<std::string, Unit> units_;  // by name
  absl::flat_hash_map<std::string, Job> jobs_;
  absl::flat_hash_map<std::string, int> persons_;
  Snapshot snapshot_;
};

// The day, or the first of the year or month where the record gives no more.
absl::CivilDay ToCivilDay(const google::type::Date& date);

}  // namespace ett::hr
