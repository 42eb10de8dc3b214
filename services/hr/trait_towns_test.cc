#include <algorithm>
#include <optional>
#include <vector>

#include "services/hr/labels.h"
#include "services/hr/publications_testing.h"
#include "services/hr/trait_publications.h"

// Everything that can be asked for of a trait in towns that are reorganised.
namespace ett::hr {
namespace {

constexpr int kCategories = 2, kSexes = 2;
const Span kDays = {ToDay(CivilDay(kYear, 1, 1)), ToDay(CivilDay(kYear, kMonths + 1, 1)) - 1};

std::vector<int> SomeCategories(const Random& random, std::size_t persons) {
  std::vector<int> categories;
  for (std::size_t i = 0; i < persons; ++i) categories.push_back(random(4) == 0 ? 1 : 0);
  return categories;
}

// Of those employed on the last day, by a category of the person.
Trait TraitOf(const Snapshot& staff, const std::vector<int>& category_of) {
  Trait trait;
  for (const Employment& job : staff.employments) {
    trait.shares.push_back({job.span.Contains(kDays.last) ? category_of[job.person] : -1, 1, 1});
  }
  return trait;
}

// A number that can be asked for: the groups that it is the sum of, each a unit, sex and category.
struct Answer {
  std::vector<int> groups;
  std::size_t cell = 0;  // of the table
};

// What is decided on one version of the records.
struct Version {
  Version(const Town& town, Day known, const std::vector<int>& category_of,
          const Decisions::Month& month)
      : staff(town.Staff(known)), table(staff, TraitOf(staff, category_of), kCategories, kDays) {
    Decisions decisions(DecisionsDatabase());
    const auto decided = PublishTrait(table, month, decisions);
    EXPECT_THAT(decided, status::IsOk());
    published = *decided;
    counts.resize(staff.units.size() * kSexes * kCategories);
    for (std::size_t i = 0; i < staff.employments.size(); ++i) {
      const Employment& job = staff.employments[i];
      if (!job.span.Contains(kDays.last)) continue;
      ++counts[GroupOf(staff.unit_of[i], job.sex == Sex::kMale ? 2 : 1,
                       category_of[job.person] + 1)];
    }
  }

  // `sex` and `category` from 1 on.
  static int GroupOf(int unit, int sex, int category) {
    return (unit * kSexes + sex - 1) * kCategories + category - 1;
  }

  // Of the units of a sector in a tree, or of all that are counted.
  void AddAnswers(int tree, std::optional<int> sector, std::vector<Answer>& answers) const {
    const OrgTree& org = staff.trees[tree];
    const Grouping& grouping = staff.By(Axis::kSector);
    int row_category = grouping.counted.empty() ? 0 : grouping.counted[tree];
    for (const Row& row : grouping.RowsIn(tree)) {
      const bool is_sector =
          sector && row.label.id == SectorLabel(static_cast<v1::ServiceArea>(*sector)).id;
      if (is_sector) row_category = row.category;
    }
    for (int sex = 0; sex <= kSexes; ++sex) {
      for (int category = 0; category <= kCategories; ++category) {
        Answer& answer = answers.emplace_back();
        answer.cell = table.Index(row_category, sex, category);
        for (std::size_t unit = 0; unit < org.sector.size(); ++unit) {
          const bool is_in = org.is_counted[unit] && (!sector || org.sector[unit] == *sector);
          for (int i = 1; is_in && i <= kSexes * kCategories; ++i) {
            const int of_sex = (i - 1) / kCategories + 1, of_trait = (i - 1) % kCategories + 1;
            if ((sex == 0 || sex == of_sex) && (category == 0 || category == of_trait)) {
              answer.groups.push_back(GroupOf(static_cast<int>(unit), of_sex, of_trait));
            }
          }
        }
      }
    }
  }

  std::vector<Answer> AnswersIn(int tree) const {
    std::vector<Answer> answers;
    AddAnswers(tree, std::nullopt, answers);
    const std::set<int> sectors(staff.trees[tree].sector.begin(), staff.trees[tree].sector.end());
    for (const int sector : sectors) {
      const auto& is_counted = staff.trees[tree].is_counted;
      const auto& sector_of = staff.trees[tree].sector;
      bool is_shown = false;
      for (std::size_t unit = 0; unit < sector_of.size(); ++unit) {
        is_shown = is_shown || (is_counted[unit] && sector_of[unit] == sector);
      }
      if (is_shown) AddAnswers(tree, sector, answers);
    }
    return answers;
  }

  int ValueOf(const Answer& answer) const {
    int value = 0;
    for (const int group : answer.groups) value += counts[group];
    return value;
  }

  Snapshot staff;
  TraitTable table;
  std::vector<bool> published;  // by cell of the table
  std::vector<int> counts;      // by group
};

// How many numbers about too few, withheld as the organisation was at the time in the first
// version, somebody sees through who has all the answers on all versions.
int SeenThrough(const std::vector<const Version*>& versions) {
  std::vector<PublishedCell> known;
  for (const Version* version : versions) {
    for (const int tree : {TreeOn(version->staff.trees, kDays.last), version->staff.tree_now}) {
      for (const Answer& answer : version->AnswersIn(tree)) {
        if (!version->published[answer.cell]) continue;
        known.push_back({answer.groups, static_cast<double>(version->ValueOf(answer))});
      }
    }
  }
  const Version& first = *versions.front();
  Attacker attacker(static_cast<int>(first.counts.size()), std::move(known));
  int seen = 0;
  for (const Answer& answer : first.AnswersIn(TreeOn(first.staff.trees, kDays.last))) {
    const int value = first.ValueOf(answer);
    if (value == 0 || value >= kFewestPersons || first.published[answer.cell]) continue;
    seen +=
        attacker.CanCompute(answer.groups) || attacker.Width(answer.groups) < kFewestPersons - 1e-6;
  }
  return seen;
}

Decisions::Month NewMonth() { return {NewMunicipality(), "trait-of-towns", kYear, kMonths}; }

RC_GTEST_PROP(TraitsOfTowns, NobodyIsSeenThroughByTheOrganisationThenAndNow, ()) {
  const Random random = FromRapidcheck();
  const Town town = SomeTown(random);
  const std::vector<int> categories = SomeCategories(random, town.employments.size());
  const Decisions::Month month = NewMonth();
  const Version early(town, kKnown, categories, month), late(town, kOpenEnd, categories, month);
  RC_ASSERT(SeenThrough({&early, &late}) == 0);
}

RC_GTEST_PROP(TraitsOfTowns, NobodyIsSeenThroughByAReorganisation, ()) {
  const Random random = FromRapidcheck();
  const Town town = SomeTown(random), reorganised = Reorganised(town, random);
  const std::vector<int> categories = SomeCategories(random, town.employments.size());
  const Decisions::Month month = NewMonth();
  const Version before(town, kOpenEnd, categories, month);
  const Version after(reorganised, kOpenEnd, categories, month);
  RC_ASSERT(SeenThrough({&before, &after}) == 0);
}

// So that the attacker is known to bite: where versions forget the earlier organisation.
TEST(TraitsOfTowns, ForgottenOrganisationsAreSeenThrough) {
  int seen = 0;
  for (unsigned seed = 1; seed <= 200; ++seed) {
    const Town town = SomeTown(FromSeed(seed));
    Town reorganised = Reorganised(town, FromSeed(seed + 1000));
    reorganised.versions.clear();
    const std::vector<int> categories =
        SomeCategories(FromSeed(seed + 2000), town.employments.size());
    const Version before(town, kOpenEnd, categories, NewMonth());
    const Version after(reorganised, kOpenEnd, categories, NewMonth());
    seen += SeenThrough({&before, &after}) > 0;
  }
  EXPECT_GT(seen, 5);
}

}  // namespace
}  // namespace ett::hr
