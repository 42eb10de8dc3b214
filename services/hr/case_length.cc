#include "services/hr/case_length.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "status/errors.h"

namespace ett::hr {
namespace {

using figures::Query;

// A side of a boundary.
struct Side {
  bool over = false;
  int days = 0;  // 0 for what is not a boundary
};

// Nothing for a category of another form.
std::optional<Side> SideOf(absl::string_view category) {
  Side side;
  side.over = absl::ConsumePrefix(&category, "over-");
  if (!side.over && !absl::ConsumePrefix(&category, "up-to-")) return std::nullopt;
  int days = 0;
  const bool is_number = absl::SimpleAtoi(category, &days) && absl::StrCat(days) == category;
  if (is_number && days >= 1 && days <= kMostShortCaseDays) side.days = days;
  return side;
}

// Each once.
std::set<std::string> CategoriesAsked(const Query& query) {
  std::set<std::string> categories;
  const auto [first, last] = query.filters.equal_range(kCaseLength);
  for (auto filter = first; filter != last; ++filter) categories.insert(filter->second);
  return categories;
}

Variant CasesOn(Side side, std::string id) {
  const std::string days_nb = absl::StrCat(side.days, side.days == 1 ? " dag" : " dager");
  const std::string days_en = absl::StrCat(side.days, side.days == 1 ? " day" : " days");
  return {{std::move(id), absl::StrCat(side.over ? "over " : "inntil ", days_nb),
           absl::StrCat(side.over ? "more than " : "up to ", days_en)},
          SickLeaveRate([side](const SickStretch& sick) {
            return (sick.case_days > side.days) == side.over;
          })};
}

// The whole, by sector or by sex.
bool IsCoarse(const std::vector<std::string>& dimensions) {
  int others = 0;
  for (const std::string& each : dimensions) {
    if (each == kCaseLength) continue;
    if (each != "sector" && each != "sex") return false;
    ++others;
  }
  return others <= 1;
}

}  // namespace

bool AsksForOtherLengths(const Query& query) {
  const std::set<std::string> categories = CategoriesAsked(query);
  return std::any_of(categories.begin(), categories.end(), [](const std::string& category) {
    const std::optional<Side> side = SideOf(category);
    return side.has_value() && side->days != kShortCaseDays;
  });
}

absl::Status CheckCaseLengths(const Query& query) {
  for (const std::string& category : CategoriesAsked(query)) {
    const std::optional<Side> side = SideOf(category);
    if (!side.has_value() || side->days > 0) continue;
    return status::InvalidField("filters",
                                absl::StrCat(kCaseLength, "=up-to-N or ", kCaseLength,
                                             "=over-N with N in 1..", kMostShortCaseDays),
                                absl::StrCat(kCaseLength, "=", category), "MALFORMED_FILTER");
  }
  if (!AsksForOtherLengths(query) || IsCoarse(query.dimensions)) return absl::OkStatus();
  return status::InvalidField(
      "dimensions",
      absl::StrCat(kCaseLength, " alone, or with one of sector and sex, at other boundaries than ",
                   kShortCaseDays, " days"),
      absl::StrJoin(query.dimensions, ", "), "NOT_PUBLISHED");
}

std::vector<Variant> ByCaseLength(const Query& query) {
  std::vector<Variant> variants = {CasesOn({true, kShortCaseDays}, "long"),
                                   CasesOn({false, kShortCaseDays}, "short")};
  for (const std::string& category : CategoriesAsked(query)) {
    const std::optional<Side> side = SideOf(category);
    if (side.has_value()) variants.push_back(CasesOn(*side, category));
  }
  return variants;
}

}  // namespace ett::hr
