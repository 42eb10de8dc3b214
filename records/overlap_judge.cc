#include "records/overlap_judge.h"

#include <map>
#include <set>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"

namespace ett::records {
namespace {

class OverlapJudge final : public Judge {
 public:
  explicit OverlapJudge(const OverlapRule& rule) : rule_(rule) {}

  absl::Status Decide(sql::Session& session, const std::string& municipality,
                      std::vector<Candidate>& batch) override {
    held_.clear();
    key_of_.clear();
    std::set<std::string> owners;
    for (const Candidate& each : batch) {
      if (!each.error.has_value()) owners.insert(rule_.owner(*each.record));
    }
    absl::Status read = ForEachCurrent(session, rule_.rows, municipality,
                                       {owners.begin(), owners.end()}, [&](const sql::Row& row) {
                                         Hold(sql::Text(row[0]), rule_.of_row(row));
                                         return absl::OkStatus();
                                       });
    if (!read.ok()) return read;
    for (const auto& [id, holding] : remembered_) Hold(id, holding);
    for (Candidate& each : batch) {
      if (!each.error.has_value()) Weigh(each);
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
  void Hold(const std::string& id, const HeldTime& holding) {
    const auto known = key_of_.find(id);
    if (known != key_of_.end()) held_[known->second].erase(id);
    key_of_[id] = holding.key;
    held_[holding.key][id] = holding;
  }

  void Weigh(Candidate& candidate) {
    const HeldTime wanted = rule_.of_record(*candidate.record);
    for (const auto& [id, other] : held_[wanted.key]) {
      if (id == candidate.id || !other.Meets(wanted)) continue;
      candidate.error =
          status::Refusal(rule_.field, "OVERLAP",
                          absl::StrCat(rule_.wanted, "; ", id, " has ", other.shown), wanted.shown);
      return;
    }
    Hold(candidate.id, wanted);
  }

  const OverlapRule rule_;
  std::map<std::string, std::map<std::string, HeldTime>> held_;  // by key, by id
  std::map<std::string, std::string> key_of_;                    // by id
  std::map<std::string, HeldTime> remembered_;                   // by id, of a dry run
};

}  // namespace

HeldTime HeldDays(std::string key, absl::CivilDay first, absl::CivilDay last) {
  constexpr absl::CivilDay kFirst(1970, 1, 1);
  const auto print = [](absl::CivilDay day, bool open) {
    return open ? std::string() : absl::FormatCivilTime(day);
  };
  return {
      std::move(key), first - kFirst, last - kFirst,
      absl::StrCat(print(first, first == kFirstOfDays), "..", print(last, last == kLastOfDays))};
}

std::unique_ptr<Judge> MakeOverlapJudge(const OverlapRule& rule) {
  return std::make_unique<OverlapJudge>(rule);
}

}  // namespace ett::records
