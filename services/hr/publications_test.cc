#include "services/hr/publications.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "services/hr/decisions_testing.h"
#include "services/hr/publications_testing.h"
#include "status/matchers.h"

namespace ett::hr {
namespace {

using absl::CivilDay;
using absl::CivilMonth;

class PublicationsTest : public testing::Test {
 protected:
  static Universe PublishedOf(const Snapshot& staff, const std::string& municipality,
                              Day known = kKnown) {
    Decisions decisions(DecisionsDatabase());
    auto universe = Publish(staff, StaffScope(), {municipality, kYear, known}, decisions);
    EXPECT_THAT(universe, status::IsOk());
    return *std::move(universe);
  }

  static std::vector<bool> CellsPublished(const Cells& cells, const Universe& universe, int month) {
    std::vector<bool> published;
    for (const Place& place : cells.places) published.push_back(universe.IsPublished(place, month));
    return published;
  }

  struct Version {
    const Snapshot& staff;
    const Universe& published;
  };

  // By one who has the answers on all versions, which differ by what is known of the organisation
  // alone. The groups are those of `all`, which knows all that any does of it.
  static int SeenThrough(const std::vector<Version>& versions, const Snapshot& all) {
    const Cells groups = CellsOf(all, StaffScope(), kYear);
    int seen = 0;
    for (int month = 1; month <= kMonths; ++month) {
      Known known{groups};
      for (const Version& version : versions) known.Add(version.staff, version.published, month);
      seen += known.SeenThrough();
    }
    return seen;
  }

  // By one who has the answers on both and knows the one employment that they differ by, so that
  // each answer on the one is an answer on the other, too. Whoever knows of a person knows more
  // than the answers tell, so of the later version only what can be computed counts, of what was
  // too few all the time.
  static int SeenThroughBoth(const Snapshot& before, const Universe& published_before,
                             const Snapshot& after, const Universe& published_after) {
    const Cells cells = CellsOf(before, StaffScope(), kYear);
    int seen = 0;
    for (int month = 1; month <= kMonths; ++month) {
      std::vector<bool> published = CellsPublished(cells, published_before, month);
      const std::vector<bool> later = CellsPublished(cells, published_after, month);
      for (std::size_t i = 0; i < published.size(); ++i) published[i] = published[i] || later[i];
      const Answers then(before, cells, month);
      const Answers now(after, cells, month);
      seen += then.SeenThrough(published, kFewestPersons);
      seen += now.SeenThrough(published, 0, &then);
    }
    return seen;
  }
};

RC_GTEST_FIXTURE_PROP(PublicationsTest, NobodyIsSeenThroughAnyMonthsAnswers, ()) {
  const Snapshot staff = SomeTown(FromRapidcheck()).Staff();
  RC_ASSERT(SeenThrough({{staff, PublishedOf(staff, NewMunicipality())}}, staff) == 0);
}

// The organisation of now is another in the middle of the last month than later on.
RC_GTEST_FIXTURE_PROP(PublicationsTest, NobodyIsSeenThroughWhileAMonthIsReorganised, ()) {
  const Town town = SomeTown(FromRapidcheck());
  const std::string municipality = NewMunicipality();
  const Snapshot early = town.Staff(kKnown), late = town.Staff();
  const Universe published_early = PublishedOf(early, municipality);
  const Universe published_late = PublishedOf(late, municipality, kOpenEnd);
  RC_ASSERT(SeenThrough({{early, published_early}, {late, published_late}}, late) == 0);
}

// Takes one employment away from the year.
Snapshot Without(Town town, int employment) {
  *town.employments[employment].mutable_start_date() = records::DateOf(CivilDay(kYear + 1, 1, 1));
  town.employments[employment].clear_end_date();
  return town.Staff();
}

RC_GTEST_FIXTURE_PROP(PublicationsTest, NobodyIsSeenThroughByTheDifferenceOfTwoVersions, ()) {
  const Random random = FromRapidcheck();
  const Town town = SomeTown(random);
  const std::string municipality = NewMunicipality();
  const Snapshot more = town.Staff();
  const Snapshot fewer = Without(town, random(static_cast<int>(town.employments.size())));
  const bool joins = random(2) == 0;
  const Snapshot& before = joins ? fewer : more;
  const Snapshot& after = joins ? more : fewer;
  const Universe published_before = PublishedOf(before, municipality);
  const Universe published_after = PublishedOf(after, municipality);
  RC_ASSERT(SeenThroughBoth(before, published_before, after, published_after) == 0);
}

RC_GTEST_FIXTURE_PROP(PublicationsTest, NobodyIsSeenThroughByAReorganisation, ()) {
  const Random random = FromRapidcheck();
  const Town town = SomeTown(random);
  const std::string municipality = NewMunicipality();
  const Snapshot before = town.Staff();
  const Snapshot after = Reorganised(town, random).Staff();
  const Universe published_before = PublishedOf(before, municipality);
  const Universe published_after = PublishedOf(after, municipality);
  RC_ASSERT(SeenThrough({{before, published_before}, {after, published_after}}, after) == 0);
}

// What was answered before is not another answer once more months have begun, or once more is
// known of others.
RC_GTEST_FIXTURE_PROP(PublicationsTest, WhatWasDecidedStands, ()) {
  const Random random = FromRapidcheck();
  const Town town = SomeTown(random);
  const std::string municipality = NewMunicipality();
  const Snapshot staff = town.Staff();
  const Universe early = PublishedOf(staff, municipality, ToDay(CivilDay(kYear, 1, 20)));
  PublishedOf(Without(town, random(static_cast<int>(town.employments.size()))), municipality);
  const Universe late = PublishedOf(staff, municipality);
  for (const Place& place : CellsOf(staff, StaffScope(), kYear).places) {
    RC_ASSERT(early.IsPublished(place, 1) == late.IsPublished(place, 1));
  }
}

// So that the attacker is known to bite: with decisions that forget each other two versions give
// somebody away in some towns, and with sensitive cells alone withheld one version does in most.
TEST_F(PublicationsTest, LesserProtectionIsSeenThrough) {
  int by_one = 0, by_both = 0, by_reorganisation = 0;
  for (unsigned seed = 1; seed <= 100; ++seed) {
    const Town town = SomeTown(FromSeed(seed));
    const Snapshot before = town.Staff();
    const Snapshot after = Without(town, 0);
    const Cells cells = CellsOf(before, StaffScope(), kYear);
    const Publication january =
        PublicationOf(before, StaffScope(), cells, MonthsBegun(kYear, kKnown)[0]);
    std::vector<bool> not_sensitive;
    for (const auto rule : january.rule) not_sensitive.push_back(rule == Publication::Rule::kOpen);
    by_one += Answers(before, cells, 1).SeenThrough(not_sensitive, kFewestPersons) > 0;
    by_both += SeenThroughBoth(before, PublishedOf(before, NewMunicipality()), after,
                               PublishedOf(after, NewMunicipality())) > 0;
  }
  for (unsigned seed = 1; seed <= 100; ++seed) {
    const Town town = SomeTown(FromSeed(seed));
    Town forgotten = Reorganised(town, FromSeed(seed + 1000));
    const Snapshot before = town.Staff();
    const Snapshot remembered = forgotten.Staff();
    forgotten.versions.clear();
    const Snapshot after = forgotten.Staff();
    by_reorganisation += SeenThrough({{before, PublishedOf(before, NewMunicipality())},
                                      {after, PublishedOf(after, NewMunicipality())}},
                                     remembered) > 0;
  }
  EXPECT_GT(by_one, 80);
  EXPECT_GT(by_both, 5);
  EXPECT_GT(by_reorganisation, 5);
}

}  // namespace
}  // namespace ett::hr
