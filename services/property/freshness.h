#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "chassis/metrics.h"
#include "records/records.h"

namespace ett::property {

// The newest day that any meter of a carrier has a reading of, by the carrier: `electricity`. None
// for a carrier without readings. Readings of meters that are not known any more count as
// `unknown`.
absl::StatusOr<std::map<std::string, absl::CivilDay>> NewestReadings(records::Records& records);

// Shows them as metrics, looked up again from time to time in a thread of its own, as long as what
// it returns lives: `ett_newest_reading_timestamp_seconds`, when that day began in Europe/Oslo.
// Both must outlive it.
std::shared_ptr<void> ShowFreshness(records::Records& records, chassis::Metrics& metrics,
                                    absl::Duration between_looks = absl::Minutes(1));

}  // namespace ett::property
