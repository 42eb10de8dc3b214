#pragma once

#include "absl/status/statusor.h"
#include "ett/property/v1/analysis_service.pb.h"
#include "services/property/register.h"

namespace ett::property {

// Answers EnergyAnalysisService.AnalyseEnergy.
absl::StatusOr<v1::AnalyseEnergyResponse> AnalyseEnergy(ReadingStore& readings,
                                                        RegisterCache& registers,
                                                        const v1::AnalyseEnergyRequest& asked);

}  // namespace ett::property
