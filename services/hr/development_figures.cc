#include "services/hr/development_figures.h"

#include <utility>

#include "services/hr/domain/development.h"
#include "services/hr/domain/protection.h"
#include "services/hr/labels.h"
#include "services/hr/staff_figures.h"

namespace ett::hr {
namespace {

using figures::Entry;
using figures::Period;
using figures::Query;

// By counted one, the first of which is the whole.
std::vector<bool> Protected(const std::vector<Counted>& counted) {
  Publication publication;
  AtomCounts counts;
  publication.fewest = kFewestPersons;
  for (std::size_t i = 0; i < counted.size(); ++i) {
    const int persons = counted[i].persons;
    // A trade's figure is rather shown than that of all, which adds up what is known of each.
    publication.weight.push_back(i == 0 ? 0 : persons);
    publication.rule.push_back(persons > 0 && persons < kFewestPersons
                                   ? Publication::Rule::kSensitive
                                   : Publication::Rule::kOpen);
    if (i == 0) continue;
    publication.cells_of.emplace_back();
    if (persons > 0) publication.cells_of.back() = {0, static_cast<int>(i)};
    counts.push_back(persons);
  }
  publication.tables.push_back(std::move(counts));
  return Protect(publication);
}

std::vector<Entry> EntriesOf(const std::vector<Counted>& counted,
                             const std::vector<bool>& published, const Query& query, Period period,
                             Label (*label)(const std::string&)) {
  std::vector<Entry> entries;
  const bool by_code = !query.dimensions.empty();
  for (std::size_t i = by_code ? 1 : 0; i < (by_code ? counted.size() : 1); ++i) {
    Entry entry{period, {}, Withheld()};
    if (by_code) {
      const Label name = label(counted[i].code);
      if (!figures::Keeps(query, query.dimensions[0], name.id)) continue;
      entry.categories.push_back({name.id, ToText(name)});
    }
    if (published[i]) entry.figure = figures::Value{static_cast<double>(counted[i].count)};
    entries.push_back(std::move(entry));
  }
  return entries;
}

}  // namespace

std::vector<Entry> TradeCertificateFigures(const Staff& staff, const Query& query, Period period) {
  if (staff.snapshot().certificates.empty()) return {};
  const auto counted = TradeCertificates(staff.snapshot(), SpanOf(period));
  const bool whole_year = period.kind() == Period::Kind::kYear;
  const auto published = whole_year ? Protected(counted) : std::vector<bool>(counted.size());
  return EntriesOf(counted, published, query, period, TradeLabel);
}

std::vector<Entry> LeaderGroupFigures(const Staff& staff, const Query& query, Period period) {
  if (staff.snapshot().completed_groups.empty()) return {};
  const auto counted = CompletedGroups(staff.snapshot(), ToDay(period.last_day()));
  return EntriesOf(counted, std::vector<bool>(counted.size(), true), query, period, ProgrammeLabel);
}

}  // namespace ett::hr
