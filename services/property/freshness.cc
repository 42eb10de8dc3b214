#include "services/property/freshness.h"

#include <prometheus/gauge.h>

#include <algorithm>
#include <cstdint>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/strip.h"
#include "chassis/log.h"
#include "ett/property/v1/property.pb.h"
#include "figures/local_time.h"
#include "records/row.h"
#include "status/macros.h"
#include "watch/watch.h"

namespace ett::property {
namespace {

// A look into the index for each meter, however many days it has.
constexpr char kLastDays[] = R"sql(
  SELECT CAST(municipality AS TEXT), meter,
         (SELECT MAX(day) FROM reading_day
          WHERE reading_day.municipality = reading_series.municipality
            AND reading_day.series = reading_series.series)
  FROM reading_series)sql";

constexpr char kCarriers[] = R"sql(
  SELECT municipality, id, carrier FROM meter WHERE superseded_at = $1)sql";

using Carriers = std::map<std::pair<std::string, std::int64_t>, std::string>;  // by meter

// CARRIER_DISTRICT_HEATING → district_heating
std::string NameOf(std::int64_t carrier) {
  const std::string& name = v1::Carrier_Name(static_cast<v1::Carrier>(carrier));
  absl::string_view word = name;
  absl::ConsumePrefix(&word, "CARRIER_");
  return word.empty() ? "unknown" : absl::AsciiStrToLower(word);
}

absl::StatusOr<Carriers> ReadCarriers(sql::Session& session) {
  Carriers carriers;
  RETURN_IF_ERROR(session.ForEach(kCarriers, {records::kNotSuperseded}, [&](const sql::Row& row) {
    std::int64_t gsrn = 0;
    // Virtual meters are not read.
    if (absl::SimpleAtoi(sql::Text(row[1]), &gsrn) && !sql::IsNull(row[2])) {
      carriers[{sql::Text(row[0]), gsrn}] = NameOf(sql::Int(row[2]));
    }
    return absl::OkStatus();
  }));
  return carriers;
}

// Whether looking works at all is said once, not each minute.
class Freshness {
 public:
  Freshness(records::Records& records, chassis::Metrics& metrics)
      : records_(records),
        newest_(prometheus::BuildGauge()
                    .Name("ett_newest_reading_timestamp_seconds")
                    .Help("When the newest day began that any meter of a carrier has a reading of, "
                          "since 1970.")
                    .Register(*metrics.registry())) {}

  void Look() {
    const auto newest = NewestReadings(records_);
    if (!newest.ok()) {
      if (!std::exchange(failed_, true)) {
        chassis::LogWarning("freshness unknown",
                            {{"error", std::string(newest.status().message())}});
      }
      return;
    }
    failed_ = false;
    for (const auto& [carrier, day] : *newest) {
      const absl::Time begin = absl::FromCivil(day, figures::LocalTimeZone());
      newest_.Add({{"carrier", carrier}}).Set(absl::ToDoubleSeconds(begin - absl::UnixEpoch()));
    }
  }

  void Start(absl::Duration between_looks) {
    Look();
    watch_.Start(between_looks, [this] { Look(); });
  }

 private:
  records::Records& records_;
  prometheus::Family<prometheus::Gauge>& newest_;
  bool failed_ = false;
  watch::Watch watch_;  // ends first
};

}  // namespace

absl::StatusOr<std::map<std::string, absl::CivilDay>> NewestReadings(records::Records& records) {
  std::map<std::string, absl::CivilDay> newest;
  RETURN_IF_ERROR(records.database().ReadRecent([&](sql::Session& session) -> absl::Status {
    ASSIGN_OR_RETURN(const Carriers carriers, ReadCarriers(session));
    return session.ForEach(kLastDays, {}, [&](const sql::Row& row) {
      if (sql::IsNull(row[2])) return absl::OkStatus();
      const auto carrier = carriers.find({sql::Text(row[0]), sql::Int(row[1])});
      const std::string name = carrier == carriers.end() ? "unknown" : carrier->second;
      const absl::CivilDay day = absl::CivilDay(1970, 1, 1) + sql::Int(row[2]);
      const auto known = newest.try_emplace(name, day).first;
      known->second = std::max(known->second, day);
      return absl::OkStatus();
    });
  }));
  return newest;
}

std::shared_ptr<void> ShowFreshness(records::Records& records, chassis::Metrics& metrics,
                                    absl::Duration between_looks) {
  auto freshness = std::make_shared<Freshness>(records, metrics);
  freshness->Start(between_looks);
  return freshness;
}

}  // namespace ett::property
