#include <map>
#include <optional>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "services/property/counter_kinds.h"
#include "services/property/judges.h"
#include "services/property/kinds.h"

namespace ett::property {
namespace {

using records::Candidate;
using status::FieldError;

const v1::Meter& MeterOf(const Candidate& candidate) {
  return static_cast<const v1::Meter&>(*candidate.record);
}

class MeterJudge final : public records::Judge {
 public:
  absl::Status Decide(sql::Session& session, const std::string& municipality,
                      std::vector<Candidate>& batch) override {
    std::set<std::string> ids;
    for (const Candidate& each : batch) {
      for (const std::string& term : MeterOf(each).sum_of()) ids.insert(records::IdOf(term));
      for (const std::string& term : MeterOf(each).less()) ids.insert(records::IdOf(term));
    }
    carriers_ = remembered_;
    absl::Status read =
        records::ForEachCurrent(session, {"id, carrier", "meter", "id"}, municipality,
                                {ids.begin(), ids.end()}, [&](const sql::Row& row) {
                                  carriers_.emplace(sql::Text(row[0]), sql::Int(row[1]));
                                  return absl::OkStatus();
                                });
    if (!read.ok()) return read;
    for (Candidate& each : batch) {
      if (!each.error.has_value()) each.error = ErrorOf(MeterOf(each));
      if (!each.error.has_value()) carriers_[each.id] = MeterOf(each).carrier();
    }
    return absl::OkStatus();
  }

  void Remember(const std::vector<Candidate>& batch) override {
    for (const Candidate& each : batch) {
      if (!each.error.has_value()) remembered_[each.id] = MeterOf(each).carrier();
    }
  }
  std::size_t remembered() const override { return remembered_.size(); }

 private:
  std::optional<FieldError> ErrorOf(const v1::Meter& meter) const {
    std::optional<FieldError> error = ErrorOf("sum_of", meter.carrier(), meter.sum_of());
    return error.has_value() ? error : ErrorOf("less", meter.carrier(), meter.less());
  }

  template <class Terms>
  std::optional<FieldError> ErrorOf(const char* field, v1::Carrier carrier,
                                    const Terms& terms) const {
    for (const std::string& term : terms) {
      const auto known = carriers_.find(records::IdOf(term));
      if (known == carriers_.end()) {
        return status::Refusal(field, "UNKNOWN_REFERENCE", "existing ett.no/Meter", term);
      }
      if (known->second == carrier) continue;
      return status::Refusal(
          field, "OTHER_CARRIER", absl::StrCat("meters of ", v1::Carrier_Name(carrier)),
          absl::StrCat(term, " of ", v1::Carrier_Name(static_cast<v1::Carrier>(known->second))));
    }
    return std::nullopt;
  }

  std::map<std::string, std::int64_t> carriers_;    // by id
  std::map<std::string, std::int64_t> remembered_;  // of a dry run
};

class MeteredPeriodJudge final : public records::Judge {
 public:
  absl::Status Decide(sql::Session& session, const std::string& municipality,
                      std::vector<Candidate>& batch) override {
    std::set<std::string> ids;
    for (const Candidate& each : batch) ids.insert(records::IdOf(PeriodOf(each).meter()));
    std::set<std::string> water;
    absl::Status read =
        records::ForEachCurrent(session, {"id, carrier", "meter", "id"}, municipality,
                                {ids.begin(), ids.end()}, [&](const sql::Row& row) {
                                  if (sql::Int(row[1]) == v1::CARRIER_WATER)
                                    water.insert(sql::Text(row[0]));
                                  return absl::OkStatus();
                                });
    if (!read.ok()) return read;
    for (Candidate& each : batch) {
      const v1::MeteredPeriod& period = PeriodOf(each);
      const bool is_water = water.contains(records::IdOf(period.meter()));
      if (each.error.has_value() || IsOfWater(period.unit()) == is_water) continue;
      each.error = status::Refusal("unit", "OTHER_CARRIER",
                                   is_water ? "a unit of water" : "a unit of energy",
                                   v1::MeteredUnit_Name(period.unit()));
    }
    return days_->Decide(session, municipality, batch);
  }

  void Remember(const std::vector<Candidate>& batch) override { days_->Remember(batch); }
  std::size_t remembered() const override { return days_->remembered(); }

 private:
  static const v1::MeteredPeriod& PeriodOf(const Candidate& candidate) {
    return static_cast<const v1::MeteredPeriod&>(*candidate.record);
  }

  const std::unique_ptr<records::Judge> days_ = MakeMeteredDayJudge();
};

// Of a counter as a stand needs it.
struct Life {
  std::int64_t installed = 0;  // microseconds
  std::optional<std::int64_t> removed;
  v1::Counter counter;
};

std::string Print(std::int64_t microseconds) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", absl::FromUnixMicros(microseconds),
                          absl::UTCTimeZone());
}

std::optional<FieldError> ErrorOf(const v1::CounterStand& stand,
                                  const std::map<std::string, Life>& counters) {
  const std::string id = records::IdOf(stand.counter());
  const auto found = counters.find(id);
  if (found == counters.end()) {
    return status::Refusal("counter", "UNKNOWN_REFERENCE", "an existing ett.no/Counter", id);
  }
  const Life& life = found->second;
  const std::int64_t read = absl::ToUnixMicros(absl::FromUnixSeconds(stand.read_time().seconds()) +
                                               absl::Nanoseconds(stand.read_time().nanos()));
  if (read < life.installed || (life.removed && read > *life.removed)) {
    return status::Refusal(
        "read_time", "OUTSIDE_COUNTER",
        absl::StrCat("a time at which the counter hangs there, ", Print(life.installed), "..",
                     life.removed ? Print(*life.removed) : ""),
        Print(read));
  }
  if (ShownWh(life.counter, stand.stand()) < FullWh(life.counter)) return std::nullopt;
  return status::Refusal("stand", "OUT_OF_RANGE",
                         absl::StrCat("what a counter of ", life.counter.digits(), " digits shows"),
                         absl::StrCat(stand.stand()));
}

class CounterStandJudge final : public records::Judge {
 public:
  absl::Status Decide(sql::Session& session, const std::string& municipality,
                      std::vector<Candidate>& batch) override {
    std::set<std::string> ids;
    for (const Candidate& each : batch) ids.insert(records::IdOf(StandOf(each).counter()));
    std::map<std::string, Life> counters;
    absl::Status read = records::ForEachCurrent(
        session, {"id, install_time, removal_time, digits, wh_per_step", "counter", "id"},
        municipality, {ids.begin(), ids.end()}, [&](const sql::Row& row) {
          Life& life = counters[sql::Text(row[0])];
          life.installed = sql::Int(row[1]);
          if (!sql::IsNull(row[2])) life.removed = sql::Int(row[2]);
          life.counter.set_digits(static_cast<int>(sql::Int(row[3])));
          life.counter.set_wh_per_step(sql::Int(row[4]));
          return absl::OkStatus();
        });
    if (!read.ok()) return read;
    for (Candidate& each : batch) {
      if (!each.error.has_value()) each.error = ErrorOf(StandOf(each), counters);
    }
    return absl::OkStatus();
  }

 private:
  static const v1::CounterStand& StandOf(const Candidate& candidate) {
    return static_cast<const v1::CounterStand&>(*candidate.record);
  }
};

}  // namespace

std::unique_ptr<records::Judge> MakeMeterJudge() { return std::make_unique<MeterJudge>(); }

std::unique_ptr<records::Judge> MakeMeteredPeriodJudge() {
  return std::make_unique<MeteredPeriodJudge>();
}

std::unique_ptr<records::Judge> MakeCounterStandJudge() {
  return std::make_unique<CounterStandJudge>();
}

}  // namespace ett::property
