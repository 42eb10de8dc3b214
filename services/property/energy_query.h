#pragma once

#include "absl/status/statusor.h"
#include "ett/property/v1/energy_service.pb.h"
#include "services/property/reading_store.h"

namespace ett::property {

// Answers EnergyService.QueryEnergy. Reads the meters of one category after the other, so that
// memory is that of one category's windows and of the page.
absl::StatusOr<v1::QueryEnergyResponse> QueryEnergy(ReadingStore& readings,
                                                    const v1::QueryEnergyRequest& request);

}  // namespace ett::property
