#include "services/ownership/steering_fixture.h"

namespace ett::ownership {
namespace {

class SteeringFiguresTest : public SteeringTest {
 protected:
  // A table of one metric and period.
  figures::v1::Table Table(const std::string& metric, const std::string& period,
                           const std::string& dimensions, const std::string& filters = "[]") {
    const auto table = Ask<figures::v1::Table>(
        "FigureService.QueryTable",
        absl::StrCat(R"({"parent": "M", "metrics": ["ownership/)", metric, R"("], "periods": [")",
                     period, R"("], "dimensions": )", dimensions, R"(, "filters": )", filters,
                     "}"));
    EXPECT_THAT(table, IsOk());
    return table.ok() ? *table : figures::v1::Table();
  }

  // The total, as printed.
  std::string Total(const std::string& metric, const std::string& period = "2018") {
    const auto table = Table(metric, period, "[]");
    const figures::TableView view(table);
    const auto* cell = view.Find("ownership/" + metric, period);
    return cell == nullptr ? ""
                           : view.PrintCell("ownership/" + metric, *cell, figures::Language::kEn);
  }
  figures::v1::Cell TotalCell(const std::string& metric) {
    const auto table = Table(metric, "2018", "[]");
    const auto* cell = figures::TableView(table).Find("ownership/" + metric, "2018");
    return cell == nullptr ? figures::v1::Cell() : *cell;
  }

  std::string Of(const std::string& metric, const std::string& company,
                 const std::string& period = "2018") {
    return Figure("ownership/" + metric, period, company);
  }

  // Members of the board of `arba`.
  void FillBoard(int first, int last, const std::string& more = "") {
    for (int i = first; i <= last; ++i) {
      ASSERT_THAT(Seat(absl::StrCat("s", i), "arba", more), IsOk());
    }
  }
};

TEST_P(SteeringFiguresTest, CompaniesAreCountedByFormAndMarketEnterprisesApart) {
  ASSERT_THAT(CreateEntity("kf", "KF"), IsOk());
  ASSERT_THAT(CreateEntity("joint", "COOPERATION"), IsOk());
  ASSERT_THAT(CreateEntity("fund", "FOUNDATION"), IsOk());
  EXPECT_EQ(Total("companies"), "2");
  const auto by_form = [&](const char* form) {
    return Figure("ownership/companies", "2018", form, "form");
  };
  EXPECT_EQ(by_form("as"), "1");
  EXPECT_EQ(by_form("iks"), "1");
  EXPECT_EQ(by_form("kf"), "1");
  EXPECT_EQ(by_form("foundation"), "");
  EXPECT_EQ(Figure("ownership/companies", "2018", "competing", "market"), "1");
  EXPECT_EQ(Figure("ownership/companies", "2018", "unknown", "market"), "1");
  const auto both = Table("companies", "2018", R"(["form", "market"])");
  const figures::TableView view(both);
  const auto* cell =
      view.Find("ownership/companies", "2018", {{"form", "as"}, {"market", "competing"}});
  ASSERT_NE(cell, nullptr);
  EXPECT_EQ(cell->number(), 1);
  const auto* none =
      view.Find("ownership/companies", "2018", {{"form", "iks"}, {"market", "competing"}});
  ASSERT_NE(none, nullptr);
  EXPECT_EQ(none->reason(), figures::v1::CELL_REASON_MISSING);
}

TEST_P(SteeringFiguresTest, VotesAreOfSharesThatVote) {
  ASSERT_THAT(CreateEntity("split"), IsOk());
  ASSERT_THAT(About("ShareClass", "a", "split",
                    R"("title": "A", "votesPerShare": 3, "nominalValueOre": 100)"),
              IsOk());
  ASSERT_THAT(About("ShareClass", "b", "split",
                    R"("title": "B", "votesPerShare": 0, "nominalValueOre": 100)"),
              IsOk());
  const auto found = [&](const std::string& id, const std::string& of, const std::string& to) {
    return Transact(id, "split", "FOUNDING", R"({"year": 2003})",
                    absl::StrCat(R"("shareClass": "M/shareClasses/)", of, R"(", "toOwner": ")", to,
                                 R"(", "shareCount": 50)"));
  };
  ASSERT_THAT(found("fa", "a", "municipality"), IsOk());
  ASSERT_THAT(found("fb", "b", "others"), IsOk());
  EXPECT_EQ(Of("share", "split"), "50");
  EXPECT_EQ(Of("votes", "split"), "100");
  EXPECT_EQ(Of("votes", "iks"), "66.7");
}

TEST_P(SteeringFiguresTest, WhollyOwnedCompaniesAndChangesAreCountedWithTheirReasons) {
  EXPECT_EQ(Total("wholly-owned"), "1");
  EXPECT_EQ(Total("ownership-changes"), "0");
  ASSERT_THAT(Transact("sale", "arba", "TRANSFER", Date(2018, 5, 1),
                       R"("fromOwner": "municipality", "toOwner": "others", "shareCount": 1)"),
              IsOk());
  EXPECT_EQ(Total("wholly-owned"), "0");
  EXPECT_EQ(Total("wholly-owned", "2017"), "1");
  EXPECT_EQ(Total("ownership-changes"), "1");
  EXPECT_EQ(Total("ownership-changes", "2010"), "1");
  const auto table = Table("ownership-changes", "2018", R"(["company"])");
  const auto* cell =
      figures::TableView(table).Find("ownership/ownership-changes", "2018", {{"company", "arba"}});
  ASSERT_NE(cell, nullptr);
  ASSERT_EQ(cell->footnotes_size(), 1);
  ASSERT_EQ(table.footnotes_size(), 1);
  EXPECT_EQ(table.footnotes(0).text().en(), "municipalities/935478715/shareTransactions/sale");
}

TEST_P(SteeringFiguresTest, ASaleAndAPurchaseOfAsMuchChangeNothing) {
  ASSERT_THAT(Transact("out", "arba", "TRANSFER", Date(2018, 5, 1),
                       R"("fromOwner": "municipality", "toOwner": "others", "shareCount": 7)"),
              IsOk());
  ASSERT_THAT(Transact("back", "arba", "TRANSFER", Date(2018, 6, 1),
                       R"("fromOwner": "others", "toOwner": "municipality", "shareCount": 7)"),
              IsOk());
  EXPECT_EQ(Of("ownership-changes", "arba"), "");
  EXPECT_EQ(Total("ownership-changes"), "0");
}

TEST_P(SteeringFiguresTest, BookValuesSumWithTheShareOfCompaniesThatHaveOne) {
  EXPECT_EQ(Total("book-value"), "..");
  ASSERT_THAT(
      About("BookValue", "b", "arba", R"("year": 2018, "valueOre": 123400, "synthetic": true)"),
      IsOk());
  EXPECT_EQ(Of("book-value", "arba"), "1,234");
  EXPECT_EQ(Of("book-value", "iks"), "");
  const auto total = TotalCell("book-value");
  EXPECT_EQ(total.number(), 1234);
  EXPECT_EQ(total.coverage(), 0.5);
  const auto table = Table("book-value", "2018", "[]");
  EXPECT_TRUE(table.provenances(total.provenance()).synthetic());
  EXPECT_EQ(Total("book-value", "2018K1"), ".");
  EXPECT_EQ(Total("book-value", "2018K4"), "1,234");
}

TEST_P(SteeringFiguresTest, DividendsAreExpectedAndPaid) {
  ASSERT_THAT(
      About("Dividend", "d", "arba", R"("year": 2018, "expectedOre": 500000, "paidOre": 300000)"),
      IsOk());
  ASSERT_THAT(About("Dividend", "e", "iks", R"("year": 2018, "expectedOre": 100000)"), IsOk());
  EXPECT_EQ(Total("dividends-expected"), "6,000");
  EXPECT_EQ(Total("dividends"), "3,000");
  EXPECT_EQ(Of("dividends-expected", "iks"), "1,000");
  EXPECT_EQ(Of("dividends", "iks"), "");
  EXPECT_EQ(Total("dividends", "2017"), "..");
}

TEST_P(SteeringFiguresTest, GuaranteesAndLoansAreThoseAtTheEndOfThePeriod) {
  const auto give = [&](const std::string& id, const std::string& kind, int ore,
                        const std::string& more) {
    return About("Guarantee", id, "arba",
                 absl::StrCat(R"("kind": "GUARANTEE_KIND_)", kind, R"(", "amountOre": )", ore,
                              R"(, "validFrom": )", Date(2017, 1, 1), more));
  };
  ASSERT_THAT(give("g1", "GUARANTEE", 100000, ""), IsOk());
  ASSERT_THAT(give("g2", "GUARANTEE", 200000, absl::StrCat(R"(, "validTo": )", Date(2018, 12, 30))),
              IsOk());
  ASSERT_THAT(give("l", "LOAN", 50000, ""), IsOk());
  EXPECT_EQ(Of("guarantees", "arba", "2017"), "3,000");
  EXPECT_EQ(Of("guarantees", "arba"), "1,000");
  EXPECT_EQ(Total("guarantees"), "1,000");
  EXPECT_EQ(Total("loans"), "500");
  EXPECT_EQ(Total("loans", "2016"), "0");
}

TEST_P(SteeringFiguresTest, ResultsAreOfTheYear) {
  ASSERT_THAT(About("CompanyResult", "r", "arba",
                    R"("year": 2018, "revenueOre": 1000000, "profitOre": -20000,
                       "equityOre": 300000)"),
              IsOk());
  EXPECT_EQ(Of("company-revenue", "arba"), "10,000");
  EXPECT_EQ(TotalCell("company-profit").number(), -200);
  EXPECT_EQ(Of("company-equity", "arba"), "3,000");
  EXPECT_EQ(TotalCell("company-revenue").coverage(), 0.5);
  EXPECT_EQ(Total("company-revenue", "2018H2"), ".");
  EXPECT_EQ(Total("company-equity", "2018H2"), "3,000");
}

TEST_P(SteeringFiguresTest, LiabilityIsAPartOfTheDebt) {
  EXPECT_EQ(Of("iks-liability", "iks"), "75");
  EXPECT_EQ(Of("iks-liability", "arba"), "");
  EXPECT_EQ(Total("iks-liability-amount"), "..");
  ASSERT_THAT(About("CompanyResult", "r", "iks", R"("year": 2018, "debtOre": 40000000)"), IsOk());
  ASSERT_THAT(About("CompanyResult", "s", "arba", R"("year": 2018, "debtOre": 40000000)"), IsOk());
  EXPECT_EQ(Of("iks-liability-amount", "iks"), "300,000");
  EXPECT_EQ(Of("iks-liability-amount", "arba"), "");
  const auto total = TotalCell("iks-liability-amount");
  EXPECT_EQ(total.number(), 300'000);
  EXPECT_EQ(total.coverage(), 1);
}

TEST_P(SteeringFiguresTest, StrategiesCountWhileTheyHold) {
  EXPECT_EQ(Total("strategy-share"), "0");
  ASSERT_THAT(About("OwnerStrategy", "s", "arba",
                    absl::StrCat(R"("title": "Eierstrategi", "adoptedDate": )", Date(2016, 1, 1),
                                 R"(, "validTo": )", Date(2018, 12, 31))),
              IsOk());
  EXPECT_EQ(Total("strategy-share", "2015"), "0");
  EXPECT_EQ(Total("strategy-share", "2018"), "50");
  EXPECT_EQ(Total("strategy-share", "2002"), ".");
}

TEST_P(SteeringFiguresTest, SeatsAreBySex) {
  ASSERT_THAT(Seat("a", "arba", R"(, "sex": "SEX_FEMALE")"), IsOk());
  ASSERT_THAT(Seat("b", "arba", R"(, "sex": "SEX_MALE")"), IsOk());
  ASSERT_THAT(Seat("c", "arba", R"(, "sex": "SEX_MALE")"), IsOk());
  ASSERT_THAT(Seat("d", "iks", ""), IsOk());
  ASSERT_THAT(Seat("e", "iks", R"(, "sex": "SEX_FEMALE")", "SUBSTITUTE"), IsOk());
  const auto of = [&](const char* sex) {
    return Figure("ownership/board-seats", "2018", sex, "sex");
  };
  EXPECT_EQ(of("female"), "1");
  EXPECT_EQ(of("male"), "2");
  EXPECT_EQ(of("unknown"), "1");
  EXPECT_EQ(Total("board-seats"), "4");
  EXPECT_EQ(Of("board-women-share", "arba"), "33.3");
  EXPECT_EQ(Of("board-women-share", "iks"), "");
  EXPECT_EQ(TotalCell("board-women-share").coverage(), 0.75);
}

TEST_P(SteeringFiguresTest, AllHaveBeenTrainedInEthicsUntilOneJoinsWhoHasNot) {
  FillBoard(1, 120);
  ASSERT_THAT(Held("seminar", Date(2018, 9, 20), "ETHICS"), IsOk());
  ASSERT_THAT(Held("course", Date(2018, 9, 20), "BOARD_WORK"), IsOk());
  EXPECT_EQ(Total("ethics-training-share"), "0");
  for (int i = 1; i <= 120; ++i) {
    ASSERT_THAT(Attend("seminar", absl::StrCat("s", i)), IsOk());
  }
  EXPECT_EQ(Total("ethics-training-share"), "100");
  EXPECT_EQ(Total("ethics-training-share", "2018M08"), "0");
  FillBoard(121, 121);
  ASSERT_THAT(Attend("course", "s121"), IsOk());
  EXPECT_EQ(Total("ethics-training-share"), "99.2");
}

TEST_P(SteeringFiguresTest, EthicsCountsSinceTheDayAskedFor) {
  FillBoard(1, 4);
  ASSERT_THAT(Held("old", Date(2015, 10, 1), "ETHICS"), IsOk());
  ASSERT_THAT(Held("new", Date(2018, 9, 20), "ETHICS"), IsOk());
  for (const char* seat : {"s1", "s2", "s3"}) ASSERT_THAT(Attend("old", seat), IsOk());
  ASSERT_THAT(Attend("new", "s1"), IsOk());
  const auto table = Table("ethics-training-share", "2018", R"(["since"])",
                           R"(["since=2015-10-01", "since=2015-10-02", "since=ever"])");
  const figures::TableView view(table);
  const auto since = [&](const char* day) {
    const auto* cell = view.Find("ownership/ethics-training-share", "2018", {{"since", day}});
    return cell == nullptr ? -1 : cell->number();
  };
  EXPECT_EQ(since("2015-10-01"), 75);
  EXPECT_EQ(since("2015-10-02"), 25);
  EXPECT_EQ(since("ever"), 75);
  EXPECT_EQ(Figure("ownership/ethics-training-share", "2018", "ever", "since"), "75");
  for (const char* wrong : {"since=2018", "since=2018-02-30", "since=yesterday"}) {
    EXPECT_THAT(Ask<figures::v1::Table>(
                    "FigureService.QueryTable",
                    absl::StrCat(R"({"parent": "M", "metrics": ["ownership/ethics-training-share"],
                        "periods": ["2018"], "dimensions": ["since"], "filters": [")",
                                 wrong, "\"]}")),
                StatusSays(StatusCode::kInvalidArgument, "since=YYYY-MM-DD"))
        << wrong;
  }
}

INSTANTIATE_TEST_SUITE_P(Engines, SteeringFiguresTest, testing::ValuesIn(sql::TestEngines()),
                         sql::EngineName);

}  // namespace
}  // namespace ett::ownership
