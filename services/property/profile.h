#pragma once

#include <deque>

#include "chassis/server_stream.h"
#include "ett/property/v1/energy_service.pb.h"
#include "services/property/reading_store.h"

namespace ett::property {

// The readings of a meter one by one, read a page at a time, all as known when it began.
class Profile final : public chassis::Source<v1::QueryProfileResponse> {
 public:
  // `readings` must outlive it.
  Profile(ReadingStore& readings, const v1::QueryProfileRequest& request);

  absl::StatusOr<bool> Next(v1::QueryProfileResponse& message) override;

 private:
  ReadingStore& readings_;
  v1::ListReadingsRequest page_;
  bool has_more_ = true;
  std::deque<v1::Reading> read_;
};

}  // namespace ett::property
