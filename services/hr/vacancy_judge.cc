#include <map>
#include <optional>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "ett/hr/v1/vacancy.pb.h"
#include "records/row.h"
#include "services/hr/domain/positions.h"
#include "services/hr/judges.h"
#include "status/macros.h"

namespace ett::hr {
namespace {

using records::Candidate;
using status::FieldError;

const v1::Vacancy& VacancyOf(const Candidate& candidate) {
  return static_cast<const v1::Vacancy&>(*candidate.record);
}

std::string Print(absl::CivilDay day) {
  return day == kNoEnd ? "" : records::PrintDate(records::DateOf(day));
}

std::string Print(const Days& days) {
  return absl::StrCat(Print(days.first), "..", Print(days.last));
}

std::optional<FieldError> ErrorOf(const v1::Vacancy& vacancy,
                                  const std::map<std::string, Days>& units) {
  const std::string id = records::IdOf(vacancy.org_unit());
  const auto unit = units.find(id);
  if (unit == units.end()) {
    return status::Refusal("org_unit", "UNKNOWN_REFERENCE", "an existing ett.no/OrgUnit", id);
  }
  const Days days = {
      records::FirstDayOf(vacancy.announced_date()),
      vacancy.has_closed_date() ? records::LastDayOf(vacancy.closed_date()) : kNoEnd};
  if (unit->second.Holds(days)) return std::nullopt;
  return status::Refusal(
      unit->second.Holds(days.first) ? "closed_date" : "announced_date", "OUTSIDE_UNIT",
      absl::StrCat("days inside those of the unit, ", Print(unit->second)), Print(days));
}

class VacancyJudge final : public records::Judge {
 public:
  absl::Status Decide(sql::Session& session, const std::string& municipality,
                      std::vector<Candidate>& batch) override {
    std::set<std::string> ids;
    for (const Candidate& each : batch) ids.insert(records::IdOf(VacancyOf(each).org_unit()));
    std::map<std::string, Days> units;
    RETURN_IF_ERROR(records::ForEachCurrent(
        session, {"id, valid_from, valid_to", "org_unit", "id"}, municipality,
        {ids.begin(), ids.end()}, [&](const sql::Row& row) {
          const std::string last = sql::Text(row[2]);
          units[sql::Text(row[0])] = {
              records::FirstDayOf(records::ParseDate(sql::Text(row[1]))),
              last.empty() ? kNoEnd : records::LastDayOf(records::ParseDate(last))};
          return absl::OkStatus();
        }));
    for (Candidate& each : batch) {
      if (!each.error.has_value()) each.error = ErrorOf(VacancyOf(each), units);
    }
    return absl::OkStatus();
  }
};

}  // namespace

std::unique_ptr<records::Judge> MakeVacancyJudge() { return std::make_unique<VacancyJudge>(); }

}  // namespace ett::hr
