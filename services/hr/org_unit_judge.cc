#include "absl/strings/str_cat.h"
#include "ett/hr/v1/hr.pb.h"
#include "records/row.h"
#include "services/hr/judges.h"

namespace ett::hr {
namespace {

using records::Candidate;
using status::FieldError;

struct Unit {
  std::string parent;
  std::int64_t level;
};
using Units = std::map<std::string, Unit>;

Unit UnitOf(const v1::OrgUnit& unit) { return {records::IdOf(unit.parent_unit()), unit.level()}; }

// Units are few, so that the whole tree is read for a batch.
absl::StatusOr<Units> Load(sql::Session& session, const std::string& municipality) {
  Units units;
  absl::Status read = session.ForEach(
      R"sql(SELECT id, parent_unit, level FROM org_unit
            WHERE municipality = $1 AND superseded_at = $2)sql",
      {municipality, records::kNotSuperseded}, [&](const sql::Row& row) {
        units[sql::Text(row[0])] = {sql::Text(row[1]), sql::Int(row[2])};
        return absl::OkStatus();
      });
  if (!read.ok()) return read;
  return units;
}

// Whether the way up from `from` meets `id`. It ends even in a tree that is broken already.
bool IsBelow(const Units& units, std::string from, const std::string& id) {
  for (std::size_t steps = 0; steps <= units.size(); ++steps) {
    if (from == id) return true;
    const auto found = units.find(from);
    if (found == units.end()) return false;
    from = found->second.parent;
  }
  return true;
}

std::optional<FieldError> ErrorOf(const std::string& id, const Unit& unit, const Units& units) {
  const std::string level = absl::StrCat(unit.level);
  if (unit.parent.empty()) {
    if (unit.level == 1) return std::nullopt;
    return status::Refusal("level", "WRONG_LEVEL", "1 for a unit without parent_unit", level);
  }
  const auto parent = units.find(unit.parent);
  if (parent == units.end()) {
    return status::Refusal("parent_unit", "UNKNOWN_REFERENCE", "an existing ett.no/OrgUnit",
                           unit.parent);
  }
  if (IsBelow(units, unit.parent, id)) {
    return status::Refusal("parent_unit", "CYCLE", "a unit that is not below this one",
                           unit.parent);
  }
  const std::int64_t wanted = parent->second.level + 1;
  if (unit.level == wanted) return std::nullopt;
  return status::Refusal("level", "WRONG_LEVEL",
                         absl::StrCat(wanted, ", one more than that of parent_unit"), level);
}

class OrgUnitJudge final : public records::Judge {
 public:
  absl::Status Decide(sql::Session& session, const std::string& municipality,
                      std::vector<Candidate>& batch) override {
    absl::StatusOr<Units> units = Load(session, municipality);
    if (!units.ok()) return units.status();
    for (const auto& [id, unit] : remembered_) (*units)[id] = unit;
    for (Candidate& each : batch) {
      if (each.error.has_value()) continue;
      const Unit unit = UnitOf(static_cast<const v1::OrgUnit&>(*each.record));
      each.error = ErrorOf(each.id, unit, *units);
      if (!each.error.has_value()) (*units)[each.id] = unit;
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
