#pragma once

#include "absl/status/statusor.h"
#include "ett/property/v1/metering_service.pb.h"
#include "services/property/reading_store.h"

namespace ett::property {

absl::StatusOr<v1::QueryStretchesResponse> QueryStretches(ReadingStore& readings,
                                                          const v1::QueryStretchesRequest& request);

}  // namespace ett::property
