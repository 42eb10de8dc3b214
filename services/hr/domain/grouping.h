#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "services/hr/domain/work_calendar.h"

namespace ett::hr {

struct Label {
  std::string id;
  std::string nb;
  std::string en;
};

// A category under the name that it is shown with.
struct Row {
  Label label;
  int category = 0;
};

// A division of the employments into categories that may contain each other. Category 0 is the
// whole. Each employment has its innermost category. What is not in any list of rows is never
// shown, but it could be computed as what one category has besides others, and so has to be
// protected as they are: a rest.
struct Grouping {
  // By category: itself and those that contain it, the whole left out.
  std::vector<std::vector<int>> above = {{}};
  std::vector<int> own;  // by employment
  // What is shown: of an organisation by tree, else one list for all times.
  std::vector<std::vector<Row>> rows = {{}};
  // By category, the same whatever else there is; not for categories of units.
  std::vector<std::string> names = {""};

  // Of an organisation, by category: its units.
  struct Member {
    std::uint64_t hash = 0;
    Day from = 0;
  };
  std::vector<std::vector<Member>> members;
  // Of an organisation, by category: the trees that have it, as a row or as a rest of rows of
  // theirs and of earlier trees; none for what is always there.
  std::vector<std::vector<int>> shown_in;
  // Of an organisation with units that are not counted, by tree: the category of those that are; 0
  // where all are.
  std::vector<int> counted;

  std::size_t size() const { return above.size(); }

  // A category that contains no other, shown at all times.
  int Add(Label label);
  // Gives the employments that are in no category but the whole a rest, where others are in one.
  void AddRest();

  const std::vector<Row>& RowsIn(int tree) const { return rows.size() == 1 ? rows[0] : rows[tree]; }
  // The lowest of the trees' ranks, of those that show the category; 0 for what is always there, −1
  // where none has a rank.
  int RankOf(int category, const std::vector<int>& rank_of_tree) const;
  // The same in other versions of what is known: of units by those that there had been by the day.
  std::string NameOn(int category, Day day) const;
};

}  // namespace ett::hr
