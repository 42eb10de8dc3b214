#include "services/ownership/entity_facts.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "records/judge.h"
#include "services/ownership/histories.h"
#include "services/ownership/kinds.h"
#include "services/ownership/record_rows.h"
#include "status/macros.h"

namespace ett::ownership {
namespace {

std::string PrintDays(const Company& company) {
  return absl::StrCat(company.founded ? absl::FormatCivilTime(*company.founded) : "", "..",
                      company.last_day ? absl::FormatCivilTime(*company.last_day) : "");
}

}  // namespace

EntityFacts FactsOf(const v1::Entity& record) { return {record.form(), ToCompany(record)}; }

absl::StatusOr<Entities> LoadEntities(sql::Session& session, const std::string& municipality,
                                      const std::set<std::string>& ids) {
  Entities entities;
  RETURN_IF_ERROR(ForEachRow<v1::Entity>(
      session, {EntityKind(), "id", municipality}, ids,
      [&](const v1::Entity& record) { entities[records::IdOf(record.name())] = FactsOf(record); }));
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

std::optional<status::FieldError> TransactionError(const Transaction& transaction,
                                                   const Entities& entities) {
  for (const auto& [field, id] :
       {std::pair("company", transaction.company), std::pair("into_company", transaction.into)}) {
    const auto entity = entities.find(id);
    if (entity == entities.end() || HasShares(entity->second.form)) continue;
    return status::Refusal(field, "NO_SHARES", "a company with shares; others have participations",
                           absl::StrCat(id, " of ", v1::EntityForm_Name(entity->second.form)));
  }
  for (const auto& [field, owner] :
       {std::pair("from_owner", transaction.from), std::pair("to_owner", transaction.to)}) {
    if (auto error = OwnerError(field, owner, transaction.day, entities)) return error;
  }
  return std::nullopt;
}

}  // namespace ett::ownership
