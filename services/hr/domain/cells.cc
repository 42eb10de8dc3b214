#include "services/hr/domain/cells.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "absl/container/flat_hash_map.h"

namespace ett::hr {
namespace {

// By category of an age: the first age of the next. See AgeLabels.
constexpr int kNextAges[] = {30, 40, 50, 60};

int AgeCategory(int age) {
  int category = 1;
  for (const int next : kNextAges) category += age >= next;
  return category;
}

int OwnCategory(const Snapshot& staff, Axis axis, std::size_t employment, int year) {
  if (axis == Axis::kAge) return AgeCategory(year - staff.employments[employment].birth_year);
  return staff.By(axis).own[employment];
}

class CellFinder {
 public:
  // Of organisations from this day on.
  CellFinder(const Snapshot& staff, Day from, Cells& cells)
      : staff_(staff), ranks_(RanksOn(staff.trees, {from, from})), cells_(cells) {}

  // The cells by `axes` that somebody in `own` counts in: one for each combination of its
  // categories and those above them.
  std::vector<int> Find(const Place& own, const Axes& axes) {
    std::vector<Place> places = {Place()};
    for (const Axis axis : axes) {
      std::vector<Place> longer;
      const Grouping& grouping = staff_.By(axis);
      const auto at = static_cast<std::size_t>(axis);
      for (const int category : grouping.above[own[at]]) {
        if (grouping.RankOf(category, ranks_) < 0) continue;
        for (Place place : places) {
          place[at] = category;
          longer.push_back(place);
        }
      }
      places = std::move(longer);
    }
    std::vector<int> found;
    found.reserve(places.size());
    for (const Place& place : places) found.push_back(IdOf(place));
    return found;
  }

 private:
  int IdOf(const Place& place) {
    const auto [entry, fresh] = ids_.try_emplace(place, static_cast<int>(cells_.places.size()));
    if (fresh) cells_.places.push_back(place);
    return entry->second;
  }

  const Snapshot& staff_;
  const std::vector<int> ranks_;  // by tree
  Cells& cells_;
  absl::flat_hash_map<Place, int> ids_;
};

}  // namespace

Cells CellsByAll(const Snapshot& staff, const std::vector<Axes>& breakdowns, int year) {
  std::array<bool, kAxes> used = {};
  for (const Axes& axes : breakdowns) {
    for (const Axis axis : axes) used[static_cast<std::size_t>(axis)] = true;
  }
  Cells cells;
  CellFinder finder(staff, ToDay(absl::CivilDay(year - 1, 1, 1)), cells);
  absl::flat_hash_map<Place, int> classes;
  cells.class_of.reserve(staff.employments.size());
  for (std::size_t i = 0; i < staff.employments.size(); ++i) {
    Place own = {};
    for (std::size_t axis = 0; axis < kAxes; ++axis) {
      if (used[axis]) own[axis] = OwnCategory(staff, static_cast<Axis>(axis), i, year);
    }
    const auto [entry, fresh] = classes.try_emplace(own, static_cast<int>(cells.cells_of.size()));
    if (fresh) {
      std::vector<int>& of_class = cells.cells_of.emplace_back();
      for (const Axes& axes : breakdowns) {
        const std::vector<int> found = finder.Find(own, axes);
        of_class.insert(of_class.end(), found.begin(), found.end());
      }
      std::sort(of_class.begin(), of_class.end());
    }
    cells.class_of.push_back(entry->second);
  }
  cells.in_order.resize(cells.size());
  std::iota(cells.in_order.begin(), cells.in_order.end(), 0);
  std::sort(cells.in_order.begin(), cells.in_order.end(),
            [&](int a, int b) { return cells.places[a] < cells.places[b]; });
  return cells;
}

Cells CellsBy(const Snapshot& staff, const Axes& axes, int year) {
  return CellsByAll(staff, {axes}, year);
}

}  // namespace ett::hr
