#include "ett/ownership/v1/interchange_service.grpc.pb.h"
#include "records/workbook_format.h"
#include "services/ownership/positions_fixture.h"

namespace ett::ownership {
namespace {

class ExportTest : public PositionsFixture {
 protected:
  void SetUp() override {
    PositionsFixture::SetUp();
    ASSERT_THAT(Sell("s", "holding", 10, 2018), IsOk());
    ASSERT_THAT(Create("BookValue", "v",
                       R"({"company": "M/entities/holding", "year": 2018, "valueOre": 123450})"),
                IsOk());
  }

  // At the end of 2018, in this format.
  std::string Positions(v1::TableFormat format, const std::string& language = "") {
    v1::ExportPositionsRequest request;
    request.set_parent("municipalities/935478715");
    request.mutable_as_of()->set_year(2018);
    request.mutable_as_of()->set_month(12);
    request.mutable_as_of()->set_day(31);
    request.set_format(format);
    request.set_language(language);
    grpc::ClientContext context;
    const auto stub = v1::InterchangeService::NewStub(service_.channel);
    return ReadAll(*stub->ExportPositions(&context, request));
  }

  std::string Graph(v1::GraphFormat format) {
    v1::ExportGraphRequest request;
    request.set_parent("municipalities/935478715");
    request.set_format(format);
    grpc::ClientContext context;
    const auto stub = v1::InterchangeService::NewStub(service_.channel);
    return ReadAll(*stub->ExportGraph(&context, request));
  }

  template <class Response>
  std::string ReadAll(grpc::ClientReader<Response>& reader) {
    std::string bytes;
    Response response;
    while (reader.Read(&response)) bytes += response.chunk();
    const grpc::Status status = reader.Finish();
    return status.ok() ? bytes : status.error_message();
  }
};

TEST_P(ExportTest, PositionsAreATableWithWhatChangedAndWhy) {
  EXPECT_EQ(Positions(v1::TABLE_FORMAT_CSV),
            "company,form,organisation_number,share,share_percent,votes_percent,book_value_nok,"
            "change_percentage_points,because,synthetic\r\n"
            "holding,Aksjeselskap,,1/2,50,50,1234.5,-10,2018-06-01 overdragelse,\r\n"
            "iks,Interkommunalt selskap,,1/3,33.333333333333336,33.333333333333336,,0,,\r\n");
}

TEST_P(ExportTest, EveryFormatHasTheSamePositions) {
  EXPECT_THAT(Positions(v1::TABLE_FORMAT_CSV_NORWEGIAN), HasSubstr("holding;Aksjeselskap;;1/2;50"));
  EXPECT_THAT(Positions(v1::TABLE_FORMAT_JSON_STAT), HasSubstr("\"size\":[2,4]"));
  EXPECT_THAT(Positions(v1::TABLE_FORMAT_JSON_LINES), HasSubstr("\"share\":\"1/3\""));
  EXPECT_THAT(Positions(v1::TABLE_FORMAT_MARKDOWN), HasSubstr("## Eierposisjoner 2018-12-31"));
  EXPECT_THAT(Positions(v1::TABLE_FORMAT_HTML, "en"), HasSubstr("<td>Limited company</td>"));
  EXPECT_THAT(Positions(v1::TABLE_FORMAT_UNSPECIFIED), HasSubstr("format"));
}

// Read back by the reader of imports.
TEST_P(ExportTest, AWorkbookHasTheSamePositions) {
  std::vector<std::vector<std::string>> rows;
  const auto reader = records::WorkbookFormat().make({}, [&](records::CsvRow row) {
    rows.push_back(row.fields);
    return absl::OkStatus();
  });
  ASSERT_THAT(reader->Feed(Positions(v1::TABLE_FORMAT_XLSX)), IsOk());
  for (auto more = reader->Finish(); more.ok() && *more; more = reader->Finish()) {
  }
  ASSERT_GE(rows.size(), 3U);
  EXPECT_EQ(rows[0][0], "Selskap");
  EXPECT_EQ(rows[1][0], "holding");
  EXPECT_EQ(rows[1][6], "1234.5");
}

TEST_P(ExportTest, TheGraphIsWrittenForOthersToDraw) {
  const std::string xml = Graph(v1::GRAPH_FORMAT_GRAPHML);
  EXPECT_THAT(xml, HasSubstr("<edge source=\"holding\" target=\"sub\"><data key=\"capital\">"
                             "51/100</data>"));
  EXPECT_THAT(xml, HasSubstr("<node id=\"municipality\">"));
  const std::string dot = Graph(v1::GRAPH_FORMAT_DOT);
  EXPECT_THAT(dot, HasSubstr("\"holding\" -> \"sub\" [label=\"51 %\"]"));
}

INSTANTIATE_TEST_SUITE_P(Engines, ExportTest, testing::ValuesIn(sql::TestEngines()),
                         sql::EngineName);

}  // namespace
}  // namespace ett::ownership
