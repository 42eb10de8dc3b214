#include "services/ownership/entity_facts.h"

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "records/judge.h"
#include "records/row.h"
#include "status/macros.h"

namespace ett::ownership {
namespace {

std::string PrintDays(const Company& company) {
  return absl::StrCat(company.founded ? absl::FormatCivilTime(*company.founded) : "", "..",
                      company.last_day ? absl::FormatCivilTime(*company.last_day) : "");
}

}  // namespace

absl::StatusOr<Entities> LoadEntities(sql::Session& session, const std::string& municipality,
                                      const std::set<std::string>& ids) {
  Entities entities;
  RETURN_IF_ERROR(records::ForEachCurrent(
      session, {"id, form, valid_from, valid_to", "entity", "id"}, municipality,
      {ids.begin(), ids.end()}, [&](const sql::Row& row) {
        EntityFacts& entity = entities[sql::Text(row[0])];
        entity.form = static_cast<v1::EntityForm>(sql::Int(row[1]));
        entity.company.id = sql::Text(row[0]);
        if (!sql::IsNull(row[2])) {
          entity.company.founded = records::FirstDayOf(records::ParseDate(sql::Text(row[2])));
        }
        if (!sql::IsNull(row[3])) {
          entity.company.last_day = records::LastDayOf(records::ParseDate(sql::Text(row[3])));
        }
        return absl::OkStatus();
      }));
  return entities;
}

std::optional<status::FieldError> DayError(const std::string& field, absl::CivilDay day,
                                           const Company& company) {
  const bool exists = (!company.founded || *company.founded <= day) &&
                      (!company.last_day || day <= *company.last_day);
  if (exists) return std::nullopt;
  return status::Refusal(
      field, "OUTSIDE_ENTITY",
      absl::StrCat("a day on which ", company.id, " exists, ", PrintDays(company)),
      absl::FormatCivilTime(day));
}

std::optional<status::FieldError> OwnerError(const std::string& field, const std::string& owner,
                                             std::optional<absl::CivilDay> day,
                                             const Entities& entities) {
  if (owner.empty() || owner == kMunicipality || owner == kOthers) return std::nullopt;
  const auto entity = entities.find(owner);
  if (entity == entities.end()) {
    return status::Refusal(field, "UNKNOWN_OWNER",
                           "municipality, others or the id of an existing entity", owner);
  }
  return day ? DayError(field, *day, entity->second.company) : std::nullopt;
}

}  // namespace ett::ownership
