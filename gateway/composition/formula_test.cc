#include "gateway/composition/formula.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "gateway/composition/composed_metric.h"
#include "status/matchers.h"

namespace ett::composition {
namespace {

using status::StatusSays;

// Figures by name and company, `total` for the whole; a reason where there is no number.
class Figures final : public FigureSource {
 public:
  std::map<std::string, std::map<std::string, Outcome>> by_name;

  Outcome At(const std::string& figure, const Places& places) const override {
    const auto place = places.find("company");
    const auto& known = by_name.at(figure);
    const auto found = known.find(place == places.end() ? "total" : place->second);
    if (found != known.end()) return found->second;
    Outcome missing;
    missing.reason = pb::CELL_REASON_MISSING;
    return missing;
  }
  std::vector<std::string> Categories(const std::string& figure,
                                      const std::string&) const override {
    std::vector<std::string> ids;
    for (const auto& [id, outcome] : by_name.at(figure)) {
      if (id != "total") ids.push_back(id);
    }
    return ids;
  }
};

Outcome Number(Exact number, pb::CellStatus status = pb::CELL_STATUS_FINAL) {
  Outcome outcome;
  outcome.number = std::move(number);
  outcome.status = status;
  return outcome;
}

Outcome None(pb::CellReason reason) {
  Outcome outcome;
  outcome.reason = reason;
  return outcome;
}

Formula Parsed(const char* json) { return *ParseFormula(nlohmann::json::parse(json)); }

constexpr char kByShare[] =
    R"({"total": {"product": ["years", {"quotient": ["share", 100]}]}, "over": "company", "among": "part"})";

// Two companies of 60 and 10 work-years, of which two thirds and a half are owned.
Figures Usual() {
  Figures figures;
  figures.by_name["years"] = {{"a", Number(60, pb::CELL_STATUS_REPORTED)}, {"b", Number(10)}};
  figures.by_name["share"] = {{"a", Number(Exact(200, 3))}, {"b", Number(50)}, {"c", Number(20)}};
  figures.by_name["part"] = {{"a", Number(Exact(200, 3))}, {"b", Number(50)}};
  figures.by_name["own"] = {{"total", Number(1000)}};
  return figures;
}

TEST(Formula, AShareIsMultipliedExactly) {
  const Outcome total = Evaluate(Parsed(kByShare), {}, Usual());
  EXPECT_EQ(*total.number, 45);
  EXPECT_EQ(total.counted, 2);
  EXPECT_EQ(total.expected, 2);
  EXPECT_EQ(*Evaluate(Parsed(kByShare), {{"company", "a"}}, Usual()).number, 40);
}

TEST(Formula, TheStatusIsTheWeakestOfTheOperands) {
  EXPECT_EQ(Evaluate(Parsed(kByShare), {}, Usual()).status, pb::CELL_STATUS_REPORTED);
  EXPECT_EQ(Evaluate(Parsed(kByShare), {{"company", "b"}}, Usual()).status, pb::CELL_STATUS_FINAL);
  Figures figures = Usual();
  figures.by_name["share"]["b"] = Number(50, pb::CELL_STATUS_PROVISIONAL);
  EXPECT_EQ(Evaluate(Parsed(kByShare), {}, figures).status, pb::CELL_STATUS_PROVISIONAL);
}

TEST(Formula, WhatIsWithheldWithholdsTheProductAndEveryTotalOfIt) {
  Figures figures = Usual();
  figures.by_name["years"]["b"] = None(pb::CELL_REASON_SUPPRESSED);
  figures.by_name["share"]["b"] = None(pb::CELL_REASON_UNAVAILABLE);
  EXPECT_EQ(Evaluate(Parsed(kByShare), {{"company", "b"}}, figures).reason,
            pb::CELL_REASON_SUPPRESSED);
  const Outcome total = Evaluate(Parsed(kByShare), {}, figures);
  EXPECT_FALSE(total.number.has_value());
  EXPECT_EQ(total.reason, pb::CELL_REASON_SUPPRESSED);
  EXPECT_TRUE(total.parts.empty());
  const Formula group = Parsed(absl::StrCat(R"({"sum": ["own", )", kByShare, "]}").c_str());
  EXPECT_EQ(Evaluate(group, {}, figures).reason, pb::CELL_REASON_SUPPRESSED);
}

TEST(Formula, WhatIsMissingIsLeftOutOfATotalThatSaysSo) {
  Figures figures = Usual();
  figures.by_name["years"].erase("b");
  const Outcome total = Evaluate(Parsed(kByShare), {}, figures);
  EXPECT_EQ(*total.number, 40);
  EXPECT_EQ(total.counted, 1);
  EXPECT_EQ(total.expected, 2);
  figures.by_name["years"].clear();
  EXPECT_EQ(Evaluate(Parsed(kByShare), {}, figures).reason, pb::CELL_REASON_MISSING);
}

TEST(Formula, ACompanyThatDoesNotCountIsInNoTotal) {
  Figures figures = Usual();
  figures.by_name["years"]["c"] = Number(1000);
  EXPECT_EQ(*Evaluate(Parsed(kByShare), {}, figures).number, 45);
  // `c` has a share, but takes no part.
  figures.by_name["part"]["c"] = None(pb::CELL_REASON_NOT_APPLICABLE);
  EXPECT_EQ(Evaluate(Parsed(kByShare), {{"company", "c"}}, figures).reason,
            pb::CELL_REASON_NOT_APPLICABLE);
}

TEST(Formula, ASumIsOfWhatApplies) {
  Figures figures = Usual();
  const Formula group = Parsed(absl::StrCat(R"({"sum": ["own", )", kByShare, "]}").c_str());
  EXPECT_EQ(*Evaluate(group, {}, figures).number, 1045);
  figures.by_name["part"].clear();
  EXPECT_EQ(*Evaluate(group, {}, figures).number, 1000);
}

TEST(Formula, ADivisionByZeroIsNotApplicable) {
  Figures figures = Usual();
  figures.by_name["own"]["total"] = Number(0);
  EXPECT_EQ(Evaluate(Parsed(R"({"quotient": [1, "own"]})"), {}, figures).reason,
            pb::CELL_REASON_NOT_APPLICABLE);
  EXPECT_EQ(*Evaluate(Parsed(R"({"difference": [5, "own"]})"), {}, figures).number, 5);
}

TEST(Formula, IsToldToPeople) {
  EXPECT_EQ(ToString(Parsed(kByShare), {{"years", "hr/years"}}),
            "total over company of hr/years × (share ÷ 100)");
}

TEST(Formula, WhatIsNoneIsRefused) {
  for (const char* bad : {R"({"power": [1, 2]})", R"({"quotient": [1]})", "1.5", R"({"sum": 3})"}) {
    EXPECT_THAT(ParseFormula(nlohmann::json::parse(bad)),
                StatusSays(absl::StatusCode::kInvalidArgument, "formula"))
        << bad;
  }
}

TEST(ComposedMetric, AFormulaIsOfDeclaredFigures) {
  constexpr char kDeclaration[] = R"({
    "id": "x", "title": {"nb": "x", "en": "x"}, "definition": {"nb": "x", "en": "x"},
    "definition_source": "Ett", "unit": {"nb": "x", "en": "x"}, "change": "percent", "decimals": 0,
    "figures": {"a": {"metric": "hr/a"}}, "formula": {"sum": ["a", "b"]}})";
  EXPECT_THAT(ParseComposedMetric(kDeclaration),
              StatusSays(absl::StatusCode::kInvalidArgument, "b"));
}

TEST(ComposedMetric, ThoseThatComeWithEttAreWellFormed) {
  const ComposedMetric* metric = FindComposed(BuiltInMetrics(), "composed/iks-work-years");
  ASSERT_NE(metric, nullptr);
  EXPECT_TRUE(metric->Has("company"));
  EXPECT_EQ(metric->DescriptionIn("municipalities/935478715").name(),
            "municipalities/935478715/domains/composed/metrics/iks-work-years");
}

}  // namespace
}  // namespace ett::composition
