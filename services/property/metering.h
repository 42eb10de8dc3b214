#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "ett/property/v1/counter.pb.h"
#include "ett/property/v1/property.pb.h"
#include "records/records.h"
#include "services/property/domain/days.h"
#include "services/property/domain/stretch.h"

namespace ett::property {

// Readings of a meter on some days, which are added or taken away.
struct MeterPart {
  std::int64_t gsrn = 0;
  int sign = 1;  // 1 or −1
  Days days;

  bool operator==(const MeterPart&) const = default;
};

// The records that say what meters there are, and how totals are made of them.
struct MeterRecords {
  std::vector<v1::Meter> meters;
  std::vector<v1::Counter> counters;
  std::vector<v1::CounterStand> stands;
  std::vector<v1::MeteredPeriod> periods;
};

// The meters of a municipality at one time of knowledge. What meters measure is read by their
// parts: a meter that is read is one part, a virtual one has a part for each meter that it is made
// of.
class Metering {
 public:
  Metering() = default;
  explicit Metering(MeterRecords records);

  // Those of energy, and those of water, whose Wh are litres.
  absl::Span<const v1::Meter> meters() const { return absl::MakeSpan(meters_).first(energy_); }
  absl::Span<const v1::Meter> water_meters() const {
    return absl::MakeSpan(meters_).subspan(energy_);
  }
  // Null for one that is not known.
  const v1::Meter* Find(const std::string& name) const;
  // While the meter, and what it is made of, is in place.
  std::vector<MeterPart> PartsOf(const v1::Meter& meter) const;
  // The same for totals of several meters: none of submeters, and none while the meter is counted
  // through virtual ones, so that nothing is counted twice.
  std::vector<MeterPart> CountedPartsOf(const v1::Meter& meter) const;
  // Of which the meter's energy is known as a whole, in order of time.
  const std::vector<Stretch>& StretchesOf(std::int64_t gsrn) const;
  // By GSRN.
  const std::map<std::int64_t, std::vector<Stretch>>& stretches() const { return stretches_; }

 private:
  void AddTerm(const v1::Meter& meter, const std::string& term, int sign,
               std::vector<MeterPart>& parts) const;

  std::vector<v1::Meter> meters_;                       // those of energy first
  std::size_t energy_ = 0;                              // how many these are
  std::map<std::string, std::size_t> places_;           // in `meters_`, by name
  std::map<std::string, std::vector<Days>> elsewhere_;  // counted through virtual ones, by name
  std::map<std::int64_t, std::vector<Stretch>> stretches_;
};

absl::StatusOr<Metering> LoadMetering(records::Records& records, const std::string& municipality,
                                      std::int64_t known_at);

// The id of a meter that is read; 0 for a virtual one.
std::int64_t GsrnOf(const std::string& meter);

}  // namespace ett::property
