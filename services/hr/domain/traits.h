#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "services/hr/domain/protection.h"
#include "services/hr/domain/snapshot.h"

// Divisions of those counted in a period that the yearly publication does not have, because they
// change from day to day or are more sensitive than it. Each is published by sector and sex alone,
// and protected by itself.
namespace ett::hr {

// What one employment adds to a figure.
struct TraitShare {
  int category = -1;  // of the trait; −1 for an employment that is not counted
  double amount = 0;
  double base = 0;  // what amounts are set against
};

struct Trait {
  std::vector<TraitShare> shares;  // by employment of the snapshot
  // Whoever has several of them in a cell counts with one.
  bool by_person = false;
};

// Persons employed on the day, by whether they are on medically certified sick leave.
Trait OnMedicalLeave(const Snapshot& staff, Day day);

// Work-years on the day, by whether the person is on medically certified sick leave or parental
// leave.
Trait PresentWorkYears(const Snapshot& staff, Day day);

// Part-time jobs on the day, by whether the person has asked for a larger position.
Trait InvoluntaryPartTime(const Snapshot& staff, Day day);

// Persons employed on the day, by whether they are apprentices.
Trait Apprentices(const Snapshot& staff, Day day);

// Persons employed on the day, by the level of their job; 0 where it is not known.
Trait ByLevel(const Snapshot& staff, Day day);

// Persons employed on 1 December of the year before, by where they are a year later (KS): 0 in a
// unit that they were in, 1 in others, 2 gone.
Trait Turnover(const Snapshot& staff, int year);

// Persons who were employed in the period and are no longer at its end, by the reason, an
// EndReason; others are category 0 with nothing. The base is the mean of those employed on the day
// before the period and on its last day.
Trait Leavers(const Snapshot& staff, Span period);

// Weeks of parental leave in the period, by whether there are any: calendar days on leave × its
// share, over 7.
Trait ParentalWeeks(const Snapshot& staff, Span period);

// A trait's figures for each sector, sex and category; index 0 is all of them.
struct TraitCell {
  int persons = 0;
  double amount = 0, base = 0;
};

class TraitTable {
 public:
  // As it is on the last of the days; all that are the organisation on any of them, or later, could
  // be asked for by.
  TraitTable(const Snapshot& staff, const Trait& trait, int categories, Span days);

  // `sector` and `sex` are categories of their groupings, of whatever organisation; `category` is
  // of the trait plus 1. 0 is all, also those who are not counted.
  const TraitCell& At(int sector, int sex, int category) const;

  // What there is to publish of it, to be decided on at once: the number of persons in each cell.
  // A sector of earlier organisations alone is closed.
  Publication ToPublish() const;
  // By cell of that, the same in other versions of what is known.
  std::vector<std::string> Names() const;
  // The place as a cell of that.
  std::size_t Index(int sector, int sex, int category) const;

 private:
  std::vector<int> CellsOf(const std::vector<int>& sectors, const std::vector<int>& sexes,
                           int category) const;

  int sectors_, sexes_, categories_;                   // with 0
  std::vector<std::string> sector_names_, sex_names_;  // by category
  std::vector<int> ranks_;                             // by sector, see RanksOn
  std::vector<TraitCell> cells_;
  // By the cell of the innermost sector and sex: those that somebody there counts in.
  std::map<std::size_t, std::vector<int>> cells_of_;
};

}  // namespace ett::hr
