#pragma once

#include <vector>

#include "data/generator/options.h"
#include "data/generator/ownership.h"
#include "ett/figures/v1/figures.pb.h"

namespace ett::reference {

// What the annual reports of the inter-municipal companies of `ownership`, and of the sourced
// fire-and-rescue IKS, would say of their agreed work-years in 2016–2018: made up, all marked
// synthetic.
std::vector<figures::v1::ReportedFigure> GenerateIksWorkYears(const Options& options,
                                                              const OwnershipRecords& ownership);

}  // namespace ett::reference
