#include "records/overlap_judge.h"

#include <limits>
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

using records::HeldTime;
using records::Message;
using records::OverlapRule;

HeldTime HoldingOf(std::string key, const Days& days) {
  return records::HeldDays(std::move(key), days.first, days.last);
}

constexpr std::int64_t kEndless = std::numeric_limits<std::int64_t>::max();

// From the first second up to, but not including, the last.
HeldTime HoldingOf(std::string key, std::int64_t first, std::int64_t end) {
  const auto print = [](std::int64_t seconds) {
    return absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", absl::FromUnixSeconds(seconds),
                            absl::UTCTimeZone());
  };
  return {std::move(key), first, end == kEndless ? end : end - 1,
          absl::StrCat(print(first), "..", end == kEndless ? "" : print(end))};
}

const v1::Area& AreaOf(const Message& record) { return static_cast<const v1::Area&>(record); }

const v1::GroupMembership& MembershipOf(const Message& record) {
  return static_cast<const v1::GroupMembership&>(record);
}

std::string AreaKey(const std::string& building, std::int64_t kind, std::int64_t tenure) {
  return absl::StrCat(building, "/", kind, "/", tenure);
}

constexpr OverlapRule kAreas = {
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

constexpr OverlapRule kMemberships = {
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

constexpr OverlapRule kCounters = {
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

constexpr OverlapRule kPeriods = {
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

std::unique_ptr<records::Judge> MakeCounterJudge() { return records::MakeOverlapJudge(kCounters); }

std::unique_ptr<records::Judge> MakeMeteredDayJudge() {
  return records::MakeOverlapJudge(kPeriods);
}

std::unique_ptr<records::Judge> MakeAreaJudge() { return records::MakeOverlapJudge(kAreas); }

std::unique_ptr<records::Judge> MakeGroupMembershipJudge() {
  return records::MakeOverlapJudge(kMemberships);
}

}  // namespace ett::property
