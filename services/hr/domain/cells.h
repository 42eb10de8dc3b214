#pragma once

#include <array>
#include <vector>

#include "services/hr/domain/snapshot.h"

namespace ett::hr {

// A category of each axis, 0 where it is the whole of it: what a cell is about.
using Place = std::array<int, kAxes>;

// The cells of a breakdown. Employments that no cell divides are one class.
struct Cells {
  std::vector<Place> places;
  std::vector<int> in_order;               // the cells, by place
  std::vector<int> class_of;               // by employment
  std::vector<std::vector<int>> cells_of;  // by class, in order

  std::size_t size() const { return places.size(); }

  // `count(cell)` for each cell that the employment counts in.
  template <typename Count>
  void ForEachOf(std::size_t employment, Count count) const {
    for (const int cell : cells_of[class_of[employment]]) count(cell);
  }
};

using Axes = std::vector<Axis>;

// Every combination of categories of `axes`, none the whole, that an employment is in, rests too.
// Without axes one cell: everything. Ages are those of `year`. Categories of organisations are
// those of the year before and of all later ones.
Cells CellsBy(const Snapshot& staff, const Axes& axes, int year);

// The same for several breakdowns at once.
Cells CellsByAll(const Snapshot& staff, const std::vector<Axes>& breakdowns, int year);

// Counts distinct persons by cell, when fed in order of person.
class PersonCounter {
 public:
  explicit PersonCounter(std::size_t cells) : last_(cells, -1) {}

  // Whether the person is new to the cell.
  bool IsNew(int cell, int person) {
    if (last_[cell] == person) return false;
    last_[cell] = person;
    return true;
  }

 private:
  std::vector<int> last_;
};

}  // namespace ett::hr
