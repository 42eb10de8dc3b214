#include "services/hr/disclosure_figures.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "services/hr/domain/workforce.h"
#include "services/hr/staff_figures.h"
#include "status/macros.h"

namespace ett::hr {
namespace {

using figures::Entry;
using figures::Period;

struct Breakdown {
  Label label;
  Axes axes;
};

// The first is the one that stands for all.
const std::vector<Breakdown>& Breakdowns() {
  static const auto& all = *new std::vector<Breakdown>{
      {{"unit-sex-age", "enhet, kjønn og alder", "unit, sex and age"},
       {Axis::kUnit, Axis::kSex, Axis::kAge}},
      {{"unit", "enhet", "unit"}, {Axis::kUnit}},
      {{"unit-sex", "enhet og kjønn", "unit and sex"}, {Axis::kUnit, Axis::kSex}},
      {{"unit-age", "enhet og alder", "unit and age"}, {Axis::kUnit, Axis::kAge}},
      {{"sector-sex-age", "sektor, kjønn og alder", "sector, sex and age"},
       {Axis::kSector, Axis::kSex, Axis::kAge}},
      {{"sector-sex-job-group", "sektor, kjønn og stillingsgruppe", "sector, sex and job group"},
       {Axis::kSector, Axis::kSex, Axis::kJobGroup}}};
  return all;
}

// Those of the cells that are of the organisation at the end of the period, rests too.
std::set<Place> ShownIn(const Snapshot& staff, const Cells& cells, const Axes& axes,
                        Period period) {
  std::vector<int> ranks(staff.trees.size(), -1);
  ranks[TreeOn(staff.trees, ToDay(period.last_day()))] = 0;
  std::set<Place> shown;
  for (const Place& place : cells.places) {
    const bool is_shown = std::all_of(axes.begin(), axes.end(), [&](Axis axis) {
      return staff.By(axis).RankOf(place[static_cast<std::size_t>(axis)], ranks) == 0;
    });
    if (is_shown) shown.insert(place);
  }
  return shown;
}

// By employees on the last day.
std::optional<double> Coverage(const Staff& staff, const Universe& publication, const Axes& axes,
                               Period period) {
  const auto cells = staff.CellsOf(axes, period.year());
  const auto counted = WorkforceBy(staff.snapshot(), *cells, period.last_day());
  const std::set<Place> shown = ShownIn(staff.snapshot(), *cells, axes, period);
  std::int64_t in_all = 0, covered = 0;
  for (std::size_t cell = 0; cell < cells->size(); ++cell) {
    if (!shown.contains(cells->places[cell])) continue;
    in_all += counted[cell].persons;
    if (publication.IsPublished(cells->places[cell], 12)) covered += counted[cell].persons;
  }
  if (in_all == 0) return std::nullopt;
  return 100.0 * static_cast<double>(covered) / static_cast<double>(in_all);
}

}  // namespace

absl::StatusOr<std::vector<Entry>> WithheldCellFigures(const Staff& staff, Period period) {
  if (period.kind() != Period::Kind::kYear) return std::vector<Entry>();
  ASSIGN_OR_RETURN(const auto publication, staff.PublicationOf(period.year()));
  if (publication->cells() == 0) return std::vector<Entry>();
  return std::vector<Entry>{
      {period, {}, figures::Value{static_cast<double>(publication->withheld_cells())}}};
}

absl::StatusOr<std::vector<Entry>> CoverageFigures(const Staff& staff, const figures::Query& query,
                                                   Period period) {
  std::vector<Entry> entries;
  if (period.kind() != Period::Kind::kYear) return entries;
  ASSIGN_OR_RETURN(const auto publication, staff.PublicationOf(period.year()));
  for (const Breakdown& breakdown : Breakdowns()) {
    Entry entry{period, {}, {}};
    if (!query.dimensions.empty()) {
      if (!figures::Keeps(query, query.dimensions[0], breakdown.label.id)) continue;
      entry.categories.push_back({breakdown.label.id, ToText(breakdown.label)});
    }
    const auto coverage = Coverage(staff, *publication, breakdown.axes, period);
    if (!coverage) continue;
    entry.figure = figures::Value{*coverage};
    entries.push_back(std::move(entry));
    if (query.dimensions.empty()) break;
  }
  return entries;
}

}  // namespace ett::hr
