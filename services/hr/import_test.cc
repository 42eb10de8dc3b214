#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "chassis/testing.h"
#include "services/hr/service.h"
#include "services/hr/testing.h"

namespace ett::hr {
namespace {

using absl::StatusCode;
using imports::v1::ImportFileRequest;
using imports::v1::ImportFileResponse;
using imports::v1::ImportReport;
using status::IsOk;
using status::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kBirthNumber[] = "010170 00027";

// What the service said of a file.
struct Answer {
  imports::v1::FileReading reading;
  std::string rejects;
  ImportReport report;
  absl::Status status;

  // `row:field:reason`.
  std::vector<std::string> Refusals() const {
    std::vector<std::string> refusals;
    for (const auto& each : report.rejections()) {
      refusals.push_back(absl::StrCat(each.row(), ":", each.field(), ":", each.reason()));
    }
    return refusals;
  }
};

ImportFileRequest FileOf(const std::string& collection) {
  ImportFileRequest request;
  request.set_parent(kMunicipality);
  request.set_collection(collection);
  return request;
}

void Map(ImportFileRequest& request, const std::string& column, const std::string& field) {
  auto& added = *request.mutable_mapping()->add_columns();
  added.set_column(column);
  added.set_field(field);
}

// A unit from 2015 on, and three full-time employments in it from 2015 on.
class HrImportTest : public testing::TestWithParam<sql::TestEngine> {
 protected:
  void SetUp() override {
    ASSERT_EQ(Send(FileOf("orgUnits"),
                   "id;displayName;level;validFrom\n"
                   "x-1;Rengjøring;1;2015-01-01\n")
                  .report.accepted_count(),
              1);
    v1::ImportEmploymentsRequest staff;
    for (int i = 1; i <= 3; ++i) *staff.add_employments() = FullTimeJob(i);
    ASSERT_EQ(SendRows(*stub_, &v1::HrService::Stub::ImportEmployments, staff).accepted_count(), 3);
  }

  // In chunks of 1000 bytes.
  Answer Send(ImportFileRequest request, const std::string& file) {
    grpc::ClientContext context;
    const auto stream = stub_->ImportFile(&context);
    stream->Write(request);
    for (std::size_t at = 0; at < file.size(); at += 1000) {
      ImportFileRequest next;
      next.set_chunk(file.substr(at, 1000));
      if (!stream->Write(next)) break;
    }
    stream->WritesDone();
    Answer answer;
    ImportFileResponse event;
    while (stream->Read(&event)) {
      if (event.has_reading()) answer.reading = event.reading();
      if (event.has_report()) answer.report = event.report();
      answer.rejects += event.rejects();
    }
    answer.status = status::FromGrpc(stream->Finish());
    return answer;
  }

  chassis::TestService service_{GetParam(), Service()};
  std::unique_ptr<v1::HrService::Stub> stub_ = v1::HrService::NewStub(service_.channel);
};

constexpr char kEmployments[] =
    "id;person;sex;birth_year;org_unit;job_group;position_percent;form;monthly_full_time_pay_ore;"
    "start_date;end_date\n";

std::string Job(const std::string& id, const std::string& person, const std::string& rest) {
  return absl::StrCat(id, ";", person, ";", rest, "\n");
}

TEST_P(HrImportTest, AFileOfThePersonnelSystemIsReadByItsMapping) {
  ImportFileRequest request = FileOf("employments");
  Map(request, "Ansatt", "person");
  Map(request, "Født", "birth_year");
  Map(request, "Enhet", "org_unit");
  Map(request, "Stilling", "job_group");
  Map(request, "Prosent", "position_percent");
  Map(request, "Fra", "start_date");
  Map(request, "Kjønn", "sex");
  auto& mapping = *request.mutable_mapping();
  for (const auto& [cell, value] : {std::pair("K", "SEX_FEMALE"), std::pair("M", "SEX_MALE")}) {
    auto& code = *mapping.mutable_columns(6)->add_codes();
    code.set_cell(cell);
    code.set_value(value);
  }
  auto& form = *mapping.add_constants();
  form.set_field("form");
  form.set_value("permanent");
  mapping.mutable_id()->add_columns("Ansatt");
  mapping.mutable_id()->add_columns("Fra");
  // Windows-1252.
  const Answer answer = Send(request,
                             "Ansatt;Kj\xF8nn;F\xF8"
                             "dt;Enhet;Stilling;Prosent;Fra\r\n"
                             "A17;K;1980;X-1;cleaner;62,5;01.03.2018\r\n"
                             "A18;X;1980;x-1;cleaner;100;01.03.2018\r\n");
  ASSERT_THAT(answer.status, IsOk());
  EXPECT_EQ(answer.reading.mapping().encoding(), imports::v1::ENCODING_WINDOWS_1252);
  EXPECT_EQ(answer.reading.mapping().decimal_mark(), imports::v1::DECIMAL_MARK_COMMA);
  EXPECT_EQ(answer.report.accepted_count(), 1);
  EXPECT_THAT(answer.Refusals(), ElementsAre("1:sex:UNKNOWN_CODE"));
  EXPECT_THAT(answer.rejects, HasSubstr("A18;X;1980;x-1;cleaner;100;01.03.2018;sex;UNKNOWN_CODE;"));
  EXPECT_EQ(Send(request, answer.rejects).report.rejected_count(), 1);
  EXPECT_EQ(
      Send(request, absl::StrReplaceAll(answer.rejects, {{";X;", ";M;"}})).report.accepted_count(),
      1);
}

TEST_P(HrImportTest, EmploymentsThatCannotBeAreRefused) {
  struct Case {
    std::string row;
    std::string refusal;
  };
  const std::vector<Case> cases = {
      {Job("e", "p-9", "female;1980;x-1;cleaner;100;permanent;-1;2018-01-01;"),
       "0:monthly_full_time_pay_ore:OUT_OF_RANGE"},
      {Job("e", "p-9", "female;1980;x-1;cleaner;100;permanent;1;2018-01-01;2017-12-31"),
       "0:end_date:OUT_OF_RANGE"},
      {Job("e", "p-9", "female;1980;x-77;cleaner;100;permanent;1;2018-01-01;"),
       "0:org_unit:UNKNOWN_REFERENCE"},
      {Job("e", "p-9", "female;1980;x-1;cleaner;0;permanent;1;2018-01-01;"),
       "0:position_percent:OUT_OF_RANGE"},
      {Job("e", "p-9", "female;1980;x-1;cleaner;100;permanent;1;2014-12-31;"),
       "0:start_date:OUTSIDE_UNIT"},
      {Job("e", "p-9", "female;1980;x-1;cleaner;100;permanent;1;2018;"), "0:start_date:MALFORMED"},
      {Job("e", "p-9", "female;1980;x-1;cleaner;100;permanent;1;31.02.2018;"),
       "0:start_date:MALFORMED"},
      {Job("e", "p-9", "female;19x0;x-1;cleaner;100;permanent;1;2018-01-01;"),
       "0:birth_year:MALFORMED"},
      {Job("e", "p-1", "female;1971;x-1;cleaner;10;permanent;1;2018-01-01;"),
       "0:birth_year:CONTRADICTS_PERSON"},
      {Job("e", "p-1", "male;1970;x-1;cleaner;10;permanent;1;2018-01-01;"),
       "0:sex:CONTRADICTS_PERSON"},
      {Job("e", "p-1", "female;1970;x-1;cleaner;51;permanent;1;2018-01-01;"),
       "0:position_percent:TOO_LARGE_POSITION"},
      {Job("e e", "p-9", "female;1980;x-1;cleaner;100;permanent;1;2018-01-01;"),
       "0:name:MALFORMED_ID"},
      {Job("e", kBirthNumber, "female;1980;x-1;cleaner;100;permanent;1;2018-01-01;"),
       "0:person:PERSONAL_DATA"},
  };
  for (const Case& each : cases) {
    const Answer answer = Send(FileOf("employments"), kEmployments + each.row);
    ASSERT_THAT(answer.status, IsOk()) << each.row;
    EXPECT_THAT(answer.Refusals(), ElementsAre(each.refusal)) << each.row;
    EXPECT_THAT(answer.report.rejections(0).message(), HasSubstr("line 2: want ")) << each.row;
    EXPECT_THAT(answer.report.DebugString(), Not(HasSubstr("1970"))) << each.row;
  }
}

TEST_P(HrImportTest, AbsencesThatCannotBeAreRefused) {
  const std::string header = "id;employment;kind;degree_percent;start_date;end_date\n";
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"a;x-1;medically_certified;0;2018-01-01;2018-01-02", "0:degree_percent:OUT_OF_RANGE"},
      {"a;x-1;medically_certified;19;2018-01-01;2018-01-02", "0:degree_percent:OUT_OF_RANGE"},
      {"a;x-1;medically_certified;101;2018-01-01;2018-01-02", "0:degree_percent:OUT_OF_RANGE"},
      {"a;x-1;medically_certified;50;2018-01-02;2018-01-01", "0:end_date:OUT_OF_RANGE"},
      {"a;x-77;medically_certified;50;2018-01-01;2018-01-01", "0:employment:UNKNOWN_REFERENCE"},
      {"a;x-1;medically_certified;50;2014-12-31;2018-01-01", "0:start_date:OUTSIDE_EMPLOYMENT"},
      {"a;x-1;doctor;50;2018-01-01;2018-01-01", "0:kind:UNKNOWN_VALUE"},
  };
  for (const auto& [row, refusal] : cases) {
    EXPECT_THAT(Send(FileOf("absences"), header + row).Refusals(), ElementsAre(refusal)) << row;
  }
  EXPECT_EQ(Send(FileOf("absences"), header + "a;x-1;medically_certified;20;2018-01-01;2018-01-02")
                .report.accepted_count(),
            1);
}

TEST_P(HrImportTest, ABirthNumberIsNowhereRepeated) {
  const std::string rest = "female;1980;x-1;cleaner;100;permanent;1;2018-01-01;";
  const Answer answer =
      Send(FileOf("employments"),
           absl::StrCat(kEmployments, Job("a", kBirthNumber, rest), Job("01017000027", "p-9", rest),
                        Job("c", "\"01017000027", rest), Job("d", "p-10", rest + "01017000027;;")));
  EXPECT_THAT(answer.Refusals(), ElementsAre("0:person:PERSONAL_DATA", "1:name:PERSONAL_DATA",
                                             "2::BROKEN_QUOTES", "3::TOO_MANY_FIELDS"));
  for (const std::string& said : {answer.report.DebugString(), answer.rejects}) {
    EXPECT_THAT(said, Not(HasSubstr("00027")));
  }
  EXPECT_THAT(answer.rejects, HasSubstr("\r\na;[withheld];female;"));
  // Nor where the first line is a row.
  const Answer headless = Send(FileOf("employments"), Job("a", "01017000027", rest));
  EXPECT_THAT(headless.status, StatusIs(StatusCode::kInvalidArgument));
  EXPECT_EQ(headless.reading.doubts(0).reason(), "NO_HEADER");
  EXPECT_THAT(absl::StrCat(headless.reading.DebugString(), headless.status.ToString()),
              Not(HasSubstr("00027")));
}

// More rows than a batch lie between the rows that contradict each other.
TEST_P(HrImportTest, ADryRunSeesWhatTheFileItselfBrings) {
  const std::string rest = "female;1980;x-1;cleaner;100;permanent;1;2018-01-01;";
  std::string file = kEmployments;
  for (int i = 0; i < 2500; ++i) file += Job(absl::StrCat("e", i), absl::StrCat("q", i), rest);
  file += Job("again", "q0", rest);
  ImportFileRequest dry = FileOf("employments");
  dry.set_validate_only(true);
  for (const ImportFileRequest& request : {dry, dry, FileOf("employments")}) {
    const Answer answer = Send(request, file);
    EXPECT_EQ(answer.report.accepted_count(), 2500);
    EXPECT_THAT(answer.Refusals(), ElementsAre("2500:position_percent:TOO_LARGE_POSITION"));
  }
  const std::string units = "id;display_name;level;parent_unit;valid_from\n";
  ImportFileRequest dry_units = FileOf("orgUnits");
  dry_units.set_validate_only(true);
  EXPECT_THAT(Send(dry_units, units + "u2;U;2;x-1;2015-01-01\nu3;U;3;u2;2015-01-01\n"
                                      "u2;U;4;u3;2015-01-01\n")
                  .Refusals(),
              ElementsAre("2:parent_unit:CYCLE"));
}

TEST_P(HrImportTest, AStreamThatBreaksIsSentAgain) {
  std::string file = kEmployments;
  for (int i = 0; i < 5000; ++i) {
    file += Job(absl::StrCat("e", i), absl::StrCat("q", i),
                "female;1980;x-1;cleaner;100;permanent;1;2018-01-01;");
  }
  {
    grpc::ClientContext context;
    const auto stream = stub_->ImportFile(&context);
    ImportFileRequest first = FileOf("employments");
    first.set_chunk(file);
    ASSERT_TRUE(stream->Write(first));
    ImportFileResponse event;
    ASSERT_TRUE(stream->Read(&event));  // the reading: rows are on their way
    context.TryCancel();
    EXPECT_THAT(status::FromGrpc(stream->Finish()), StatusIs(StatusCode::kCancelled));
  }
  ImportFileRequest request = FileOf("employments");
  request.set_request_id("r");
  const Answer answer = Send(request, file);
  ASSERT_THAT(answer.status, IsOk());
  EXPECT_EQ(answer.report.accepted_count() + answer.report.unchanged_count(), 5000);
  const Answer replayed = Send(request, file);
  EXPECT_EQ(replayed.report.SerializeAsString(), answer.report.SerializeAsString());
  EXPECT_EQ(Send(FileOf("employments"), file).report.unchanged_count(), 5000);
}

TEST_P(HrImportTest, AFileOfNobodysCollectionIsRefused) {
  EXPECT_THAT(Send(FileOf("people"), "id;x\n").status, StatusIs(StatusCode::kInvalidArgument));
}

INSTANTIATE_TEST_SUITE_P(Engines, HrImportTest, testing::ValuesIn(sql::TestEngines()),
                         sql::EngineName);

}  // namespace
}  // namespace ett::hr
