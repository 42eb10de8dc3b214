#pragma once

#include <string>
#include <vector>

#include "gateway/composition/composed_table.h"

namespace ett::composition {

// The figures of one period, as formulas ask for them. The composition must outlive it.
class PeriodFigures final : public FigureSource {
 public:
  PeriodFigures(const Composition& composition, std::string period)
      : composition_(composition), period_(std::move(period)) {}

  // UNAVAILABLE where the domain did not answer, MISSING where it knows no such place.
  Outcome At(const std::string& figure, const Places& places) const override;
  std::vector<std::string> Categories(const std::string& figure,
                                      const std::string& dimension) const override;

 private:
  const Composition& composition_;
  const std::string period_;
};

}  // namespace ett::composition
