#include <google/protobuf/util/json_util.h>

#include <set>

#include "absl/strings/str_cat.h"
#include "ett/hr/v1/hr.pb.h"
#include "records/row.h"
#include "services/hr/judges.h"
#include "services/hr/org_unit_history.h"

namespace ett::hr {
namespace {

using records::Candidate;
using status::FieldError;

// Where a unit is from a day on.
struct Place {
  absl::CivilDay from;
  std::string parent;
  std::int64_t level = 0;
};

struct Unit {
  std::vector<Place> places;  // the last is the present one
  std::vector<std::string> successors;

  const Place& On(absl::CivilDay day) const {
    std::size_t at = places.size() - 1;
    while (at > 0 && day < places[at].from) --at;
    return places[at];
  }
};
using Units = std::map<std::string, Unit>;

struct Tree {
  Units units;                    // by id
  std::set<absl::CivilDay> days;  // on which any of them moves, or has moved

  void Put(const std::string& id, Unit unit) {
    for (std::size_t i = 1; i < unit.places.size(); ++i) days.insert(unit.places[i].from);
    units[id] = std::move(unit);
  }
};

Unit UnitOf(const v1::OrgUnit& unit) {
  Unit made;
  for (const v1::OrgUnit& terms : TermsOf(unit)) {
    made.places.push_back({records::FirstDayOf(terms.valid_from()),
                           records::IdOf(terms.parent_unit()), terms.level()});
  }
  for (const std::string& name : unit.successors()) {
    made.successors.push_back(records::IdOf(name));
  }
  return made;
}

absl::StatusOr<Unit> UnitOf(const sql::Row& row) {
  v1::OrgUnit unit;
  const std::string former = sql::IsNull(row[4]) ? "{}" : sql::Text(row[4]);
  if (former != "{}" && !google::protobuf::util::JsonStringToMessage(former, &unit).ok()) {
    return absl::DataLossError("the history of a unit cannot be read");
  }
  unit.set_parent_unit(sql::Text(row[1]));
  unit.set_level(static_cast<std::int32_t>(sql::Int(row[2])));
  *unit.mutable_valid_from() = records::ParseDate(sql::Text(row[3]));
  return UnitOf(unit);
}

// Units are few, so that the whole tree is read for a batch.
absl::StatusOr<Tree> Load(sql::Session& session, const std::string& municipality) {
  Tree tree;
  absl::Status read = session.ForEach(
      R"sql(SELECT id, parent_unit, level, valid_from, former FROM org_unit
            WHERE municipality = $1 AND superseded_at = $2)sql",
      {municipality, records::kNotSuperseded}, [&](const sql::Row& row) {
        const auto unit = UnitOf(row);
        if (unit.ok()) tree.Put(sql::Text(row[0]), *unit);
        return unit.status();
      });
  if (!read.ok()) return read;
  return tree;
}

// Whether the way up from `from` on the day meets `id`. It ends even in a tree that is broken
// already.
bool IsBelow(const Units& units, std::string from, const std::string& id, absl::CivilDay day) {
  for (std::size_t steps = 0; steps <= units.size(); ++steps) {
    if (from == id) return true;
    const auto found = units.find(from);
    if (found == units.end()) return false;
    from = found->second.On(day).parent;
  }
  return true;
}

// The rules for one unit among others.
class UnitCheck {
 public:
  UnitCheck(const std::string& id, const Unit& unit, const Tree& tree)
      : id_(id), unit_(unit), units_(tree.units), days_(tree.days) {}

  std::optional<FieldError> Error() const {
    for (std::size_t i = 0; i < unit_.places.size(); ++i) {
      if (auto error = ErrorAt(i)) return error;
    }
    for (const std::string& successor : unit_.successors) {
      if (successor == id_) {
        return status::Refusal("successors", "CYCLE", "other units", successor);
      }
      if (!units_.contains(successor)) {
        return status::Refusal("successors", "UNKNOWN_REFERENCE", "existing ett.no/OrgUnit",
                               successor);
      }
    }
    return std::nullopt;
  }

 private:
  std::string Field(std::size_t at, const char* name) const {
    const bool present = at + 1 == unit_.places.size();
    return present ? name : absl::StrCat("former[", at, "].", name);
  }

  std::optional<FieldError> ErrorAt(std::size_t at) const {
    const Place& place = unit_.places[at];
    const std::string level = absl::StrCat(place.level);
    if (place.parent.empty()) {
      if (place.level == 1) return std::nullopt;
      return status::Refusal(Field(at, "level"), "WRONG_LEVEL", "1 for a unit without parent_unit",
                             level);
    }
    const auto parent = units_.find(place.parent);
    if (parent == units_.end()) {
      return status::Refusal(Field(at, "parent_unit"), "UNKNOWN_REFERENCE",
                             "an existing ett.no/OrgUnit", place.parent);
    }
    if (IsBelowItself(at)) {
      return status::Refusal(Field(at, "parent_unit"), "CYCLE", "a unit that is not below this one",
                             place.parent);
    }
    const bool present = at + 1 == unit_.places.size();
    const std::int64_t wanted =
        1 + (present ? parent->second.places.back().level : parent->second.On(place.from).level);
    if (place.level == wanted) return std::nullopt;
    return status::Refusal(Field(at, "level"), "WRONG_LEVEL",
                           absl::StrCat(wanted, ", one more than that of parent_unit"), level);
  }

  // On any day of the terms: the tree differs only from days on which some unit moves.
  bool IsBelowItself(std::size_t at) const {
    const Place& place = unit_.places[at];
    if (IsBelow(units_, place.parent, id_, place.from)) return true;
    for (auto day = days_.upper_bound(place.from); day != days_.end(); ++day) {
      if (at + 1 < unit_.places.size() && *day >= unit_.places[at + 1].from) break;
      if (IsBelow(units_, place.parent, id_, *day)) return true;
    }
    return false;
  }

  const std::string& id_;
  const Unit& unit_;
  const Units& units_;
  const std::set<absl::CivilDay>& days_;
};

class OrgUnitJudge final : public records::Judge {
 public:
  absl::Status Decide(sql::Session& session, const std::string& municipality,
                      std::vector<Candidate>& batch) override {
    absl::StatusOr<Tree> tree = Load(session, municipality);
    if (!tree.ok()) return tree.status();
    for (const auto& [id, unit] : remembered_) tree->Put(id, unit);
    for (Candidate& each : batch) {
      if (each.error.has_value()) continue;
      const Unit unit = UnitOf(static_cast<const v1::OrgUnit&>(*each.record));
      each.error = UnitCheck(each.id, unit, *tree).Error();
      if (!each.error.has_value()) tree->Put(each.id, unit);
    }
    return absl::OkStatus();
  }

  void Remember(const std::vector<Candidate>& batch) override {
    for (const Candidate& each : batch) {
      if (each.error.has_value()) continue;
      remembered_[each.id] = UnitOf(static_cast<const v1::OrgUnit&>(*each.record));
    }
  }
  std::size_t remembered() const override { return remembered_.size(); }

 private:
  Units remembered_;
};

}  // namespace

std::unique_ptr<records::Judge> MakeOrgUnitJudge() { return std::make_unique<OrgUnitJudge>(); }

}  // namespace ett::hr
