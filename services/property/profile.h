#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "chassis/server_stream.h"
#include "ett/property/v1/energy_service.pb.h"
#include "services/property/metering.h"
#include "services/property/reading_store.h"

namespace ett::property {

// What is known of a meter day by day, read some days at a time, all as known when it began.
class Profile final : public chassis::Source<v1::QueryProfileResponse> {
 public:
  // `readings` must outlive it.
  Profile(ReadingStore& readings, const v1::QueryProfileRequest& request)
      : readings_(readings), asked_(request) {}

  absl::StatusOr<bool> Next(v1::QueryProfileResponse& message) override;

 private:
  absl::Status Begin();
  absl::Status ReadSome();
  absl::Status ReadMeter(std::int64_t last);
  absl::Status ReadVirtual(std::int64_t last);

  ReadingStore& readings_;
  const v1::QueryProfileRequest asked_;
  bool begun_ = false;
  ReadingStore::DaysAsked days_;  // those that are left, without a meter
  Metering metering_;
  bool is_virtual_ = false;
  std::vector<MeterPart> parts_;
  std::deque<v1::Reading> read_;
};

}  // namespace ett::property
