#include "services/hr/vacancy_figures.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "services/hr/counts.h"
#include "services/hr/domain/vacancies.h"
#include "services/hr/labels.h"
#include "services/hr/organisations.h"
#include "services/hr/staff_figures.h"

namespace ett::hr {
namespace {

using figures::Entry;
using figures::Period;
using figures::Query;

bool IsCollected(const std::vector<Vacancy>& vacancies, Span period) {
  return std::any_of(vacancies.begin(), vacancies.end(),
                     [&](const Vacancy& vacancy) { return vacancy.announced <= period.last; });
}

bool IsBySector(const Query& query) {
  const auto& dimensions = query.dimensions;
  return std::find(dimensions.begin(), dimensions.end(), "sector") != dimensions.end();
}

// Nothing for what is not asked for.
std::optional<std::vector<figures::Category>> CategoriesOf(const Query& query,
                                                           Organisation organisation, int sector) {
  std::vector<figures::Category> categories;
  for (const std::string& dimension : query.dimensions) {
    const Label label = dimension == kOrganisation
                            ? OrganisationLabel(organisation)
                            : SectorLabel(static_cast<v1::ServiceArea>(sector));
    if (!figures::Keeps(query, dimension, label.id)) return std::nullopt;
    categories.push_back({label.id, ToText(label)});
  }
  return categories;
}

std::vector<Entry> EntriesOf(const Staff& staff, const Query& query, Period period,
                             std::optional<double> (*number)(const VacancyCount&)) {
  std::vector<Entry> entries;
  const std::vector<Vacancy>& vacancies = staff.snapshot().vacancies;
  if (!IsCollected(vacancies, SpanOf(period))) return entries;
  for (const Organisation organisation : OrganisationsOf(query)) {
    const int tree = TreeOf(staff.snapshot(), organisation, ToDay(period.last_day()));
    auto counts = CountVacancies(vacancies, staff.snapshot().trees[tree], SpanOf(period));
    const bool by_sector = IsBySector(query);
    if (by_sector) counts.erase(counts.begin());
    counts.resize(by_sector ? counts.size() : 1);
    for (const VacancyCount& count : counts) {
      const std::optional<double> found = number(count);
      auto categories = CategoriesOf(query, organisation, count.sector);
      if (!found || !categories) continue;
      entries.push_back({period, *std::move(categories), figures::Value{*found}});
    }
  }
  return entries;
}

}  // namespace

std::vector<Entry> VacancyFigures(const Staff& staff, const Query& query, Period period) {
  return EntriesOf(staff, query, period,
                   [](const VacancyCount& count) { return std::optional<double>(count.vacant); });
}

std::vector<Entry> VacancyDayFigures(const Staff& staff, const Query& query, Period period) {
  return EntriesOf(staff, query, period, [](const VacancyCount& count) -> std::optional<double> {
    if (count.filled == 0) return std::nullopt;
    return static_cast<double>(count.days_to_fill) / count.filled;
  });
}

}  // namespace ett::hr
