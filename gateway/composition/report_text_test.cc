#include "gateway/composition/report_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "figures/cube.h"
#include "gateway/composition/markdown.h"
#include "status/matchers.h"

namespace ett::composition {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kReport[] = R"json({
  "id": "test",
  "title": {"nb": "Prøve {{year}}", "en": "Test {{year}}"},
  "description": {"nb": "Prøve.", "en": "Test."},
  "blocks": [
    {"heading": {"nb": "Tall", "en": "Numbers"}},
    {"statement": "rate",
     "figures": {"rate": {"metric": "hr/rate"}, "target": {"metric": "hr/target", "optional": true}},
     "nb": "Satsen var {{rate.value}}{{#rate.change}}, {{#down}}ned fra{{/down}}{{#up}}opp fra{{/up}}{{#same}}som{{/same}} {{from}}{{/rate.change}}.{{#target}} Mål {{target.value}}.{{/target}}",
     "en": "The rate was {{rate.value}}{{#rate.change}}, {{#down}}down from{{/down}}{{#up}}up from{{/up}}{{#same}}as{{/same}} {{from}}{{/rate.change}}.{{#target}} Target {{target.value}}.{{/target}}"},
    {"statement": "shares",
     "figures": {"companies": {"metrics": {"bought": "own/bought", "share": "own/share"}, "each": "company", "where": {"bought": {"above": 0}}}},
     "nb": "{{#companies.items}}{{label}}: {{#share.full}}alt{{/share.full}}{{^share.full}}{{share.value}}{{/share.full}}{{^last}}; {{/last}}{{/companies.items}}",
     "en": "{{#companies.items}}{{label}}: {{#share.full}}all{{/share.full}}{{^share.full}}{{share.value}}{{/share.full}}{{^last}}; {{/last}}{{/companies.items}}"},
    {"table": "table", "title": {"nb": "Tabell", "en": "Table"}, "metrics": ["hr/rate"], "years": 2,
     "recomputed": {"at": {"organisation": "now"}, "label": {"nb": "omregnet", "en": "recomputed"},
                    "note": {"nb": "ny serie", "en": "new series"}}}
  ]
})json";

// Numbers by metric, year and company ("total", or "now" for the organisation now); answers queries
// as the domains would.
struct Numbers {
  std::map<std::string, std::map<std::string, std::map<std::string, double>>> by_metric;
  std::set<std::string> away;  // domains

  static std::vector<std::string> CategoriesOf(const pb::QueryTableRequest& request) {
    if (request.dimensions().empty()) return {};
    if (request.dimensions(0) == "organisation") return {"now"};
    return {"a*b", "c"};
  }

  absl::StatusOr<pb::Table> operator()(const pb::QueryTableRequest& request) const {
    std::vector<figures::MetricDimension> dimensions;
    for (const auto& id : request.dimensions())
      dimensions.push_back({id, figures::MakeText(id, id)});
    figures::Cube cube({request.periods().begin(), request.periods().end()}, dimensions);
    for (const std::string& id : CategoriesOf(request)) {
      pb::Category category;
      category.set_id(id);
      *category.mutable_label() = figures::MakeText(id, id);
      cube.AddCategory(0, category);
    }
    pb::Footnote note;
    note.set_id("series-break/x");
    *note.mutable_text() = figures::MakeText("brudd", "break");
    const int footnote = cube.AddFootnote(note);
    pb::Provenance origin;
    origin.set_synthetic(true);
    const int provenance = cube.AddProvenance(origin);
    for (const std::string& key : request.metrics()) {
      figures::CubeMetric metric;
      metric.description.set_key(key);
      metric.description.set_decimals(1);
      *metric.description.mutable_title() = figures::MakeText(key, key);
      metric.dimensions = {request.dimensions().begin(), request.dimensions().end()};
      const bool gone = away.contains(key.substr(0, key.find('/')));
      metric.absent.set_reason(gone ? pb::CELL_REASON_UNAVAILABLE : pb::CELL_REASON_MISSING);
      metric.absent.set_provenance(-1);
      const auto years = by_metric.find(key);
      if (!gone && years != by_metric.end()) {
        for (const auto& [year, places] : years->second) {
          for (const auto& [place, number] : places) {
            if (dimensions.empty() && place == "now") continue;
            pb::Cell cell;
            cell.set_number(number);
            cell.set_provenance(key == "hr/rate" ? provenance : -1);
            if (key == "hr/rate" && year == "2018") cell.add_footnotes(footnote);
            const auto before = years->second.find(std::to_string(std::stoi(year) - 1));
            if (before != years->second.end() && before->second.contains(place)) {
              cell.mutable_change()->set_from_period(before->first);
              cell.mutable_change()->set_from_number(before->second.at(place));
            }
            std::vector<std::string> at = {year};
            if (!dimensions.empty()) at.push_back(place);
            metric.cells[at] = cell;
          }
        }
      }
      cube.AddMetric(std::move(metric));
    }
    auto table = std::move(cube).Build();
    for (const std::string& domain : away) table->add_outages()->set_domain(domain);
    return table;
  }
};

ReportText WriteReport(const Numbers& numbers, figures::Language language) {
  const auto definition = ParseReportDefinition(kReport);
  EXPECT_THAT(definition, status::IsOk());
  const ReportScope scope{"municipalities/935478715", 2018, {}};
  std::vector<pb::Table> answers;
  for (const auto& question : ReportFigures::Questions(*definition, scope)) {
    answers.push_back(*numbers(question));
  }
  return Write(*definition, ReportFigures(*definition, scope, std::move(answers)),
               {2018, language});
}

Numbers Usual() {
  return {{{"hr/rate", {{"2017", {{"total", 7.5}}}, {"2018", {{"total", 7.3475}}}}},
           {"hr/target", {{"2018", {{"total", 7}}}}},
           {"own/bought", {{"2018", {{"a*b", 40}, {"c", 0}}}}},
           {"own/share", {{"2018", {{"a*b", 100}, {"c", 50}}}}}},
          {}};
}

TEST(ReportText, SaysWhatTheFiguresSayInBothLanguages) {
  EXPECT_EQ(WriteReport(Usual(), figures::Language::kNb).statements[0].text(),
            "Satsen var 7,3, ned fra 7,5. Mål 7,0.");
  EXPECT_EQ(WriteReport(Usual(), figures::Language::kEn).statements[0].text(),
            "The rate was 7.3, down from 7.5. Target 7.0.");
}

TEST(ReportText, ComparesAsTheReaderSeesIt) {
  Numbers numbers = Usual();
  numbers.by_metric["hr/rate"]["2018"]["total"] = 7.4999;
  EXPECT_EQ(WriteReport(numbers, figures::Language::kNb).statements[0].text(),
            "Satsen var 7,5, som 7,5. Mål 7,0.");
  numbers.by_metric["hr/rate"]["2018"]["total"] = 7.56;
  EXPECT_EQ(WriteReport(numbers, figures::Language::kNb).statements[0].text(),
            "Satsen var 7,6, opp fra 7,5. Mål 7,0.");
}

TEST(ReportText, WhatIsOptionalMayBeMissingAndTheRestMayNot) {
  Numbers numbers = Usual();
  numbers.by_metric.erase("hr/target");
  EXPECT_EQ(WriteReport(numbers, figures::Language::kNb).statements[0].text(),
            "Satsen var 7,3, ned fra 7,5.");
  numbers.by_metric.erase("hr/rate");
  EXPECT_EQ(WriteReport(numbers, figures::Language::kNb).statements[0].text(), "");
}

TEST(ReportText, ListsWhatMeetsTheConditionAndEscapesNames) {
  const ReportText text = WriteReport(Usual(), figures::Language::kNb);
  EXPECT_EQ(text.statements[1].text(), "a*b: alt");
  EXPECT_THAT(text.markdown, HasSubstr("a\\*b: alt"));
}

TEST(ReportText, MarksWhatIsSyntheticAndNumbersFootnotes) {
  const std::string markdown = WriteReport(Usual(), figures::Language::kEn).markdown;
  EXPECT_THAT(markdown, HasSubstr("# Test 2018"));
  EXPECT_THAT(markdown, HasSubstr("> † Synthetic data"));
  EXPECT_THAT(markdown, HasSubstr("Target 7.0. †¹"));
  EXPECT_THAT(markdown, HasSubstr("| hr/rate¹ | 7.3† | 7.5† |"));
  EXPECT_THAT(markdown, HasSubstr("\n¹ break\n"));
}

TEST(ReportText, ExplainsTheSymbolsThatItPrints) {
  Numbers numbers = Usual();
  EXPECT_THAT(WriteReport(numbers, figures::Language::kEn).markdown,
              Not(HasSubstr("not collected")));
  numbers.by_metric["hr/rate"].erase("2017");
  EXPECT_THAT(WriteReport(numbers, figures::Language::kEn).markdown,
              HasSubstr("| hr/rate¹ | 7.3† | .. |\n\n.. not collected\n"));
}

TEST(ReportText, ALineThatIsRecomputedStandsBelowTheOneThatItDiffersFrom) {
  Numbers numbers = Usual();
  EXPECT_THAT(WriteReport(numbers, figures::Language::kEn).markdown, Not(HasSubstr("recomputed")));
  numbers.by_metric["hr/rate"]["2018"]["now"] = 7.3;
  numbers.by_metric["hr/rate"]["2017"]["now"] = 7.5;
  EXPECT_THAT(WriteReport(numbers, figures::Language::kEn).markdown, Not(HasSubstr("recomputed")));
  numbers.by_metric["hr/rate"]["2017"]["now"] = 7.6;
  const std::string markdown = WriteReport(numbers, figures::Language::kEn).markdown;
  EXPECT_THAT(markdown, HasSubstr("| hr/rate¹ | 7.3† | 7.5† |\n"
                                  "| *recomputed*¹ ² | *7.3†* | *7.6†* |\n"));
  EXPECT_THAT(markdown, HasSubstr("\n¹ break\n\n² new series\n"));
  // Where there is nothing to compare with, there is no line.
  numbers.by_metric["hr/rate"]["2017"].erase("now");
  EXPECT_THAT(WriteReport(numbers, figures::Language::kNb).markdown, Not(HasSubstr("omregnet")));
}

TEST(ReportText, NotesADomainThatIsAwayOnceAndGoesOn) {
  Numbers numbers = Usual();
  numbers.away = {"own"};
  const ReportText text = WriteReport(numbers, figures::Language::kEn);
  EXPECT_EQ(text.statements[1].text(), "");
  EXPECT_THAT(text.markdown, HasSubstr("is missing:** the service \"own\" does not answer"));
  EXPECT_THAT(text.markdown, HasSubstr("The rate was 7.3"));
  EXPECT_THAT(WriteReport(Usual(), figures::Language::kEn).markdown, Not(HasSubstr("missing")));
}

TEST(ReportDefinition, ThoseThatComeWithEttAreWellFormed) {
  ASSERT_EQ(BuiltInReports().size(), 2);
  EXPECT_EQ(BuiltInReports()[0].id, "annual-report");
  EXPECT_GT(BuiltInReports()[0].Metrics().size(), 20);
  EXPECT_EQ(BuiltInReports()[1].id, "equality-statement");
  EXPECT_GT(BuiltInReports()[1].Metrics().size(), 8);
}

TEST(ReportDefinition, ThatIsWrongIsRefused) {
  for (const char* wrong :
       {"", "{}", R"({"id": "x", "title": {"nb": "a"}})",
        R"({"id": "x", "title": {"nb": "a", "en": "b"}, "description": {"nb": "a", "en": "b"},
            "blocks": [{"statement": "s", "nb": "{{#x}}", "en": "y"}]})",
        R"({"id": "x", "title": {"nb": "a", "en": "b"}, "description": {"nb": "a", "en": "b"},
            "blocks": [{"statement": "s", "figures": {"f": {"metric": "nodomain"}}, "nb": "x", "en": "y"}]})"}) {
    EXPECT_THAT(ParseReportDefinition(wrong).status(),
                status::StatusIs(absl::StatusCode::kInvalidArgument))
        << wrong;
  }
}

TEST(Html, ShowsWhatLooksLikeMarkup) {
  const auto page = HtmlPage("# x <script>\n\n| a | b |\n|---|---:|\n| 1 | 2 |\n", "t & t", "nb");
  ASSERT_THAT(page, status::IsOk());
  EXPECT_THAT(*page, HasSubstr("&lt;script&gt;"));
  EXPECT_THAT(*page, HasSubstr("<html lang=\"nb\">"));
  EXPECT_THAT(*page, HasSubstr("t &amp; t"));
  EXPECT_THAT(*page, HasSubstr("<td align=\"right\">2</td>"));
}

}  // namespace
}  // namespace ett::composition
