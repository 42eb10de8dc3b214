#pragma once

#include <vector>

#include "services/ownership/domain/ownership_graph.h"

namespace ett::bench {

// How owners are found for a company. In the first two, one owner has most of each company and
// comes before it, so that node 0 controls all; of a hundredth of the companies, their largest
// subsidiary owns some back.
enum class Shape {
  kGroups,     // owners are anybody before the company
  kScaleFree,  // the more one owns, the more one comes to own
  kTangle,     // owners are anybody: most companies are in one cycle
};

const char* NameOf(Shape shape);

// A made-up market, the same on every machine: of each company three owners, a fiftieth untold.
struct Market {
  std::vector<ownership::Totals> totals;
  std::vector<ownership::Holding> holdings;
};

Market MakeMarket(Shape shape, ownership::Node size);

}  // namespace ett::bench
