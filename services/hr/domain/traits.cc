#include "services/hr/domain/traits.h"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/hr/domain/universe.h"

namespace ett::hr {
namespace {

bool IsOn(const std::vector<LeaveStretch>& stretches, Day day) {
  return std::any_of(stretches.begin(), stretches.end(),
                     [&](const LeaveStretch& stretch) { return stretch.span.Contains(day); });
}

bool IsSickByNote(const Employment& employment, Day day) {
  return std::any_of(employment.sick.begin(), employment.sick.end(), [&](const SickStretch& sick) {
    return !sick.self_certified && sick.span.Contains(day);
  });
}

// The employments of one person, who stand in a row.
using OfPerson = std::function<void(std::size_t first, std::size_t end)>;

void ForEachPerson(const Snapshot& staff, const OfPerson& visit) {
  const auto& all = staff.employments;
  for (std::size_t first = 0; first < all.size();) {
    std::size_t end = first + 1;
    while (end < all.size() && all[end].person == all[first].person) ++end;
    visit(first, end);
    first = end;
  }
}

// Those employed on the day, by the highest category of any of a person's jobs.
Trait ByPerson(const Snapshot& staff, Day day,
               const std::function<int(const Employment&)>& category_of) {
  Trait trait{std::vector<TraitShare>(staff.employments.size()), true};
  ForEachPerson(staff, [&](std::size_t first, std::size_t end) {
    int category = -1;
    for (std::size_t i = first; i < end; ++i) {
      if (!staff.employments[i].span.Contains(day)) continue;
      category = std::max(category, category_of(staff.employments[i]));
    }
    for (std::size_t i = first; i < end; ++i) {
      if (staff.employments[i].span.Contains(day)) trait.shares[i] = {category, 1, 1};
    }
  });
  return trait;
}

Day FirstOfDecember(int year) { return ToDay(absl::CivilDay(year, 12, 1)); }

}  // namespace

Trait OnMedicalLeave(const Snapshot& staff, Day day) {
  return ByPerson(staff, day,
                  [&](const Employment& job) { return IsSickByNote(job, day) ? 1 : 0; });
}

Trait PresentWorkYears(const Snapshot& staff, Day day) {
  Trait trait = ByPerson(staff, day, [&](const Employment& job) {
    return IsSickByNote(job, day) || IsOn(job.parental, day) ? 1 : 0;
  });
  trait.by_person = false;
  for (std::size_t i = 0; i < trait.shares.size(); ++i) {
    trait.shares[i].amount = staff.employments[i].position;
  }
  return trait;
}

Trait InvoluntaryPartTime(const Snapshot& staff, Day day) {
  Trait trait{std::vector<TraitShare>(staff.employments.size())};
  for (std::size_t i = 0; i < trait.shares.size(); ++i) {
    const Employment& job = staff.employments[i];
    if (!job.span.Contains(day) || job.position >= 1) continue;
    trait.shares[i] = {job.wished_position > job.position ? 1 : 0, 1, 1};
  }
  return trait;
}

Trait Apprentices(const Snapshot& staff, Day day) {
  return ByPerson(staff, day, [](const Employment& job) { return job.apprentice ? 1 : 0; });
}

Trait ByLevel(const Snapshot& staff, Day day) {
  // The highest job of a person is that nearest to the top; no level is the lowest.
  constexpr int kBelowAll = 100;
  Trait trait = ByPerson(staff, day, [](const Employment& job) {
    return kBelowAll - (job.level == 0 ? kBelowAll : job.level);
  });
  for (TraitShare& share : trait.shares) {
    if (share.category > 0) share.category = kBelowAll - share.category;
  }
  return trait;
}

namespace {

// Where the person with these employments is: 0 in a unit of then, 1 in others, 2 in none.
int OutcomeOf(const Snapshot& staff, std::size_t first, std::size_t end, Day then, Day now) {
  // Who was moved together with the whole unit is still in it.
  const OrgTree& tree = staff.trees[TreeOn(staff.trees, now)];
  const auto unit = [&](std::size_t i) {
    return staff.unit_of[i] < 0 ? -1 : tree.home[staff.unit_of[i]];
  };
  std::set<int> units_then;
  for (std::size_t i = first; i < end; ++i) {
    if (staff.employments[i].span.Contains(then)) units_then.insert(unit(i));
  }
  int outcome = 2;
  for (std::size_t i = first; i < end; ++i) {
    if (!staff.employments[i].span.Contains(now)) continue;
    outcome = std::min(outcome, units_then.contains(unit(i)) ? 0 : 1);
  }
  return outcome;
}

}  // namespace

Trait Turnover(const Snapshot& staff, int year) {
  const Day then = FirstOfDecember(year - 1);
  Trait trait{std::vector<TraitShare>(staff.employments.size()), true};
  ForEachPerson(staff, [&](std::size_t first, std::size_t end) {
    const int outcome = OutcomeOf(staff, first, end, then, FirstOfDecember(year));
    for (std::size_t i = first; i < end; ++i) {
      if (staff.employments[i].span.Contains(then)) trait.shares[i] = {outcome, 1, 1};
    }
  });
  return trait;
}

Trait Leavers(const Snapshot& staff, Span period) {
  Trait trait{std::vector<TraitShare>(staff.employments.size())};
  ForEachPerson(staff, [&](std::size_t first, std::size_t end) {
    bool before = false, stays = false;
    std::size_t last = end;  // the job that the person had last
    for (std::size_t i = first; i < end; ++i) {
      const Span& span = staff.employments[i].span;
      before = before || span.Contains(period.first - 1);
      stays = stays || span.Contains(period.last);
      if (Intersect(span, period).empty()) continue;
      if (last == end || span.last >= staff.employments[last].span.last) last = i;
    }
    if (last == end) return;
    TraitShare& share = trait.shares[last];
    share = {0, 0, 0.5 * (before + stays)};
    if (stays) return;
    share.category = 1 + static_cast<int>(staff.employments[last].end_reason);
    share.amount = 1;
  });
  return trait;
}

Trait ParentalWeeks(const Snapshot& staff, Span period) {
  Trait trait{std::vector<TraitShare>(staff.employments.size())};
  for (std::size_t i = 0; i < trait.shares.size(); ++i) {
    const Employment& job = staff.employments[i];
    const Span inside = Intersect(job.span, period);
    if (inside.empty()) continue;
    double weeks = 0;
    for (const LeaveStretch& leave : job.parental) {
      const Span days = Intersect(leave.span, inside);
      weeks += leave.share * days.length() / 7;
    }
    trait.shares[i] = {weeks > 0 ? 1 : 0, weeks, 1};
  }
  return trait;
}

namespace {

std::vector<std::string> NamesOn(const Grouping& grouping, Day day) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < grouping.size(); ++i) {
    names.push_back(grouping.NameOn(static_cast<int>(i), day));
  }
  return names;
}

std::vector<int> RanksOf(const Grouping& grouping, const std::vector<int>& rank_of_tree) {
  std::vector<int> ranks;
  for (std::size_t i = 0; i < grouping.size(); ++i) {
    ranks.push_back(grouping.RankOf(static_cast<int>(i), rank_of_tree));
  }
  return ranks;
}

}  // namespace

TraitTable::TraitTable(const Snapshot& staff, const Trait& trait, int categories, Span days)
    : sectors_(static_cast<int>(staff.By(Axis::kSector).size())),
      sexes_(static_cast<int>(staff.By(Axis::kSex).size())),
      categories_(categories + 1),
      sector_names_(NamesOn(staff.By(Axis::kSector), days.last)),
      sex_names_(NamesOn(staff.By(Axis::kSex), days.last)),
      ranks_(RanksOf(staff.By(Axis::kSector), RanksOn(staff.trees, days))),
      cells_(Index(sectors_, 0, 0)) {
  const Grouping& by_sector = staff.By(Axis::kSector);
  const Grouping& by_sex = staff.By(Axis::kSex);
  PersonCounter persons(cells_.size());
  for (std::size_t i = 0; i < trait.shares.size(); ++i) {
    const TraitShare& share = trait.shares[i];
    if (share.category < 0) continue;
    const int sector = by_sector.own[i], sex = by_sex.own[i], category = share.category + 1;
    std::vector<int>& cells = cells_of_[Index(sector, sex, category)];
    if (cells.empty()) cells = CellsOf(by_sector.above[sector], by_sex.above[sex], category);
    for (const int index : cells) {
      TraitCell& cell = cells_[index];
      const bool is_new = persons.IsNew(index, staff.employments[i].person);
      cell.persons += is_new;
      if (trait.by_person && !is_new) continue;
      cell.amount += share.amount;
      cell.base += share.base;
    }
  }
}

const TraitCell& TraitTable::At(int sector, int sex, int category) const {
  return cells_[Index(sector, sex, category)];
}

std::size_t TraitTable::Index(int sector, int sex, int category) const {
  const std::size_t row = static_cast<std::size_t>(sector) * sexes_ + sex;
  return row * categories_ + category;
}

std::vector<int> TraitTable::CellsOf(const std::vector<int>& sectors, const std::vector<int>& sexes,
                                     int category) const {
  std::vector<int> cells;
  const auto add = [&](int sector, int sex) {
    for (const int some_category : {0, category}) {
      cells.push_back(static_cast<int>(Index(sector, sex, some_category)));
    }
  };
  const auto add_all = [&](int sector) {
    add(sector, 0);
    for (const int sex : sexes) add(sector, sex);
  };
  add_all(0);
  for (const int sector : sectors) add_all(sector);
  return cells;
}

Publication TraitTable::ToPublish() const {
  Publication publication;
  publication.fewest = kFewestPersons;
  for (std::size_t index = 0; index < cells_.size(); ++index) {
    const TraitCell& cell = cells_[index];
    const bool few = cell.persons > 0 && cell.persons < kFewestPersons;
    const int rank = ranks_[index / Index(1, 0, 0)];
    Publication::Rule rule = few ? Publication::Rule::kSensitive : Publication::Rule::kOpen;
    if (rank < 0) rule = Publication::Rule::kClosed;
    publication.rule.push_back(rule);
    publication.weight.push_back(cell.persons);
    publication.rank.push_back(rank);
  }
  AtomCounts counts;
  for (const auto& [innermost, cells] : cells_of_) {
    counts.push_back(cells_[innermost].persons);
    publication.cells_of.push_back(cells);
  }
  publication.tables.push_back(std::move(counts));
  return publication;
}

std::vector<std::string> TraitTable::Names() const {
  std::vector<std::string> names;
  for (std::size_t index = 0; index < cells_.size(); ++index) {
    const std::size_t row = index / categories_;
    const std::size_t sector = row / sexes_, sex = row % sexes_, category = index % categories_;
    std::string& name = names.emplace_back();
    if (sector > 0) absl::StrAppend(&name, "sector=", sector_names_[sector], ";");
    if (sex > 0) absl::StrAppend(&name, "sex=", sex_names_[sex], ";");
    if (category > 0) absl::StrAppend(&name, "category=", category - 1, ";");
  }
  return names;
}

}  // namespace ett::hr
