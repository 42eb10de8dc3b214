#pragma once

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "records/row.h"
#include "services/hr/decisions_testing.h"
#include "services/hr/domain/testing/attacker.h"
#include "services/hr/domain/universe.h"
#include "services/hr/snapshot_builder.h"

// Made-up towns for tests of publications, and those who try to see through what is published.
namespace ett::hr {

using absl::CivilDay;
using absl::CivilMonth;

inline constexpr int kYear = 2018;
inline constexpr int kMonths = 3;
inline const Day kKnown = ToDay(CivilDay(kYear, kMonths, 15));

// Small enough that nearly all of it is sensitive.
struct Town {
  std::vector<v1::OrgUnit> units;
  std::vector<v1::OrgUnit> versions;  // what was known of units, if they have changed
  std::vector<v1::Employment> employments;

  Snapshot Staff(Day known = kOpenEnd) const {
    SnapshotBuilder builder;
    for (const v1::OrgUnit& unit : versions.empty() ? units : versions) builder.Add(unit);
    for (const v1::Employment& employment : employments) builder.Add(employment);
    return std::move(builder).Build(known);
  }
};

inline std::string NameOf(const char* collection, int number) {
  return absl::StrCat("municipalities/935478715/", collection, "/x-", number);
}

inline v1::ServiceArea SomeArea(const Random& random) {
  return random(2) == 0 ? v1::SERVICE_AREA_EDUCATION : v1::SERVICE_AREA_HEALTH_AND_CARE;
}

// Moved, of another sector or no longer counted; from a day on, or as a correction; or merged or
// split, where that day is not too late.
inline void Reorganise(v1::OrgUnit& unit, int number, const Random& random) {
  const CivilDay last(kYear, 1 + random(5), 10 + random(15));
  const v1::OrgUnit before = unit;
  const int kind = random(4);
  if (kind == 0 && number > 0) unit.set_parent_unit(NameOf("orgUnits", random(number)));
  if (kind == 1) unit.set_service_area(SomeArea(random));
  if (kind == 2) unit.set_not_counted(!unit.not_counted());
  if (kind == 3 && number > 0) {
    *unit.mutable_valid_to() = records::DateOf(last);
    for (int i = 1 + random(2); i > 0; --i) unit.add_successors(NameOf("orgUnits", random(number)));
  } else if (random(3) > 0) {
    v1::OrgUnitTerms& terms = *unit.add_former();
    terms.set_parent_unit(before.parent_unit());
    terms.set_service_area(before.service_area());
    terms.set_not_counted(before.not_counted());
    *terms.mutable_valid_to() = records::DateOf(last);
  }
}

inline v1::OrgUnit SomeUnit(int number, const Random& random) {
  v1::OrgUnit unit;
  unit.set_name(NameOf("orgUnits", number));
  unit.set_service_area(SomeArea(random));
  if (number > 0) unit.set_parent_unit(NameOf("orgUnits", random(number)));
  return unit;
}

inline v1::Employment SomeEmployment(int number, int units, const Random& random) {
  v1::Employment employment;
  employment.set_name(NameOf("employments", number));
  employment.set_person(absl::StrCat("p-", number));
  employment.set_form(v1::EMPLOYMENT_FORM_PERMANENT);
  employment.set_org_unit(NameOf("orgUnits", random(units)));
  employment.set_sex(random(2) == 0 ? v1::SEX_FEMALE : v1::SEX_MALE);
  employment.set_birth_year(random(2) == 0 ? 1970 : 1990);
  employment.set_job_group(random(3) == 0 ? "nurse" : "cleaner");
  employment.set_position_percent(random(3) == 0 ? 50 : 100);
  const bool joins = random(6) == 0;
  *employment.mutable_start_date() =
      records::DateOf(joins ? CivilDay(kYear, 1 + random(3), 5) : CivilDay(kYear - 1, 1, 1));
  if (random(6) == 0)
    *employment.mutable_end_date() = records::DateOf(CivilDay(kYear, 3 + random(2), 5));
  return employment;
}

inline Town SomeTown(const Random& random) {
  Town town;
  const int units = 2 + random(5);
  for (int i = 0; i < units; ++i) {
    town.units.push_back(SomeUnit(i, random));
    if (random(3) == 0) Reorganise(town.units.back(), i, random);
  }
  const int employments = 10 + random(80);
  for (int i = 0; i < employments; ++i) {
    town.employments.push_back(SomeEmployment(i, units, random));
  }
  return town;
}

// The town once something else is known of some of its units.
inline Town Reorganised(Town town, const Random& random) {
  google::protobuf::Timestamp time;
  time.set_seconds(1);
  for (v1::OrgUnit unit : town.units) {
    *unit.mutable_recorded_time() = time;
    town.versions.push_back(unit);
  }
  time.set_seconds(2);
  const int changes = 1 + random(2);
  for (int i = 0; i < changes; ++i) {
    const int number = random(static_cast<int>(town.units.size()));
    v1::OrgUnit& unit = town.units[number];
    unit.clear_former();
    unit.clear_successors();
    unit.clear_valid_to();
    Reorganise(unit, number, random);
    town.versions.push_back(unit);
    *town.versions.back().mutable_recorded_time() = time;
  }
  return town;
}

// What anybody can learn of the last day of a month by asking for everything.
class Answers {
 public:
  Answers(const Snapshot& staff, const Cells& cells, int month)
      : staff_(staff), cells_(cells), counts_(cells.cells_of.size()) {
    const Day last = ToDay(CivilDay(absl::CivilMonth(kYear, month) + 1)) - 1;
    ranks_ = RanksOn(staff.trees, {ToDay(CivilDay(CivilMonth(kYear, month))), last});
    for (std::size_t i = 0; i < staff.employments.size(); ++i) {
      counts_[cells.class_of[i]] += staff.employments[i].span.Contains(last);
    }
    const int then = TreeOn(staff.trees, last);
    for (std::size_t axis = 0; axis < kAxes; ++axis) {
      for (const int tree : {then, staff.tree_now}) {
        for (const Row& row : staff.groupings[axis].RowsIn(tree)) {
          shown_[axis].insert(row.category);
        }
      }
    }
    classes_of_.resize(cells.size());
    for (std::size_t each = 0; each < cells.cells_of.size(); ++each) {
      for (const int cell : cells.cells_of[each]) {
        classes_of_[cell].push_back(static_cast<int>(each));
      }
    }
  }

  int Count(std::size_t cell) const {
    int count = 0;
    for (const int each : classes_of_[cell]) count += counts_[each];
    return count;
  }

  // Rests are in no answer, nor is what is only in the organisation of other months.
  bool IsShown(std::size_t cell) const {
    const Place& place = cells_.places[cell];
    for (std::size_t axis = 0; axis < kAxes; ++axis) {
      if (place[axis] > 0 && !shown_[axis].contains(place[axis])) return false;
    }
    return true;
  }

  // 0 for units as they were together in the month, higher for later organisations, −1 for earlier
  // ones.
  int RankOf(std::size_t cell) const {
    int rank = 0;
    for (std::size_t axis = 0; axis < kAxes && rank >= 0; ++axis) {
      const int of_axis = staff_.groupings[axis].RankOf(cells_.places[cell][axis], ranks_);
      rank = of_axis < 0 ? -1 : std::max(rank, of_axis);
    }
    return rank;
  }

  bool IsFew(std::size_t cell) const { return Count(cell) > 0 && Count(cell) < kFewestPersons; }

  // The cells about somebody, but too few, and so in `also`, that somebody with the answers has
  // computed or narrowed down to less than `width`. `is_published` is by cell.
  int SeenThrough(const std::vector<bool>& is_published, double width,
                  const Answers* also = nullptr) const {
    std::vector<PublishedCell> published;
    for (std::size_t cell = 0; cell < cells_.size(); ++cell) {
      if (!IsShown(cell) || !is_published[cell]) continue;
      published.push_back({classes_of_[cell], static_cast<double>(Count(cell))});
    }
    Attacker attacker(static_cast<int>(counts_.size()), std::move(published));
    int seen = 0;
    for (std::size_t cell = 0; cell < cells_.size(); ++cell) {
      if (!IsFew(cell) || is_published[cell] || RankOf(cell) != 0 ||
          (also != nullptr && !also->IsFew(cell)))
        continue;
      seen += attacker.CanCompute(classes_of_[cell]) ||
              attacker.Width(classes_of_[cell]) < width - 1e-6;
    }
    return seen;
  }

 private:
  const Snapshot& staff_;
  const Cells& cells_;
  std::vector<int> ranks_;                    // by tree
  std::array<std::set<int>, kAxes> shown_;    // categories
  std::vector<int> counts_;                   // by class
  std::vector<std::vector<int>> classes_of_;  // by cell
};

// What somebody knows who has the answers of several versions on a month, and what is withheld in
// any, as sums of the classes of employments that `groups` has. In the order in which there could
// be an answer: version by version, and in each from the organisation of the month to the last.
struct Known {
  using Order = std::pair<int, int>;
  const Cells& groups;
  std::vector<PublishedCell> published = {};
  std::map<Order, std::vector<PublishedCell>> askable = {};  // what anybody could have asked for
  std::map<std::vector<int>, Order> withheld = {};
  std::set<int> inhabited = {};  // groups that anybody is in on any day of the month
  int versions = 0;

  void Add(const Snapshot& staff, const Universe& universe, int month) {
    const Cells cells = CellsOf(staff, StaffScope(), kYear);
    const Answers answers(staff, cells, month);
    std::vector<std::set<int>> groups_of(cells.size());
    for (std::size_t i = 0; i < staff.employments.size(); ++i) {
      cells.ForEachOf(i, [&](int cell) { groups_of[cell].insert(groups.class_of[i]); });
      const CivilMonth after = CivilMonth(kYear, month) + 1;
      const Span days = {ToDay(CivilDay(after - 1)), ToDay(CivilDay(after)) - 1};
      const bool is_there = !Intersect(staff.employments[i].span, days).empty();
      if (is_there) inhabited.insert(groups.class_of[i]);
    }
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
      const std::vector<int> sum(groups_of[cell].begin(), groups_of[cell].end());
      const Order order(versions, answers.RankOf(cell));
      const bool is_published = universe.IsPublished(cells.places[cell], month);
      const PublishedCell answer{sum, static_cast<double>(answers.Count(cell))};
      if (is_published && answers.IsShown(cell)) published.push_back(answer);
      if (is_published && order.second >= 0) askable[order].push_back(answer);
      const bool is_secret = answers.IsFew(cell) && order.second >= 0;
      if (!is_published && is_secret) {
        Order& first = withheld.try_emplace(sum, order).first->second;
        first = std::min(first, order);
      }
    }
    ++versions;
  }

  // To one who knows which groups there are at all.
  bool IsGivenAwayBefore(const Order& order, const std::vector<int>& sum) const {
    std::vector<PublishedCell> all;
    for (int group = 0; group < static_cast<int>(groups.cells_of.size()); ++group) {
      if (!inhabited.contains(group)) all.push_back({{group}, 0});
    }
    for (const auto& [at, cells] : askable) {
      if (at < order) all.insert(all.end(), cells.begin(), cells.end());
    }
    Attacker attacker(static_cast<int>(groups.cells_of.size()), std::move(all));
    return Sees(attacker, sum);
  }

  static bool Sees(Attacker& attacker, const std::vector<int>& sum) {
    return attacker.CanCompute(sum) || attacker.Width(sum) < kFewestPersons - 1e-6;
  }

  // Of what is withheld, what somebody with all answers sees through. Not what had been given
  // away by answers from before it was a cell at all.
  int SeenThrough() const {
    Attacker attacker(static_cast<int>(groups.cells_of.size()), published);
    int seen = 0;
    for (const auto& [sum, order] : withheld) {
      seen += Sees(attacker, sum) && (order == Order(0, 0) || !IsGivenAwayBefore(order, sum));
    }
    return seen;
  }
};

}  // namespace ett::hr
