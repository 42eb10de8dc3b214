#include "services/hr/vacancy_figures.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "services/hr/counts.h"
#include "services/hr/domain/vacancies.h"
#include "services/hr/labels.h"
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

std::vector<Entry> EntriesOf(const Staff& staff, const Query& query, Period period,
                             std::optional<double> (*number)(const VacancyCount&)) {
  std::vector<Entry> entries;
  const std::vector<Vacancy>& vacancies = staff.snapshot().vacancies;
  if (!IsCollected(vacancies, SpanOf(period))) return entries;
  const std::vector<OrgTree>& trees = staff.snapshot().trees;
  const OrgTree& tree = trees[TreeOn(trees, ToDay(period.last_day()))];
  const auto counts = CountVacancies(vacancies, tree, SpanOf(period));
  const bool by_sector = !query.dimensions.empty();
  for (std::size_t i = by_sector ? 1 : 0; i < (by_sector ? counts.size() : 1); ++i) {
    const std::optional<double> found = number(counts[i]);
    if (!found) continue;
    Entry entry{period, {}, figures::Value{*found}};
    if (by_sector) {
      const Label sector = SectorLabel(static_cast<v1::ServiceArea>(counts[i].sector));
      if (!figures::Keeps(query, query.dimensions[0], sector.id)) continue;
      entry.categories.push_back({sector.id, ToText(sector)});
    }
    entries.push_back(std::move(entry));
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
