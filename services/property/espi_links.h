#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"

namespace ett::property {

// What interval readings are of; texts that are refused later where they say nothing known.
struct ReadingType {
  std::string uom;
  int power_of_ten = 0;
  std::string flow = "FORWARD";  // a FlowDirection
  std::string interval_seconds;
};

struct UsagePoint {
  std::string id;  // the last part of its address
  std::string title;
};

struct MeterReading {
  std::string up;
  std::vector<std::string> related;
};

// An entry of an ESPI feed, with the addresses of others.
struct EspiEntry {
  std::string self;
  std::string up;
  std::vector<std::string> related;
  std::string title;
  ReadingType type;
};

// Entries refer to others by their addresses: an interval block's `up` is among what its meter
// reading is related to, and so on up to the usage point.
class EspiLinks {
 public:
  static constexpr std::size_t kMost = 50'000;

  // INVALID_ARGUMENT when there are too many.
  absl::Status AddUsagePoint(const EspiEntry& entry);
  absl::Status AddMeterReading(const EspiEntry& entry);
  absl::Status AddType(const EspiEntry& entry);

  // Null for what is not there, or comes later.
  const MeterReading* ReadingOf(const std::string& up) const;
  const UsagePoint* PointOf(const MeterReading& reading) const;
  const ReadingType* TypeOf(const MeterReading& reading) const;

 private:
  absl::Status Check() const;

  std::map<std::string, UsagePoint> points_;  // by the address that refers to them
  std::map<std::string, std::shared_ptr<const MeterReading>> readings_;  // likewise
  std::map<std::string, ReadingType> types_;                             // by their own
};

}  // namespace ett::property
