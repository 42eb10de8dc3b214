#include <map>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "ett/property/v1/property.pb.h"
#include "ett/property/v1/site.pb.h"
#include "services/property/dates.h"
#include "services/property/judges.h"

namespace ett::property {
namespace {

using records::Candidate;
using records::Message;

// A record that must not meet another of the same key.
struct Holding {
  std::string key;
  Days days;
};

// How the records of a kind are read, from a row that is about to become one and from its table.
struct Rule {
  records::CurrentRows rows;  // id first
  std::string (*building)(const Message&);
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
    std::set<std::string> buildings;
    for (const Candidate& each : batch) {
      if (!each.error.has_value()) buildings.insert(rule_.building(*each.record));
    }
    absl::Status read =
        records::ForEachCurrent(session, rule_.rows, municipality,
                                {buildings.begin(), buildings.end()}, [&](const sql::Row& row) {
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
    held_[holding.key][id] = holding.days;
  }

  void Judge(Candidate& candidate) {
    const Holding wanted = rule_.of_record(*candidate.record);
    for (const auto& [id, days] : held_[wanted.key]) {
      if (id == candidate.id || !days.Meets(wanted.days)) continue;
      candidate.error = status::Refusal("valid_from", "OVERLAP",
                                        absl::StrCat(rule_.wanted, "; ", id, " has ", Print(days)),
                                        Print(wanted.days));
      return;
    }
    Hold(candidate.id, wanted);
  }

  const Rule rule_;
  std::map<std::string, std::map<std::string, Days>> held_;  // by key, by id
  std::map<std::string, std::string> key_of_;                // by id
  std::map<std::string, Holding> remembered_;                // by id, of a dry run
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
    [](const Message& record) { return records::IdOf(AreaOf(record).building()); },
    [](const Message& record) {
      const v1::Area& area = AreaOf(record);
      return Holding{AreaKey(records::IdOf(area.building()), area.kind(), area.tenure()),
                     ValidityOf(area)};
    },
    [](const sql::Row& row) {
      return Holding{AreaKey(sql::Text(row[1]), sql::Int(row[2]), sql::Int(row[3])),
                     DaysOfRow(row[4], row[5])};
    },
    "days that no other area of the building has with this kind and tenure"};

constexpr Rule kMemberships = {
    {"id, building, building_group, valid_from, valid_to", "group_membership", "building"},
    [](const Message& record) { return records::IdOf(MembershipOf(record).building()); },
    [](const Message& record) {
      const v1::GroupMembership& membership = MembershipOf(record);
      return Holding{absl::StrCat(records::IdOf(membership.building()), "/",
                                  records::IdOf(membership.building_group())),
                     ValidityOf(membership)};
    },
    [](const sql::Row& row) {
      return Holding{absl::StrCat(sql::Text(row[1]), "/", sql::Text(row[2])),
                     DaysOfRow(row[3], row[4])};
    },
    "days on which the building is not in the group by another record"};

}  // namespace

std::unique_ptr<records::Judge> MakeAreaJudge() { return std::make_unique<OverlapJudge>(kAreas); }

std::unique_ptr<records::Judge> MakeGroupMembershipJudge() {
  return std::make_unique<OverlapJudge>(kMemberships);
}

}  // namespace ett::property
