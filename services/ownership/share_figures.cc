#include <map>

#include "services/ownership/question.h"
#include "status/macros.h"

namespace ett::ownership {
namespace {

using figures::Absent;
using figures::Category;
using figures::Entry;
using figures::Figure;
using figures::MakeText;

Figure DoesNotAddUp(const absl::Status& why) {
  return Absent{figures::pb::CELL_REASON_MISSING,
                MakeText("aksjetransaksjonene går ikke opp: " + std::string(why.message()),
                         "the share transactions do not add up: " + std::string(why.message()))};
}

const std::map<v1::EntityForm, Category>& Forms() {
  static const auto& forms = *new std::map<v1::EntityForm, Category>{
      {v1::ENTITY_FORM_AS, {"as", MakeText("Aksjeselskap", "Limited company")}},
      {v1::ENTITY_FORM_IKS, {"iks", MakeText("Interkommunalt selskap", "Intermunicipal company")}},
      {v1::ENTITY_FORM_KF, {"kf", MakeText("Kommunalt foretak", "Municipal enterprise")}},
      {v1::ENTITY_FORM_SA, {"sa", MakeText("Samvirkeforetak", "Cooperative")}},
      {v1::ENTITY_FORM_FOUNDATION, {"foundation", MakeText("Stiftelse", "Foundation")}},
      {v1::ENTITY_FORM_ASSOCIATION, {"association", MakeText("Forening", "Association")}},
      {v1::ENTITY_FORM_ASA, {"asa", MakeText("Allmennaksjeselskap", "Public limited company")}},
      {v1::ENTITY_FORM_FOREIGN_COMPANY,
       {"foreign", MakeText("Utenlandsk selskap", "Foreign company")}},
      {v1::ENTITY_FORM_OTHER, {"other", MakeText("Annen form", "Other form")}}};
  return forms;
}

}  // namespace

absl::StatusOr<std::optional<Figure>> Share(const Question& asked, const v1::Entity& company) {
  const auto share = asked.known.ShareOf(IdOf(company.name()), asked.period.last_day());
  if (!share.ok()) return DoesNotAddUp(share.status());
  if (*share == Fraction()) return std::nullopt;
  return PercentOf(*share, asked, asked.known.Synthetic(IdOf(company.name())));
}

absl::StatusOr<std::optional<Figure>> Bought(const Question& asked, const v1::Entity& company) {
  const auto bought = BoughtIn(asked.known.ledger, IdOf(company.name()), kMunicipality,
                               asked.period.first_day(), asked.period.last_day());
  if (!bought.ok()) return DoesNotAddUp(bought.status());
  if (*bought == Fraction()) return std::nullopt;
  return PercentOf(*bought, asked, asked.known.Synthetic(IdOf(company.name())));
}

Entries Companies(const Question& asked) {
  std::map<v1::EntityForm, std::int64_t> counts;
  std::int64_t all = 0;
  bool synthetic = false;
  for (const auto& [id, company] : asked.known.entities) {
    ASSIGN_OR_RETURN(const Fraction share, asked.known.ShareOf(id, asked.period.last_day()));
    if (share == Fraction()) continue;
    ++counts[company.form()];
    ++all;
    synthetic = synthetic || asked.known.Synthetic(IdOf(company.name()));
  }
  if (asked.query.dimensions.empty()) {
    return std::vector<Entry>{{asked.period, {}, Count(all, asked, synthetic)}};
  }
  std::vector<Entry> entries;
  for (const auto& [form, count] : counts) {
    const auto category = Forms().find(form);
    if (category == Forms().end()) continue;
    if (!figures::Keeps(asked.query, "form", category->second.id)) continue;
    entries.push_back({asked.period, {category->second}, Count(count, asked, synthetic)});
  }
  return entries;
}

}  // namespace ett::ownership
