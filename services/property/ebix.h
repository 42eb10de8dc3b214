#pragma once

#include "records/file_types.h"

namespace ett::property {

// Series of values of ebIX: Elhub's NotifyValidatedDataForBillingEnergy and CollectedData, and the
// MeteredDataTimeSeries that others make of the same model. See services/property/README.md for
// what is read of them.
records::FileFormat EbixFormat();

}  // namespace ett::property
