#pragma once

#include <grpcpp/channel.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "absl/time/clock.h"
#include "data/loader/import_stream.h"
#include "tests/bench/readings_town.h"
#include "tests/bench/report.h"

namespace ett::bench {

// A value of a meter, as the plain way keeps it: in a row.
struct ValueRow {
  std::int64_t meter = 0;
  std::int64_t start = 0;  // seconds from 1970
  std::int64_t wh = 0;
  std::int64_t status = 1;
};

// In Europe/Oslo, in seconds from 1970.
std::int64_t Midnight(absl::CivilDay day);

// Streams a town into a service, and hands the same values to a peer.
class ReadingsFeed {
 public:
  // How long the peer needed until they were durable.
  using Insert = std::function<absl::StatusOr<absl::Duration>(const std::vector<ValueRow>&)>;

  ReadingsFeed(const ReadingsTown& town, std::shared_ptr<grpc::Channel> channel);

  // Buildings and meters.
  absl::Status Register();
  // The values of the year, a month at a time.
  absl::StatusOr<Race> ImportYear(const Insert& peer);
  // A quarter of one meter is one Wh more.
  absl::Status CorrectADay();

 private:
  absl::StatusOr<Race> ImportMonth(absl::CivilMonth month, const Insert& peer);

  // How long it took from the first message to the report.
  template <class T>
  absl::StatusOr<absl::Duration> Stream(const char* collection, const std::vector<T>& records);

  const ReadingsTown& town_;
  const std::shared_ptr<grpc::Channel> channel_;
  int requests_ = 0;
};

}  // namespace ett::bench
