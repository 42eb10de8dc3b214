#include "services/hr/trait_publications.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/hr/decisions_testing.h"
#include "services/hr/domain/testing/attacker.h"
#include "services/hr/domain/universe.h"
#include "status/matchers.h"

namespace ett::hr {
namespace {

constexpr int kSectors = 3, kSexes = 2, kCategories = 3;

// Where somebody counts: a sector and a sex, and a category of the trait.
struct Person {
  int sector = 0;    // 0 for one of no sector
  int sex = 0;       // 0 for one whose sex is not known
  int category = 0;  // −1 for one who is not counted
};
using Persons = std::vector<Person>;

Snapshot StaffOf(const Persons& persons) {
  Snapshot staff;
  for (int sector = 0; sector <= kSectors; ++sector) {
    UnitTerms terms;
    terms.sector = sector;
    staff.units.push_back({absl::StrCat("u-", sector), {0, kOpenEnd}, {terms}, {}});
  }
  staff.trees = TreesOf(staff.units);
  for (int sector = 1; sector <= kSectors; ++sector) {
    staff.By(Axis::kSector).Add({absl::StrCat("s-", sector), "", ""});
  }
  staff.By(Axis::kSex).Add({"female", "", ""});
  staff.By(Axis::kSex).Add({"male", "", ""});
  for (std::size_t i = 0; i < persons.size(); ++i) {
    Employment& employment = staff.employments.emplace_back();
    employment.person = static_cast<int>(i);
    staff.unit_of.push_back(persons[i].sector);
    for (Grouping& grouping : staff.groupings) grouping.own.push_back(0);
    staff.By(Axis::kSector).own.back() = persons[i].sector;
    staff.By(Axis::kSex).own.back() = persons[i].sex;
  }
  staff.By(Axis::kSector).AddRest();
  staff.By(Axis::kSex).AddRest();
  return staff;
}

// With one who is not counted and of no sex, so that all tables have the same cells.
TraitTable TableOf(Persons persons) {
  persons.push_back({0, 0, -1});
  Trait trait;
  for (const Person& person : persons) trait.shares.push_back({person.category, 1, 1});
  return TraitTable(StaffOf(persons), trait, kCategories, {0, 0});
}

struct Place {
  int sector = 0, sex = 0, category = 0;
};

// Those that there can be an answer on.
std::vector<Place> Places() {
  std::vector<Place> places;
  for (int sector = 0; sector <= kSectors; ++sector) {
    for (int sex = 0; sex <= kSexes; ++sex) {
      for (int category = 0; category <= kCategories; ++category) {
        places.push_back({sector, sex, category});
      }
    }
  }
  return places;
}

// The groups that the answer on a place is the sum of: sector, sex and category of a person each,
// those of no sector and of unknown sex too.
std::vector<int> GroupsOf(const Place& place) {
  std::vector<int> groups;
  for (int sector = 0; sector <= kSectors; ++sector) {
    for (int sex = 0; sex <= kSexes; ++sex) {
      for (int category = 1; category <= kCategories; ++category) {
        const bool is_in = (place.sector == 0 || place.sector == sector) &&
                           (place.sex == 0 || place.sex == sex) &&
                           (place.category == 0 || place.category == category);
        if (is_in) groups.push_back((sector * (kSexes + 1) + sex) * kCategories + category - 1);
      }
    }
  }
  return groups;
}
constexpr int kGroups = (kSectors + 1) * (kSexes + 1) * kCategories;

Person SomePerson(const Random& random) {
  // Few are of no sector or unknown sex.
  const int sector = random(10) == 0 ? 0 : 1 + random(kSectors);
  const int sex = random(10) == 0 ? 0 : 1 + random(kSexes);
  return {sector, sex, std::max(0, random(2 * kCategories) - kCategories)};
}

Persons SomePersons(const Random& random) {
  Persons persons;
  for (int i = 10 + random(60); i > 0; --i) persons.push_back(SomePerson(random));
  return persons;
}

// Another person of the same number: joins, leaves, or is somewhere else.
Persons Corrected(Persons persons, const Random& random) {
  Person& one = persons[random(static_cast<int>(persons.size()))];
  const int kind = random(3);
  if (kind == 0) one.category = -1;
  if (kind == 1) persons.push_back(SomePerson(random));
  if (kind == 2) one = SomePerson(random);
  return persons;
}

class TraitPublicationsTest : public testing::Test {
 protected:
  // One that nothing was decided on.
  static Decisions::Month NewMonth() { return {NewMunicipality(), "trait-of-tests", 2018, 12}; }

  static std::vector<bool> PublishedOf(const Persons& persons, const Decisions::Month& month) {
    Decisions decisions(DecisionsDatabase());
    const auto published = PublishTrait(TableOf(persons), month, decisions);
    EXPECT_THAT(published, status::IsOk());
    return *published;
  }

  struct Version {
    const Persons& persons;
    std::vector<bool> published;
  };

  // How many cells about too few, withheld in the first version, somebody sees through who
  // has the answers on both, and knows of whom they differ: so that each answer on the one is an
  // answer on the other, too.
  static int SeenThrough(const Version& before, const Version& after) {
    const TraitTable then = TableOf(before.persons), now = TableOf(after.persons);
    std::vector<PublishedCell> known;
    for (const Place& at : Places()) {
      const std::size_t cell = then.Index(at.sector, at.sex, at.category);
      if (!before.published[cell] && !after.published[cell]) continue;
      known.push_back(
          {GroupsOf(at), static_cast<double>(then.At(at.sector, at.sex, at.category).persons)});
    }
    Attacker attacker(kGroups, std::move(known));
    int seen = 0;
    for (const Place& at : Places()) {
      const int persons = then.At(at.sector, at.sex, at.category).persons;
      const bool is_few = persons > 0 && persons < kFewestPersons;
      if (!is_few || before.published[then.Index(at.sector, at.sex, at.category)]) continue;
      seen +=
          attacker.CanCompute(GroupsOf(at)) || attacker.Width(GroupsOf(at)) < kFewestPersons - 1e-6;
    }
    return seen;
  }
};

RC_GTEST_FIXTURE_PROP(TraitPublicationsTest, NobodyIsSeenThroughOneVersionsAnswers, ()) {
  const Persons persons = SomePersons(FromRapidcheck());
  const Version version{persons, PublishedOf(persons, NewMonth())};
  RC_ASSERT(SeenThrough(version, version) == 0);
}

RC_GTEST_FIXTURE_PROP(TraitPublicationsTest, NobodyIsSeenThroughByTheDifferenceOfTwoVersions, ()) {
  const Random random = FromRapidcheck();
  const Persons before = SomePersons(random);
  const Persons after = Corrected(before, random);
  const Decisions::Month month = NewMonth();
  const Version first{before, PublishedOf(before, month)};
  const Version second{after, PublishedOf(after, month)};
  RC_ASSERT(SeenThrough(first, second) == 0);
}

RC_GTEST_FIXTURE_PROP(TraitPublicationsTest, WhatWasWithheldStaysSoWhileItChangesByAFew, ()) {
  const Random random = FromRapidcheck();
  const Persons before = SomePersons(random);
  const Persons after = Corrected(before, random);
  const Decisions::Month month = NewMonth();
  const std::vector<bool> first = PublishedOf(before, month);
  const std::vector<bool> second = PublishedOf(after, month);
  for (std::size_t cell = 0; cell < first.size(); ++cell) RC_ASSERT(first[cell] || !second[cell]);
  RC_ASSERT(PublishedOf(before, month) == first);
}

TEST_F(TraitPublicationsTest, ACellThatChangedByFivePersonsIsDecidedOnAnew) {
  const auto women_of = [](int count) {
    Persons persons(count, Person{1, 1, 1});
    persons.resize(count + 20, Person{1, 2, 0});
    return persons;
  };
  const std::size_t women = TableOf(women_of(1)).Index(0, 1, 2);
  const Decisions::Month month = NewMonth();
  EXPECT_FALSE(PublishedOf(women_of(4), month)[women]);
  EXPECT_FALSE(PublishedOf(women_of(8), month)[women]);
  EXPECT_FALSE(PublishedOf(women_of(12), month)[women]);
  EXPECT_TRUE(PublishedOf(women_of(17), month)[women]);
  // By those of another month, trait or municipality it is not bound.
  Decisions::Month other = month;
  other.month = 11;
  EXPECT_TRUE(PublishedOf(women_of(8), other)[women]);
  other = month;
  other.scope = "trait-of-other-tests";
  EXPECT_TRUE(PublishedOf(women_of(8), other)[women]);
}

TEST_F(TraitPublicationsTest, WhereSomebodyWasNobodyIsNotSeenToBe) {
  Persons persons(20, Person{1, 2, 0});
  persons.push_back({1, 1, 1});
  const TraitTable table = TableOf(persons);
  const Decisions::Month month = NewMonth();
  EXPECT_FALSE(PublishedOf(persons, month)[table.Index(1, 1, 0)]);
  persons.back().category = -1;
  EXPECT_FALSE(PublishedOf(persons, month)[table.Index(1, 1, 0)]);
  EXPECT_TRUE(PublishedOf(persons, NewMonth())[table.Index(1, 1, 0)]);
}

// So that the attacker is known to bite: decisions that forget each other give somebody away.
TEST_F(TraitPublicationsTest, ForgottenDecisionsAreSeenThrough) {
  int seen = 0;
  for (unsigned seed = 1; seed <= 200; ++seed) {
    const Persons before = SomePersons(FromSeed(seed));
    const Persons after = Corrected(before, FromSeed(seed + 1000));
    seen += SeenThrough({before, PublishedOf(before, NewMonth())},
                        {after, PublishedOf(after, NewMonth())}) > 0;
  }
  EXPECT_GT(seen, 5);
}

}  // namespace
}  // namespace ett::hr
