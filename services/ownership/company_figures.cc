#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "services/ownership/labels.h"
#include "services/ownership/owned_companies.h"
#include "services/ownership/question.h"
#include "status/macros.h"

// How many companies the municipality owns, by form and market.
namespace ett::ownership {
namespace {

using figures::Category;
using figures::Entry;
using figures::MakeText;

// The forms that can be owned, and what they are called in a query.
const std::map<v1::EntityForm, std::string>& Forms() {
  static const auto& forms =
      *new std::map<v1::EntityForm, std::string>{{v1::ENTITY_FORM_AS, "as"},
                                                 {v1::ENTITY_FORM_IKS, "iks"},
                                                 {v1::ENTITY_FORM_KF, "kf"},
                                                 {v1::ENTITY_FORM_SA, "sa"},
                                                 {v1::ENTITY_FORM_ASSOCIATION, "association"},
                                                 {v1::ENTITY_FORM_ASA, "asa"},
                                                 {v1::ENTITY_FORM_FOREIGN_COMPANY, "foreign"},
                                                 {v1::ENTITY_FORM_OTHER, "other"}};
  return forms;
}

Category MarketCategory(v1::Market market) {
  switch (market) {
    case v1::MARKET_PROTECTED:
      return {"protected", MakeText("Skjermet", "Protected")};
    case v1::MARKET_COMPETING:
      return {"competing", MakeText("I konkurranse", "Competing")};
    case v1::MARKET_MIXED:
      return {"mixed", MakeText("Begge deler", "Both")};
    default:
      return {"unknown", MakeText("Ikke oppgitt", "Not said")};
  }
}

// The place of a company in what is asked for; nothing where it has none there.
std::optional<std::vector<Category>> PlaceOf(const figures::Query& query,
                                             const v1::Entity& company) {
  std::vector<Category> place;
  for (const std::string& dimension : query.dimensions) {
    if (dimension == "form") {
      const auto form = Forms().find(company.form());
      if (form == Forms().end()) return std::nullopt;
      place.push_back({form->second, LabelOf(form->first)});
    } else {
      place.push_back(MarketCategory(company.market()));
    }
    if (!figures::Keeps(query, dimension, place.back().id)) return std::nullopt;
  }
  return place;
}

struct Counted {
  std::vector<Category> place;
  std::int64_t count = 0;
  bool synthetic = false;
};

// Municipal enterprises have a form of their own, and are in no total of companies.
bool IsCounted(const Question& asked, const v1::Entity& entity) {
  if (entity.form() != v1::ENTITY_FORM_KF) return IsCompany(entity.form());
  const auto& dimensions = asked.query.dimensions;
  return std::find(dimensions.begin(), dimensions.end(), "form") != dimensions.end();
}

}  // namespace

Entries Companies(const Question& asked) {
  std::map<std::vector<std::string>, Counted> counts;
  if (asked.query.dimensions.empty()) counts[{}];
  for (const auto& [id, entity] : asked.known.entities) {
    if (!IsCounted(asked, entity)) continue;
    ASSIGN_OR_RETURN(const Fraction share, asked.known.ShareOf(id, asked.period.last_day()));
    if (share == Fraction()) continue;
    auto place = PlaceOf(asked.query, entity);
    if (!place) continue;
    std::vector<std::string> ids;
    for (const Category& category : *place) ids.push_back(category.id);
    Counted& counted = counts[ids];
    counted.place = *std::move(place);
    ++counted.count;
    counted.synthetic = counted.synthetic || asked.known.Synthetic(id);
  }
  std::vector<Entry> entries;
  for (auto& [ids, counted] : counts) {
    entries.push_back(
        {asked.period, std::move(counted.place), Count(counted.count, asked, counted.synthetic)});
  }
  return entries;
}

Entries WhollyOwned(const Question& asked) {
  ASSIGN_OR_RETURN(const auto owned, OwnedCompanies(asked.known, asked.period.last_day()));
  std::int64_t count = 0;
  bool synthetic = false;
  for (const std::string& id : owned) {
    ASSIGN_OR_RETURN(const Fraction share, asked.known.ShareOf(id, asked.period.last_day()));
    if (!(share == Fraction(1, 1))) continue;
    ++count;
    synthetic = synthetic || asked.known.Synthetic(id);
  }
  return std::vector<Entry>{{asked.period, {}, Count(count, asked, synthetic)}};
}

Entries StrategyShare(const Question& asked) {
  const absl::CivilDay day = asked.period.last_day();
  ASSIGN_OR_RETURN(const auto owned, OwnedCompanies(asked.known, day));
  if (owned.empty()) return std::vector<Entry>{{asked.period, {}, NotApplicable()}};
  std::set<std::string> with_strategy;
  bool synthetic = false;
  for (const v1::OwnerStrategy& strategy : asked.known.owner_strategies) {
    const std::string company = IdOf(strategy.company());
    const bool is_owned = std::binary_search(owned.begin(), owned.end(), company);
    if (!is_owned || records::LastDayOf(strategy.adopted_date()) > day) continue;
    if (!Holds(true, strategy.adopted_date(), strategy.has_valid_to(), strategy.valid_to(), day)) {
      continue;
    }
    with_strategy.insert(company);
    synthetic = synthetic || strategy.synthetic();
  }
  for (const std::string& id : owned) synthetic = synthetic || asked.known.Synthetic(id);
  const Fraction share(static_cast<std::int64_t>(with_strategy.size()),
                       static_cast<std::int64_t>(owned.size()));
  return std::vector<Entry>{{asked.period, {}, PercentOf(share, asked, synthetic)}};
}

}  // namespace ett::ownership
