#include <gmock/gmock.h>

#include "records/testing/workbook.h"
#include "services/property/file_fixture.h"

// Workbooks, of readings and of records.
namespace ett::property {
namespace {

using testing::ElementsAre;

constexpr double kPortfolioMeter = 16122;

class WorkbookFileTest : public ReadingFileTest {};

TEST_P(WorkbookFileTest, ReadingsOfASpreadsheetAreLocalTimesAndDecimals) {
  const std::string file = records::testing::WorkbookOf([](lxw_workbook* workbook) {
    lxw_worksheet* sheet = workbook_add_worksheet(workbook, "Forbruk");
    lxw_format* moment = workbook_add_format(workbook);
    format_set_num_format(moment, "yyyy-mm-dd hh:mm");
    lxw_col_t column = 0;
    for (const char* name : {"meter", "start_time", "quantity"}) {
      worksheet_write_string(sheet, 0, column++, name, nullptr);
    }
    for (int hour = 0; hour < 24; ++hour) {
      lxw_datetime at = {2019, 10, 27, hour, 0, 0};
      const auto row = static_cast<lxw_row_t>(hour + 1);
      worksheet_write_string(sheet, row, 0, Gsrn(0).c_str(), nullptr);
      worksheet_write_datetime(sheet, row, 1, &at, moment);
      worksheet_write_number(sheet, row, 2, 0.1 * hour, nullptr);
    }
  });
  ImportFileRequest request = Readings();
  auto& mapping = *request.mutable_mapping();
  mapping.set_time_zone("Europe/Oslo");
  const std::pair<const char*, const char*> constants[] = {{"unit", "KWH"}, {"resolution", "HOUR"}};
  for (const auto& [field, value] : constants) {
    auto& added = *mapping.add_constants();
    added.set_field(field);
    added.set_value(value);
  }
  const FileAnswer answer = Send(request, file);
  ASSERT_THAT(answer.status, IsOk());
  EXPECT_THAT(answer.Refusals(), ElementsAre("2:start_time:AMBIGUOUS_TIME"));
  const v1::Reading known = Known(0, CivilDay(2019, 10, 27));
  ASSERT_EQ(known.values_wh_size(), 25);
  EXPECT_EQ(known.values_wh(4), 300);
  EXPECT_EQ(known.values_wh(24), 2300);
  EXPECT_EQ(Send(request, file).report.unchanged_count(), 23);
}

// As Portfolio Manager's reports are: a title, then the columns; several sheets.
TEST_P(WorkbookFileTest, MetersComeFromASheetOfAReport) {
  const std::string file = records::testing::WorkbookOf([](lxw_workbook* workbook) {
    lxw_worksheet* properties = workbook_add_worksheet(workbook, "Properties");
    worksheet_write_string(properties, 0, 0, "Portfolio Manager Properties", nullptr);
    lxw_worksheet* meters = workbook_add_worksheet(workbook, "Meters");
    worksheet_write_string(meters, 0, 0, "Portfolio Manager Meters", nullptr);
    lxw_col_t column = 0;
    for (const char* name : {"Custom Meter ID", "Property", "Meter Type", "First Bill Date"}) {
      worksheet_write_string(meters, 4, column++, name, nullptr);
    }
    lxw_format* day = workbook_add_format(workbook);
    format_set_num_format_index(day, 14);
    lxw_datetime first = {2018, 1, 1, 0, 0, 0};
    worksheet_write_string(meters, 5, 0, Gsrn(9).c_str(), nullptr);
    worksheet_write_string(meters, 5, 1, "school", nullptr);
    worksheet_write_string(meters, 5, 2, "Electric - Grid", nullptr);
    worksheet_write_datetime(meters, 5, 3, &first, day);
  });
  ImportFileRequest request = Readings();
  request.set_collection("meters");
  auto& mapping = *request.mutable_mapping();
  EXPECT_THAT(Send(request, file).status,
              status::StatusSays(StatusCode::kInvalidArgument, "'Properties', 'Meters'"));
  mapping.set_sheet("Meters");
  mapping.mutable_id()->add_columns("Custom Meter ID");
  const std::pair<const char*, const char*> columns[] = {
      {"Property", "building"}, {"First Bill Date", "valid_from"}, {"Meter Type", "carrier"}};
  for (const auto& [column, field] : columns) {
    auto& added = *mapping.add_columns();
    added.set_column(column);
    added.set_field(field);
  }
  auto& code = *mapping.mutable_columns(2)->add_codes();
  code.set_cell("Electric - Grid");
  code.set_value("ELECTRICITY");
  auto& resolution = *mapping.add_constants();
  resolution.set_field("resolution");
  resolution.set_value("HOUR");
  const FileAnswer answer = Send(request, file);
  EXPECT_EQ(answer.report.accepted_count(), 1) << answer.status << answer.rejects;
  EXPECT_EQ(answer.reading.mapping().header_row(), 5);
}

// Bills of a year as Portfolio Manager's reports have them, in units of their own.
std::string MeterEntries() {
  return records::testing::WorkbookOf([](lxw_workbook* workbook) {
    worksheet_write_string(workbook_add_worksheet(workbook, "Properties"), 0, 0, "Title", nullptr);
    lxw_worksheet* sheet = workbook_add_worksheet(workbook, "Meter Entries");
    worksheet_write_string(sheet, 0, 0, "Portfolio Manager Meter Entries", nullptr);
    lxw_col_t column = 0;
    for (const char* name : {"Portfolio Manager Meter ID", "Meter Type", "Start Date", "End Date",
                             "Usage/Quantity", "Usage Units", "Cost ($)", "Estimation"}) {
      worksheet_write_string(sheet, 2, column++, name, nullptr);
    }
    lxw_format* day = workbook_add_format(workbook);
    format_set_num_format_index(day, 14);
    struct Bill {
      lxw_datetime start, end;
      double quantity;
      const char* unit;
    };
    lxw_row_t row = 3;
    for (Bill bill :
         {Bill{{2018, 1, 1, 0, 0, 0}, {2018, 3, 1, 0, 0, 0}, 1000, "kBtu (thousand Btu)"},
          Bill{{2018, 3, 1, 0, 0, 0}, {2019, 1, 1, 0, 0, 0}, 2, "MWh (million Watt-hours)"},
          Bill{{2018, 3, 1, 0, 0, 0}, {2018, 2, 1, 0, 0, 0}, -5, "tons"}}) {
      worksheet_write_number(sheet, row, 0, kPortfolioMeter, nullptr);
      worksheet_write_string(sheet, row, 1, "Fuel Oil (No 2)", nullptr);
      worksheet_write_datetime(sheet, row, 2, &bill.start, day);
      worksheet_write_datetime(sheet, row, 3, &bill.end, day);
      worksheet_write_number(sheet, row, 4, bill.quantity, nullptr);
      worksheet_write_string(sheet, row, 5, bill.unit, nullptr);
      worksheet_write_string(sheet, row, 7, row == 3 ? "Yes" : "No", nullptr);
      ++row;
    }
  });
}

TEST_P(WorkbookFileTest, BillsComeFromMeterEntriesOfAReport) {
  v1::ImportMetersRequest meters;
  *meters.add_meters() = MeterOf(9);
  Import(&v1::PropertyService::Stub::ImportMeters, meters);
  ImportFileRequest request = Readings();
  request.set_collection("meteredPeriods");
  auto& mapping = *request.mutable_mapping();
  mapping.set_sheet("Meter Entries");
  mapping.mutable_id()->add_columns("Portfolio Manager Meter ID");
  mapping.mutable_id()->add_columns("Start Date");
  struct Wanted {
    const char* column;
    const char* field;
    std::vector<std::pair<std::string, std::string>> codes;
  };
  for (const Wanted& wanted :
       {Wanted{"Portfolio Manager Meter ID", "meter", {{"16122", Gsrn(9)}}},
        Wanted{"Start Date", "start_date", {}}, Wanted{"End Date", "end_date", {}},
        Wanted{"Usage/Quantity", "quantity", {}},
        Wanted{"Usage Units",
               "unit",
               {{"kBtu (thousand Btu)", "KBTU"}, {"MWh (million Watt-hours)", "MWH"}}},
        Wanted{"Estimation", "status", {{"Yes", "ESTIMATED"}, {"No", "MEASURED"}}}}) {
    auto& column = *mapping.add_columns();
    column.set_column(wanted.column);
    column.set_field(wanted.field);
    for (const auto& [cell, value] : wanted.codes) {
      auto& code = *column.add_codes();
      code.set_cell(cell);
      code.set_value(value);
    }
  }
  const FileAnswer answer = Send(request, MeterEntries());
  ASSERT_THAT(answer.status, IsOk());
  EXPECT_EQ(answer.Verdicts(), "AAR") << answer.rejects;
  EXPECT_THAT(answer.Refusals(), ElementsAre("2:unit:UNKNOWN_CODE"));
  EXPECT_THAT(answer.reading.unread_columns(), ElementsAre("Cost ($)", "Meter Type"));
  // 17 520, 293.071 and 2 000 kWh.
  EXPECT_EQ(Figure(kEnergy), "19,813");
  EXPECT_EQ(Send(request, MeterEntries()).Verdicts(), "UUR");
}

INSTANTIATE_TEST_SUITE_P(Engines, WorkbookFileTest, testing::ValuesIn(sql::TestEngines()),
                         sql::EngineName);

}  // namespace
}  // namespace ett::property
