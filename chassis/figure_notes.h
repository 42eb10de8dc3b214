#pragma once

#include <string>
#include <vector>

#include "ett/figures/v1/figures.pb.h"
#include "figures/cube.h"

// What all figures share, added to the cells that a metric's function gave.
namespace ett::chassis {

namespace pb = ::ett::figures::v1;

// What is known beside the records of the domain.
struct FigureNotes {
  std::vector<pb::SeriesBreak> breaks;
  std::vector<pb::ReportedFigure> reported;
};

// Where reported figures belong.
struct ReportedPlaces {
  const std::string& domain;
  const std::vector<figures::MetricDimension>& dimensions;
  const FigureNotes& notes;
};

// A reported figure fills what no records tell; beside a computed one that prints differently it
// leaves a note. What is suppressed stays so.
void AddReported(const ReportedPlaces& places, figures::Cube& cube, figures::CubeMetric& cells);

// Changes from the preceding period to each of `periods`.
void AddChanges(const std::vector<figures::Period>& periods, const FigureNotes& notes,
                figures::CubeMetric& cells);

// The footnotes of series breaks, from their first period on.
void AddBreaks(const FigureNotes& notes, figures::Cube& cube, figures::CubeMetric& cells);

}  // namespace ett::chassis
