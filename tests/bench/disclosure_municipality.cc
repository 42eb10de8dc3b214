#include "tests/bench/disclosure_municipality.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/hr/snapshot_builder.h"

namespace ett::bench {
namespace {

using absl::CivilDay;

constexpr int kLevels = 7;
constexpr int kSectors = 9;
constexpr int kGroupsOfSector = 6;
const CivilDay kFirst(2016, 1, 1);
const CivilDay kLast(2025, 12, 31);

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15U + 1) {}

  // 0..`below` − 1
  int Below(int below) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return static_cast<int>((state_ >> 33) % static_cast<std::uint64_t>(below));
  }
  bool Chance(int percent) { return Below(100) < percent; }

 private:
  std::uint64_t state_;
};

std::string NameOf(const char* collection, int number) {
  return absl::StrCat("municipalities/1/", collection, "/", number);
}

void SetDate(CivilDay day, google::type::Date& date) {
  date.set_year(static_cast<int>(day.year()));
  date.set_month(day.month());
  date.set_day(day.day());
}

// The whole, its sectors, and below each unit up to six others until there are enough; level 7 has
// none below.
class Maker {
 public:
  Maker(const Size& size, bool corrected)
      : size_(size), corrected_(corrected), sector_(size.units), level_(size.units) {}

  hr::Snapshot Make() && {
    for (int unit = 0; unit < size_.units; ++unit) AddUnit(unit);
    for (int job = 0; job < size_.employees; ++job) AddJob(job);
    return std::move(builder_).Build();
  }

 private:
  void AddUnit(int number) {
    hr::v1::OrgUnit unit;
    unit.set_name(NameOf("orgUnits", number));
    unit.set_display_name(absl::StrCat("Enhet ", number));
    level_[number] = 1;
    if (number > 0) {
      const int parent = number <= kSectors ? 0 : ParentOf(number);
      unit.set_parent_unit(NameOf("orgUnits", parent));
      level_[number] = level_[parent] + 1;
      sector_[number] = parent == 0 ? number : sector_[parent];
      if (parent == 0) unit.set_service_area(static_cast<hr::v1::ServiceArea>(number));
    }
    if (level_[number] < kLevels) open_.push_back(number);
    unit.set_level(level_[number]);
    SetDate(kFirst, *unit.mutable_valid_from());
    builder_.Add(unit);
  }

  // Deep rather than broad: among the latest few that may have units below them.
  int ParentOf(int number) {
    Random random(static_cast<std::uint64_t>(number));
    const int latest = std::min(static_cast<int>(open_.size()) - 1, 200);
    return open_[open_.size() - 1 - random.Below(latest)];
  }

  // A job is held by one person after another.
  void AddJob(int job) {
    Random random(static_cast<std::uint64_t>(job) + 1'000'000);
    // Large and small units: of two, rather the one with the smaller number.
    const int unit = std::min(random.Below(size_.units), random.Below(size_.units));
    CivilDay start = kFirst - random.Below(1000);
    while (start <= kLast) {
      const CivilDay end = start + 200 + random.Below(random.Chance(30) ? 500 : 4000);
      AddEmployment(unit, start, end, random);
      start = end + 1 + random.Below(60);
    }
  }

  void AddEmployment(int unit, CivilDay start, CivilDay end, Random& random) {
    hr::v1::Employment employment;
    employment.set_name(NameOf("employments", number_));
    employment.set_person(absl::StrCat("p", number_++));
    employment.set_sex(random.Chance(70) ? hr::v1::SEX_FEMALE : hr::v1::SEX_MALE);
    employment.set_birth_year(1956 + random.Below(45));
    employment.set_org_unit(NameOf("orgUnits", unit));
    // The first group of a sector is the largest.
    const int group = std::min(random.Below(kGroupsOfSector), random.Below(kGroupsOfSector));
    employment.set_job_group(absl::StrCat("group-", sector_[unit], "-", group));
    employment.set_position_percent(random.Chance(55) ? 100 : 50);
    employment.set_form(random.Chance(85) ? hr::v1::EMPLOYMENT_FORM_PERMANENT
                                          : hr::v1::EMPLOYMENT_FORM_TEMPORARY);
    if (corrected_ && unit >= size_.units / 2 && start < CivilDay(kYear, 1, 1) &&
        end > CivilDay(kYear, 12, 31)) {
      end = CivilDay(kYear, 7, 14);
      corrected_ = false;
    }
    SetDate(start, *employment.mutable_start_date());
    SetDate(end, *employment.mutable_end_date());
    builder_.Add(employment);
  }

  const Size size_;
  bool corrected_;           // not done yet
  std::vector<int> sector_;  // by unit
  std::vector<int> level_;   // by unit
  std::vector<int> open_;    // units that may have others below them
  int number_ = 0;
  hr::SnapshotBuilder builder_;
};

}  // namespace

hr::Snapshot MakeMunicipality(const Size& size, bool corrected) {
  return Maker(size, corrected).Make();
}

}  // namespace ett::bench
