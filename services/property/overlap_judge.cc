#include <limits>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "ett/property/v1/counter.pb.h"
#include "ett/property/v1/property.pb.h"
#include "ett/property/v1/site.pb.h"
#include "services/property/counter_kinds.h"
#include "services/property/dates.h"
#include "services/property/judges.h"

namespace ett::property {
namespace {

using records::Candidate;
using records::Message;

// A record that must not meet another of the same key. Time counts in days or in seconds.
struct Holding {
  std::string key;
  std::int64_t first = 0;
  std::int64_t last = 0;  // included
  std::string shown;      // of both, for people

  bool Meets(const Holding& other) const { return first <= other.last && other.first <= last; }
};

Holding HoldingOf(std::string key, const Days& days) {
  constexpr absl::CivilDay kFirst(1970, 1, 1);
  return {std::move(key), days.first - kFirst, days.last - kFirst, Print(days)};
}

constexpr std::int64_t kEndless = std::numeric_limits<std::int64_t>::max();

// From the first second up to, but not including, the last.
Holding HoldingOf(std::string key, std::int64_t first, std::int64_t end) {
  const auto print = [](std::int64_t seconds) {
    return absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", absl::FromUnixSeconds(seconds),
                            absl::UTCTimeZone());
  };
  return {std::move(key), first, end == kEndless ? end : end - 1,
          absl::StrCat(print(first), "..", end == kEndless ? "" : print(end))};
}

// How the records of a kind are read, from a row that is about to become one and from its table.
struct Rule {
  records::CurrentRows rows;             // id first
  const char* field;                     // that is at fault
  std::string (*owner)(const Message&);  // id in `rows.column`
  Holding (*of_record)(const Message&);
  Holding (*of_row)(const sql::Row&);
  const char* wanted;
};

class OverlapJudge final : public records::Judge {
 public:
  explicit OverlapJudge(const Rule& rule) : rule_(rule) {}

  absl::Status Decide(sql::Session& session, const std::string& municipality,
                      std::vector<Candidate>& batch) override {
    held_.clear();
    key_of_.clear();
    std::set<std::string> owners;
    for (const Candidate& each : batch) {
      if (!each.error.has_value()) owners.insert(rule_.owner(*each.record));
    }
    absl::Status read =
        records::ForEachCurrent(session, rule_.rows, municipality, {owners.begin(), owners.end()},
                                [&](const sql::Row& row) {
                                  Hold(sql::Text(row[0]), rule_.of_row(row));
                                  return absl::OkStatus();
                                });
    if (!read.ok()) return read;
    for (const auto& [id, holding] : remembered_) Hold(id, holding);
    for (Candidate& each : batch) {
      if (!each.error.has_value()) Judge(each);
    }
    return absl::OkStatus();
  }

  void Remember(const std::vector<Candidate>& batch) override {
    for (const Candidate& each : batch) {
      if (!each.error.has_value()) remembered_[each.id] = rule_.of_record(*each.record);
    }
  }
  std::size_t remembered() const override { return remembered_.size(); }

 private:
  void Hold(const std::string& id, const Holding& holding) {
    const auto known = key_of_.find(id);
    if (known != key_of_.end()) held_[known->second].erase(id);
    key_of_[id] = holding.key;
    held_[holding.key][id] = holding;
  }

  void Judge(Candidate& candidate) {
    const Holding wanted = rule_.of_record(*candidate.record);
    for (const auto& [id, other] : held_[wanted.key]) {
      if (id == candidate.id || !other.Meets(wanted)) continue;
      candidate.error =
          status::Refusal(rule_.field, "OVERLAP",
                          absl::StrCat(rule_.wanted, "; ", id, " has ", other.shown), wanted.shown);
      return;
    }
    Hold(candidate.id, wanted);
  }

  const Rule rule_;
  std::map<std::string, std::map<std::string, Holding>> held_;  // by key, by id
  std::map<std::string, std::string> key_of_;                   // by id
  std::map<std::string, Holding> remembered_;                   // by id, of a dry run
};

const v1::Area& AreaOf(const Message& record) { return static_cast<const v1::Area&>(record); }

const v1::GroupMembership& MembershipOf(const Message& record) {
  return static_cast<const v1::GroupMembership&>(record);
}

std::string AreaKey(const std::string& building, std::int64_t kind, std::int64_t tenure) {
  return absl::StrCat(building, "/", kind, "/", tenure);
}

constexpr Rule kAreas = {
    {"id, building, kind, tenure, valid_from, valid_to", "area", "building"},
    "valid_from",
    [](const Message& record) { return records::IdOf(AreaOf(record).building()); },
    [](const Message& record) {
      const v1::Area& area = AreaOf(record);
      return HoldingOf(AreaKey(records::IdOf(area.building()), area.kind(), area.tenure()),
                       ValidityOf(area));
    },
    [](const sql::Row& row) {
      return HoldingOf(AreaKey(sql::Text(row[1]), sql::Int(row[2]), sql::Int(row[3])),
                       DaysOfRow(row[4], row[5]));
    },
    "days that no other area of the building has with this kind and tenure"};

constexpr Rule kMemberships = {
    {"id, building, building_group, valid_from, valid_to", "group_membership", "building"},
    "valid_from",
    [](const Message& record) { return records::IdOf(MembershipOf(record).building()); },
    [](const Message& record) {
      const v1::GroupMembership& membership = MembershipOf(record);
      return HoldingOf(absl::StrCat(records::IdOf(membership.building()), "/",
                                    records::IdOf(membership.building_group())),
                       ValidityOf(membership));
    },
    [](const sql::Row& row) {
      return HoldingOf(absl::StrCat(sql::Text(row[1]), "/", sql::Text(row[2])),
                       DaysOfRow(row[3], row[4]));
    },
    "days on which the building is not in the group by another record"};

const v1::Counter& CounterOf(const Message& record) {
  return static_cast<const v1::Counter&>(record);
}

constexpr std::int64_t kMicroseconds = 1'000'000;

constexpr Rule kCounters = {
    {"id, meter, install_time, removal_time", "counter", "meter"},
    "install_time",
    [](const Message& record) { return records::IdOf(CounterOf(record).meter()); },
    [](const Message& record) {
      const v1::Counter& counter = CounterOf(record);
      return HoldingOf(records::IdOf(counter.meter()), counter.install_time().seconds(),
                       counter.has_removal_time() ? counter.removal_time().seconds() : kEndless);
    },
    [](const sql::Row& row) {
      return HoldingOf(sql::Text(row[1]), sql::Int(row[2]) / kMicroseconds,
                       sql::IsNull(row[3]) ? kEndless : sql::Int(row[3]) / kMicroseconds);
    },
    "a time in which the meter has no other counter"};

const v1::MeteredPeriod& PeriodOf(const Message& record) {
  return static_cast<const v1::MeteredPeriod&>(record);
}

constexpr Rule kPeriods = {
    {"id, meter, start_date, end_date, last_date", "metered_period", "meter"},
    "start_date",
    [](const Message& record) { return records::IdOf(PeriodOf(record).meter()); },
    [](const Message& record) {
      return HoldingOf(records::IdOf(PeriodOf(record).meter()), DaysOf(PeriodOf(record)));
    },
    [](const sql::Row& row) {
      Days days = DaysOfRow(row[2], sql::IsNull(row[4]) ? row[3] : row[4]);
      if (sql::IsNull(row[4])) days.last -= 1;
      return HoldingOf(sql::Text(row[1]), days);
    },
    "days that no other period of the meter has"};

}  // namespace

std::unique_ptr<records::Judge> MakeCounterJudge() {
  return std::make_unique<OverlapJudge>(kCounters);
}

std::unique_ptr<records::Judge> MakeMeteredDayJudge() {
  return std::make_unique<OverlapJudge>(kPeriods);
}

std::unique_ptr<records::Judge> MakeAreaJudge() { return std::make_unique<OverlapJudge>(kAreas); }

std::unique_ptr<records::Judge> MakeGroupMembershipJudge() {
  return std::make_unique<OverlapJudge>(kMemberships);
}

}  // namespace ett::property
