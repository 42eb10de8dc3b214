#pragma once

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "services/hr/domain/cells.h"
#include "services/hr/domain/protection.h"

namespace ett::hr {

// Fewest persons that a published figure may be about. Practice; the law gives no number.
inline constexpr int kFewestPersons = 5;

// A set of breakdowns that are published together, each with all that it adds up to.
struct PublicationScope {
  std::string id;
  std::vector<Axes> breakdowns;
  // Only what has a known pay, of known sex; nobody may dominate a cell of one sex (p % rule).
  bool of_pay = false;
};

// Of all employees: every figure but pay.
const PublicationScope& StaffScope();
// Of pay.
const PublicationScope& PayScope();

// Whether figures by these axes can be published at all: they are of one breakdown of the scope.
bool IsInScope(const PublicationScope& scope, const Axes& axes);

// The cells of a scope, each with all that it adds up to.
Cells CellsOf(const Snapshot& staff, const PublicationScope& scope, int year);

// The months of a year that have begun on the day of knowledge.
std::vector<Span> MonthsBegun(int year, Day known);

// What there is to publish of a month, over those cells. A cell about anybody must be about
// kFewestPersons or more, both by who is employed on the last day and by who has agreed work days.
// Weights are the persons employed on the last day. Ranks are those of the
// organisations that the units of a cell belong together in, see RanksOn; a cell of earlier ones
// alone is closed.
Publication PublicationOf(const Snapshot& staff, const PublicationScope& scope, const Cells& cells,
                          Span month);

// Everything that is published of one municipality and calendar year: every question is a view of
// it. Decided on month by month, from what is known of the month and of those before it in the
// year, never from later ones: what was published of January does not change in June. What is
// withheld in a month stays so for the year. A longer period has the cells that its last month has,
// so months, quarters and the year add up to nothing new.
class Universe {
 public:
  static constexpr int kNever = 13;

  // `withheld_from` is by cell: the month, or kNever; `months` is how many have begun.
  Universe(const Cells& cells, std::vector<int> withheld_from, int months);

  // Of a period of the year that ends with `month`, 1..12. True also for a cell about nobody. Of
  // axes in scope.
  bool IsPublished(const Place& place, int month) const;

  // How much is published of the year.
  int cells() const { return static_cast<int>(withheld_from_.size()); }
  int withheld_cells() const;

 private:
  absl::flat_hash_map<Place, int> ids_;
  std::vector<int> withheld_from_;
  int months_;
};

}  // namespace ett::hr
