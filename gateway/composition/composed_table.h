#pragma once

#include "ett/figures/v1/figure_service.pb.h"
#include "figures/cube.h"
#include "gateway/composition/composed_metric.h"

namespace ett::composition {

// The answers to the figures of a formula, by their names in it: a table that has the metric, or
// null where the domain did not answer.
using FigureAnswers = std::map<std::string, const pb::Table*>;

// What of a formula's figure is to be asked for, so that `request` can be answered.
pb::QueryTableRequest FigureRequest(const NamedFigure& figure,
                                    const pb::QueryTableRequest& request);

// A composed metric with the answers to its figures.
struct Composition {
  const ComposedMetric* metric = nullptr;
  FigureAnswers answers;
};

// A table of composed metrics for what was asked: periods, and those of the dimensions that they
// have, are of `request`. INVALID_ARGUMENT for a period that is none.
absl::StatusOr<pb::Table> ComposeTable(const pb::QueryTableRequest& request,
                                       const std::vector<Composition>& compositions);

}  // namespace ett::composition
