#include "services/hr/domain/universe.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/time/civil_time.h"
#include "services/hr/domain/rates.h"
#include "services/hr/domain/workforce.h"

namespace ett::hr {
namespace {

using Rule = Publication::Rule;

// The breakdowns and all that they add up to, each once.
std::vector<Axes> WithTotals(const std::vector<Axes>& breakdowns) {
  std::set<Axes> all;
  for (const Axes& axes : breakdowns) {
    for (unsigned chosen = 0; chosen < (1U << axes.size()); ++chosen) {
      Axes some;
      for (std::size_t i = 0; i < axes.size(); ++i) {
        if ((chosen >> i & 1) != 0) some.push_back(axes[i]);
      }
      std::sort(some.begin(), some.end());
      all.insert(std::move(some));
    }
  }
  return {all.begin(), all.end()};
}

// What there is to publish of one month.
class MonthBuilder {
 public:
  MonthBuilder(const Snapshot& staff, const PublicationScope& scope, const Cells& cells, Span month)
      : staff_(staff),
        scope_(scope),
        cells_(cells),
        month_(month),
        employed_(cells.size()),
        at_work_(cells.size()),
        is_dominated_(cells.size()) {
    publication_.fewest = kFewestPersons;
    publication_.cells_of.resize(cells.cells_of.size());
    Count();
    if (scope.of_pay) FindDominated();
    AddRules();
    AddRanks();
  }

  Publication Build() && { return std::move(publication_); }

 private:
  bool IsCounted(const Employment& employment) const {
    return !scope_.of_pay ||
           (employment.sex != Sex::kUnknown && employment.monthly_full_time_pay_ore.has_value());
  }

  // An atom is there once somebody is in it on any day.
  void Count() {
    PersonCounter employed_persons(cells_.size()), persons_at_work(cells_.size());
    AtomCounts jobs(cells_.cells_of.size());
    for (std::size_t i = 0; i < staff_.employments.size(); ++i) {
      const Employment& employment = staff_.employments[i];
      if (Intersect(employment.span, month_).empty() || !IsCounted(employment)) continue;
      const int atom = cells_.class_of[i];
      if (publication_.cells_of[atom].empty()) publication_.cells_of[atom] = cells_.cells_of[atom];
      const bool on_last_day = employment.span.Contains(month_.last);
      const bool works = AgreedDays(employment, month_) > 0;
      jobs[atom] += on_last_day;
      for (const int cell : publication_.cells_of[atom]) {
        employed_[cell] += on_last_day && employed_persons.IsNew(cell, employment.person);
        at_work_[cell] += works && persons_at_work.IsNew(cell, employment.person);
      }
    }
    publication_.weight.assign(employed_.begin(), employed_.end());
    publication_.tables.push_back(std::move(jobs));
  }

  void FindDominated() {
    const absl::CivilDay last = absl::CivilDay(1970, 1, 1) + month_.last;
    const std::vector<Pay> pay = PayBy(staff_, cells_, last);
    for (std::size_t cell = 0; cell < cells_.size(); ++cell) {
      if (cells_.places[cell][static_cast<std::size_t>(Axis::kSex)] == 0) continue;
      for (const PayOfSex& sex : {pay[cell].women, pay[cell].men}) {
        is_dominated_[cell] =
            is_dominated_[cell] ||
            (sex.jobs > 0 && IsDominated(sex.sum_ore, sex.largest_ore, sex.second_ore));
      }
    }
  }

  void AddRules() {
    publication_.rule.assign(cells_.size(), Rule::kOpen);
    for (const auto& cells : publication_.cells_of) {
      for (const int cell : cells) {
        const bool few = std::min(employed_[cell], at_work_[cell]) < kFewestPersons;
        if (few || is_dominated_[cell]) publication_.rule[cell] = Rule::kSensitive;
      }
    }
  }

  // What could be asked for first goes before what reorganisations made of it, so that these change
  // nothing of what was published.
  void AddRanks() {
    const std::vector<int> ranks = RanksOn(staff_.trees, month_);
    for (std::size_t cell = 0; cell < cells_.size(); ++cell) {
      int& rank = publication_.rank.emplace_back(0);
      for (std::size_t axis = 0; axis < kAxes && rank >= 0; ++axis) {
        const int of_axis = staff_.groupings[axis].RankOf(cells_.places[cell][axis], ranks);
        rank = of_axis < 0 ? of_axis : std::max(rank, of_axis);
      }
      if (rank < 0) publication_.rule[cell] = Rule::kClosed;
    }
  }

  const Snapshot& staff_;
  const PublicationScope& scope_;
  const Cells& cells_;
  const Span month_;
  std::vector<int> employed_, at_work_;  // persons by cell: on the last day; on some work day
  std::vector<bool> is_dominated_;       // by cell
  Publication publication_;
};

}  // namespace

const PublicationScope& StaffScope() {
  static const auto& scope = *new PublicationScope{"staff",
                                                   {{Axis::kUnit, Axis::kSex, Axis::kAge},
                                                    {Axis::kSector, Axis::kSex, Axis::kAge},
                                                    {Axis::kSector, Axis::kSex, Axis::kJobGroup},
                                                    {Axis::kService},
                                                    {Axis::kUnit, Axis::kPosition},
                                                    {Axis::kSector, Axis::kSex, Axis::kPosition},
                                                    {Axis::kUnit, Axis::kForm},
                                                    {Axis::kSector, Axis::kSex, Axis::kForm}},
                                                   false};
  return scope;
}

const PublicationScope& PayScope() {
  static const auto& scope =
      *new PublicationScope{"pay", {{Axis::kSector, Axis::kSex, Axis::kJobGroup}}, true};
  return scope;
}

bool IsInScope(const PublicationScope& scope, const Axes& axes) {
  return std::any_of(scope.breakdowns.begin(), scope.breakdowns.end(), [&](const Axes& breakdown) {
    return std::all_of(axes.begin(), axes.end(), [&](Axis axis) {
      return std::find(breakdown.begin(), breakdown.end(), axis) != breakdown.end();
    });
  });
}

Cells CellsOf(const Snapshot& staff, const PublicationScope& scope, int year) {
  return CellsByAll(staff, WithTotals(scope.breakdowns), year);
}

std::vector<Span> MonthsBegun(int year, Day known) {
  std::vector<Span> months;
  for (int month = 1; month <= 12; ++month) {
    const absl::CivilMonth first(year, month);
    const Span span = {ToDay(absl::CivilDay(first)), ToDay(absl::CivilDay(first + 1)) - 1};
    if (span.first <= known) months.push_back(span);
  }
  return months;
}

Publication PublicationOf(const Snapshot& staff, const PublicationScope& scope, const Cells& cells,
                          Span month) {
  return MonthBuilder(staff, scope, cells, month).Build();
}

Universe::Universe(const Cells& cells, std::vector<int> withheld_from, int months)
    : withheld_from_(std::move(withheld_from)), months_(months) {
  for (std::size_t cell = 0; cell < cells.size(); ++cell) {
    ids_[cells.places[cell]] = static_cast<int>(cell);
  }
}

bool Universe::IsPublished(const Place& place, int month) const {
  const auto found = ids_.find(place);
  return found == ids_.end() || std::min(month, months_) < withheld_from_[found->second];
}

int Universe::withheld_cells() const {
  return static_cast<int>(std::count_if(withheld_from_.begin(), withheld_from_.end(),
                                        [](int month) { return month != kNever; }));
}

}  // namespace ett::hr
