#include "records/workbook_format.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "records/archive.h"
#include "records/testing/note_store.h"
#include "records/testing/workbook.h"

namespace ett::records {
namespace {

using absl::StatusCode;
using imports::v1::ImportFileRequest;
using status::IsOk;
using status::StatusSays;
using ::testing::ElementsAre;
using testing::FileAnswer;
using ::testing::HasSubstr;
using testing::Notes;
using testing::Packed;
using testing::PartsOf;
using testing::Refusals;
using testing::WorkbookOf;

class WorkbookTest : public ::testing::TestWithParam<sql::TestEngine> {
 protected:
  // A row of texts from the first column on.
  static void Write(lxw_worksheet* sheet, lxw_row_t row, const std::vector<const char*>& texts) {
    lxw_col_t column = 0;
    for (const char* text : texts) worksheet_write_string(sheet, row, column++, text, nullptr);
  }

  testing::NoteStore store_{GetParam()};
};

// A report with titles above its columns, texts, numbers, days, a boolean and a formula.
std::string Report() {
  return WorkbookOf([](lxw_workbook* workbook) {
    lxw_worksheet* sheet = workbook_add_worksheet(workbook, "Notater");
    lxw_format* day = workbook_add_format(workbook);
    format_set_num_format(day, "dd.mm.yyyy");
    worksheet_write_string(sheet, 0, 0, "Report", nullptr);
    worksheet_write_string(sheet, 1, 0, "2018", nullptr);
    lxw_col_t column = 0;
    for (const char* name : {"id", "title", "amount_ore", "share", "day", "open", "Other"}) {
      worksheet_write_string(sheet, 3, column++, name, nullptr);
    }
    lxw_datetime moment = {2018, 3, 25, 0, 0, 0};
    for (lxw_row_t row = 4; row < 6; ++row) {
      worksheet_write_string(sheet, row, 0, row == 4 ? "A" : "b", nullptr);
      worksheet_write_string(sheet, row, 1, "To; \"\xC3\x98\"\nlinjer", nullptr);
      worksheet_write_number(sheet, row, 2, row == 4 ? 12 : -5, nullptr);
      worksheet_write_number(sheet, row, 3, 0.1 + 0.2, nullptr);
      worksheet_write_datetime(sheet, row, 4, &moment, day);
      worksheet_write_boolean(sheet, row, 5, 1, nullptr);
    }
    worksheet_write_formula_num(sheet, 8, 2, "=1+1", nullptr, 2);
    worksheet_write_string(sheet, 8, 0, "c", nullptr);
    worksheet_write_string(sheet, 8, 1, "x", nullptr);
    workbook_add_worksheet(workbook, "Tomt");
  });
}

TEST_P(WorkbookTest, AReportIsReadFromItsColumnNamesOn) {
  const FileAnswer answer = store_.Send(Notes(), {Report()});
  ASSERT_THAT(answer.status, IsOk());
  EXPECT_EQ(answer.reading.format(), "xlsx");
  EXPECT_EQ(answer.reading.mapping().sheet(), "Notater");
  EXPECT_EQ(answer.reading.mapping().header_row(), 4);
  EXPECT_THAT(answer.reading.detected(),
              ::testing::IsSupersetOf({"sheet", "header_row", "format"}));
  EXPECT_THAT(answer.reading.unread_columns(), ElementsAre("Other"));
  EXPECT_EQ(answer.report.accepted_count(), 2);
  EXPECT_THAT(Refusals(answer.report), ElementsAre("1:amount_ore:OUT_OF_RANGE"));
  EXPECT_THAT(answer.report.rejections(0).message(), HasSubstr("row 6: "));
  const auto notes = store_.All();
  ASSERT_EQ(notes.size(), 2);
  EXPECT_EQ(notes[0].title(), "To; \"\xC3\x98\"\nlinjer");
  EXPECT_EQ(notes[0].share(), 0.3);
  EXPECT_EQ(PrintDate(notes[0].day()), "2018-03-25");
  EXPECT_TRUE(notes[0].open());
  EXPECT_EQ(notes[1].amount_ore(), 2);
}

TEST_P(WorkbookTest, RefusedRowsComeBackAsCsvToBeCorrected) {
  ImportFileRequest request = Notes();
  request.set_validate_only(true);
  EXPECT_EQ(store_.Send(request, {Report()}).report.accepted_count(), 2);
  EXPECT_TRUE(store_.All().empty());
  const FileAnswer first = store_.Send(Notes(), {Report()});
  ImportFileRequest again = Notes();
  *again.mutable_mapping() = first.reading.mapping();
  EXPECT_EQ(store_.Send(again, {Report()}).report.unchanged_count(), 2);
  const std::string corrected = absl::StrReplaceAll(first.rejects, {{";-5;", ";5;"}});
  const FileAnswer second = store_.Send(again, {corrected});
  ASSERT_THAT(second.status, IsOk());
  EXPECT_EQ(second.reading.format(), "csv");
  EXPECT_EQ(second.report.accepted_count(), 1) << second.rejects;
  EXPECT_EQ(store_.All()[1].title(), "To; \"\xC3\x98\"\nlinjer");
}

TEST_P(WorkbookTest, TheSameRequestIsAnsweredHoweverTheBytesCome) {
  const std::string file = Report();
  const FileAnswer first = store_.Send(Notes("r"), {file});
  const FileAnswer again =
      store_.Send(Notes("r"), {file.substr(0, 100), file.substr(100, 3000), file.substr(3100)});
  EXPECT_EQ(again.report.SerializeAsString(), first.report.SerializeAsString());
  EXPECT_EQ(again.reading.SerializeAsString(), first.reading.SerializeAsString());
}

TEST_P(WorkbookTest, WhichOfSeveralSheetsIsReadIsNotGuessed) {
  const std::string file = WorkbookOf([](lxw_workbook* workbook) {
    for (const char* name : {"Meters", "Meter Entries", "Hidden"}) {
      lxw_worksheet* sheet = workbook_add_worksheet(workbook, name);
      Write(sheet, 0, {"id", "title"});
      Write(sheet, 1, {"a", name});
      if (name[0] == 'H') worksheet_hide(sheet);
    }
  });
  const FileAnswer open = store_.Send(Notes(), {file});
  EXPECT_THAT(open.status, StatusSays(StatusCode::kInvalidArgument, "'Meters', 'Meter Entries'"));
  ASSERT_EQ(open.reading.doubts_size(), 1);
  EXPECT_EQ(open.reading.doubts(0).field(), "mapping.sheet");
  EXPECT_EQ(open.reading.doubts(0).reason(), "AMBIGUOUS");
  ImportFileRequest request = Notes();
  request.mutable_mapping()->set_sheet("None");
  EXPECT_THAT(store_.Send(request, {file}).status,
              StatusSays(StatusCode::kInvalidArgument, "one of 'Meters'"));
  request.mutable_mapping()->set_sheet("Meter Entries");
  EXPECT_EQ(store_.Send(request, {file}).report.accepted_count(), 1);
  EXPECT_EQ(store_.All()[0].title(), "Meter Entries");
}

TEST_P(WorkbookTest, TheRowOfColumnNamesIsFoundByThemOrSaid) {
  const std::string file = WorkbookOf([](lxw_workbook* workbook) {
    lxw_worksheet* sheet = workbook_add_worksheet(workbook, "Ark");
    Write(sheet, 0, {"a", "b", "c"});
    Write(sheet, 2, {"Nr", "Tittel"});
    Write(sheet, 3, {"n1", "x"});
  });
  ImportFileRequest request = Notes();
  request.mutable_mapping()->mutable_id()->add_columns("Nr");
  auto& title = *request.mutable_mapping()->add_columns();
  title.set_column("Tittel");
  title.set_field("title");
  const FileAnswer named = store_.Send(request, {file});
  ASSERT_THAT(named.status, IsOk());
  EXPECT_EQ(named.reading.mapping().header_row(), 3);
  EXPECT_EQ(named.report.accepted_count(), 1);
  request.mutable_mapping()->set_header_row(2);
  EXPECT_THAT(store_.Send(request, {file}).status,
              StatusSays(StatusCode::kInvalidArgument, "column names"));
}

TEST_P(WorkbookTest, CellsAreReadWhateverWayTheyAreWritten) {
  const std::string rows =
      "<row r='1'><c t='inlineStr'><is><t>id</t></is></c><c t='inlineStr'><is><r><t>ti</t></r><r>"
      "<t>tle</t></r><rPh><t>no</t></rPh></is></c><c t='str'><v>share</v></c>"
      "<c t='str'><v>day</v></c></row>"
      "<row r='3'><c r='A3' t='str'><v>a</v></c><c r='B3' t='b'><v>0</v></c>"
      "<c r='C3'><v>1.0000000000001E-2</v></c><c r='D3' s='1'><v>41722</v></c></row>"
      "<row><c r='A4' t='str'><v>b</v></c><c r='B4' t='e'><v>#N/A</v></c>"
      "<c r='D4' t='d'><v>2018-03-26</v></c><c r='F4'><v>1</v></c></row>";
  const FileAnswer answer =
      store_.Send(Notes(), {Packed(PartsOf(rows, "<workbookPr date1904='1'/>"))});
  ASSERT_THAT(answer.status, IsOk());
  EXPECT_THAT(Refusals(answer.report), ElementsAre("1::TOO_MANY_FIELDS"));
  EXPECT_THAT(answer.report.rejections(0).message(), HasSubstr("row 4: "));
  const auto notes = store_.All();
  ASSERT_EQ(notes.size(), 1);
  EXPECT_EQ(notes[0].title(), "false");
  EXPECT_EQ(notes[0].share(), 0.010000000000001);
  EXPECT_EQ(PrintDate(notes[0].day()), "2018-03-25");
}

TEST_P(WorkbookTest, DamagedAndOtherFilesAreRefusedWithTheirReason) {
  const auto refused = [&](const std::string& file, const char* text) {
    EXPECT_THAT(store_.Send(Notes(), {file}).status,
                StatusSays(StatusCode::kInvalidArgument, text));
  };
  refused("PK\3\4 and nothing else", "a workbook");
  refused(Report().substr(0, 3000), "a workbook");
  refused(std::string("\xD0\xCF\x11\xE0", 4), "a password");
  refused(Packed({{"a.txt", "x"}}), "_rels/.rels");
  refused("\xEF\xBB\xBF<?xml version='1.0'?><x/>", "other XML");
  auto parts = PartsOf("<row><c><v>1</v></c></row>");
  parts["xl/sheet.xml"] = "<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet/>";
  refused(Packed(parts), "xl/sheet.xml, line 1: a DOCTYPE");
  parts["xl/sheet.xml"] = "<worksheet><sheetData><row><c><v>1</v></c></row>";
  refused(Packed(parts), "the end in the middle");
}

TEST_P(WorkbookTest, WhatUnpacksToMuchIsRefusedBeforeItIsKept) {
  auto parts = PartsOf("<row><c><v>1</v></c></row>");
  parts["xl/sheet.xml"].insert(11, std::string(50 << 20, ' '));
  const std::string bomb = Packed(parts);
  ASSERT_LT(bomb.size(), 100 << 10);
  EXPECT_THAT(store_.Send(Notes(), {bomb}).status,
              StatusSays(StatusCode::kInvalidArgument, "bytes of text"));
}

INSTANTIATE_TEST_SUITE_P(, WorkbookTest, ::testing::ValuesIn(sql::TestEngines()), sql::EngineName);

TEST(ArchiveTest, OnlySoMuchIsUnpackedOverAllParts) {
  const std::string part(10'000, ' ');
  auto archive = Archive::Open(Packed({{"a", part}, {"b", part}}), 15'000);
  ASSERT_THAT(archive, IsOk());
  auto first = (*archive)->Find("a");
  EXPECT_THAT(first->Read(20'000), status::IsOkAndHolds(part));
  auto second = (*archive)->Find("b");
  EXPECT_THAT(second->Read(20'000), StatusSays(StatusCode::kInvalidArgument, "15000 bytes"));
}

TEST(ArchiveTest, AFileOfVeryManyPartsIsRefusedBeforeTheyAreListed) {
  const std::string many =
      absl::StrCat("PK\5\6", std::string(6, '\0'), "\x11\x27", std::string(10, '\0'));  // 10 001
  EXPECT_THAT(Archive::Open(many, 1), StatusSays(StatusCode::kInvalidArgument, "parts"));
}

RC_GTEST_PROP(WorkbookPropertyTest, DamagedBytesAreReadOrRefusedButNeverHarm, ()) {
  static const std::string file = Report();
  std::string damaged = file;
  for (int i = *rc::gen::inRange(1, 8); i > 0; --i) {
    damaged[*rc::gen::inRange<std::size_t>(0, file.size())] = *rc::gen::arbitrary<char>();
  }
  testing::NoteStore store(sql::TestEngines().front());
  ImportFileRequest request = Notes();
  request.set_format("xlsx");
  const absl::Status status = store.Send(request, {damaged}).status;
  RC_ASSERT(status.ok() || absl::IsInvalidArgument(status));
}

}  // namespace
}  // namespace ett::records
