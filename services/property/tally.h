#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "ett/property/v1/emission_factor.pb.h"
#include "figures/figure.h"
#include "services/property/domain/condition.h"
#include "services/property/domain/energy.h"

namespace ett::property {

// What was found in one place of a table. A metric uses what it needs of it.
struct Cell {
  double amount = 0;
  double base = 0;  // what the amount is divided by, for metrics that divide
  std::int64_t ore = 0;
  std::int64_t wh = 0;
  Energy energy;
  Energy energy_before;  // of the period that it is compared with
  const v1::EmissionFactorSet* factors = nullptr;
  bool incomplete = false;  // something that should have been added is not known
  std::vector<GradedComponent> components;
  std::int64_t records = 0;
  bool synthetic = false;
};

// The category of a record on a dimension that the metric has.
using CategoryOf = std::function<figures::Category(const std::string& dimension)>;
// The same for records that may have several, or none.
using CategoriesOf = std::function<std::vector<figures::Category>(const std::string& dimension)>;
// The figure of a cell. Its status, count and synthetic mark are set by the tally.
using FigureOf = std::function<figures::Figure(const Cell&)>;

// Gathers records in the places of one period, by the query's dimensions.
class Tally {
 public:
  // `query` must outlive it.
  explicit Tally(const figures::Query& query) : query_(query) {}

  // The cell of a record, or null where a filter excludes it.
  Cell* CellOf(const CategoryOf& category);
  // Visits each cell of a record: one for each combination of its categories.
  void Add(const CategoriesOf& categories, absl::FunctionRef<void(Cell&)> visit);

  // Whether the figure is asked for by this dimension.
  bool AskedBy(const std::string& dimension) const;

  std::vector<figures::Entry> Entries(figures::Period period, figures::pb::CellStatus status,
                                      const FigureOf& figure) const;

 private:
  struct Place {
    std::vector<figures::Category> categories;
    Cell cell;
  };

  Cell& CellAt(std::vector<figures::Category> categories);

  const figures::Query& query_;
  std::map<std::vector<std::string>, Place> places_;  // by ids of the categories
};

}  // namespace ett::property
