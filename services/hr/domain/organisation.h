#pragma once

#include <string>
#include <vector>

#include "services/hr/domain/grouping.h"
#include "services/hr/domain/work_calendar.h"

// The units of an organisation through time. Units are numbered from 0.
namespace ett::hr {

// What a unit is called, where it belongs and what it does until a day.
struct UnitTerms {
  Label label;
  int parent = -1;         // −1 for none
  int sector = 0;          // 0: that of the nearest unit above that has one
  std::string service;     // empty: that of the nearest unit above that has one
  bool is_counted = true;  // false: neither it nor what is below it
  Day last = kOpenEnd;
};

struct Unit {
  std::string id;
  Span days;
  std::vector<UnitTerms> terms;  // in order, at least one
  std::vector<int> successors;   // one that it was merged into, or several that it was split into
};

// The organisation as it was on one day. Units that had yet to come, or had ended, are in it where
// they first or last were: for what is known of them on other days.
struct OrgTree {
  Day from = 0;
  int version = 0;          // of what was known of the organisation: 0 the first
  std::vector<int> home;    // by unit: itself, or the one that it had been merged into
  std::vector<int> parent;  // by unit; −1 for none; always a home, and never below the unit
  std::vector<int> terms;   // by unit: which it had
  std::vector<int> sector;  // by unit: its own or that of the nearest above; 0 for none
  std::vector<std::string> service;  // the same; empty for none
  std::vector<bool> is_counted;      // by unit
};

// One for each day from which the organisation was another, in order; at least one. All, so that
// figures of a year are the same whatever years are asked for together.
std::vector<OrgTree> TreesOf(const std::vector<Unit>& units);

// Whether they divide the same units alike.
bool AreAlike(const std::vector<OrgTree>& a, const std::vector<OrgTree>& b);

// The tree of that day in the latest version, as an index; its first for days before it.
int TreeOn(const std::vector<OrgTree>& trees, Day day);

// By tree, a number for the order in which figures of the days could be asked for by it: of each
// version those of the days, which all can be that of now while the days go by, then each that came
// later; −1 for those that had been before.
std::vector<int> RanksOn(const std::vector<OrgTree>& trees, Span days);

}  // namespace ett::hr
