#include "figures/sheet.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

namespace ett::figures {
namespace {

using testing::HasSubstr;

Sheet Positions() {
  return {"Eierposisjoner & annet",
          {{"company", "Selskap"},
           {"share_percent", "Andel", 1},
           {"book_value_nok", "Verdi, kr"},
           {"since", "Siden"}},
          {{"Arba, \"AS\"", 62.5, std::int64_t{1234567}, absl::CivilDay(2018, 12, 31)},
           {"=1+1", 100.0, std::monostate(), std::monostate()}},
          {"Syntetisk"}};
}

TEST(Sheet, CsvIsForMachinesAndRunsNoFormulas) {
  EXPECT_EQ(WriteCsv(Positions()),
            "company,share_percent,book_value_nok,since\r\n"
            "\"Arba, \"\"AS\"\"\",62.5,1234567,2018-12-31\r\n"
            "'=1+1,100,,\r\n");
}

TEST(Sheet, NorwegianCsvHasDecimalCommas) {
  EXPECT_EQ(WriteNorwegianCsv(Positions()),
            "\xEF\xBB\xBFSelskap;Andel;Verdi, kr;Siden\r\n"
            "\"Arba, \"\"AS\"\"\";62,5;1234567;2018-12-31\r\n"
            "'=1+1;100;;\r\n");
}

TEST(Sheet, JsonStatHasTheNumbersInOrderOfRows) {
  const auto dataset = nlohmann::json::parse(WriteJsonStat(Positions()));
  EXPECT_EQ(dataset["version"], "2.0");
  EXPECT_EQ(dataset["id"], (nlohmann::json{"company", "measure"}));
  EXPECT_EQ(dataset["size"], (nlohmann::json{2, 2}));
  EXPECT_EQ(dataset["dimension"]["measure"]["category"]["index"],
            (nlohmann::json{"share_percent", "book_value_nok"}));
  EXPECT_EQ(dataset["dimension"]["company"]["category"]["label"]["row1"], "Arba, \"AS\"");
  EXPECT_EQ(dataset["value"][1], 1234567);
  EXPECT_TRUE(dataset["value"][3].is_null());
  EXPECT_EQ(dataset["status"]["3"], "..");
}

TEST(Sheet, JsonLinesHaveAnObjectARow) {
  EXPECT_THAT(WriteJsonLines(Positions()),
              HasSubstr("{\"company\":\"=1+1\",\"share_percent\":100.0,\"book_value_nok\":null,"
                        "\"since\":null}\n"));
}

TEST(Sheet, PagesShowNumbersAsTheirReadersWriteThem) {
  EXPECT_THAT(WriteMarkdown(Positions(), Language::kNb),
              HasSubstr("| 62,5 | 1\u00a0234\u00a0567 | 2018-12-31 |"));
  const std::string html = WriteHtml(Positions(), Language::kEn);
  EXPECT_THAT(html, HasSubstr("<caption>Eierposisjoner &amp; annet</caption>"));
  EXPECT_THAT(html, HasSubstr("<th scope=\"row\">Arba, &quot;AS&quot;</th><td>62.5</td>"
                              "<td>1,234,567</td>"));
  EXPECT_THAT(html, HasSubstr("<p>Syntetisk</p>"));
}

}  // namespace
}  // namespace ett::figures
