#include "services/hr/domain/vacancies.h"

#include <map>

namespace ett::hr {
namespace {

void Add(const Vacancy& vacancy, Span period, VacancyCount& count) {
  count.vacant += vacancy.announced <= period.last && period.last < vacancy.closed;
  if (!vacancy.filled || !period.Contains(vacancy.closed)) return;
  ++count.filled;
  count.days_to_fill += vacancy.closed - vacancy.announced;
}

}  // namespace

std::vector<VacancyCount> CountVacancies(const std::vector<Vacancy>& vacancies, const OrgTree& tree,
                                         Span period) {
  std::map<int, VacancyCount> by_sector = {{0, {}}};
  for (const Vacancy& vacancy : vacancies) {
    if (vacancy.unit >= 0 && !tree.is_counted[vacancy.unit]) continue;
    Add(vacancy, period, by_sector[0]);
    const int sector = vacancy.unit < 0 ? 0 : tree.sector[vacancy.unit];
    if (sector == 0) continue;
    by_sector[sector].sector = sector;
    Add(vacancy, period, by_sector[sector]);
  }
  std::vector<VacancyCount> counts;
  for (const auto& [sector, count] : by_sector) counts.push_back(count);
  return counts;
}

}  // namespace ett::hr
