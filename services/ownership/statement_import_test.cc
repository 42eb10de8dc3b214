#include "absl/strings/str_cat.h"
#include "records/judge.h"
#include "services/ownership/statement_texts.h"
#include "services/ownership/statements_fixture.h"

namespace ett::ownership {
namespace {

using imports::v1::ImportReport;
using records::IdOf;
using testing::ElementsAre;
using testing::IsEmpty;

class StatementImportTest : public FileTest {
 protected:
  ImportReport Import(const std::string& file) {
    const FileAnswer answer = Send(Into("statements"), file);
    EXPECT_THAT(answer.status, IsOk());
    return answer.report;
  }
};

TEST_P(StatementImportTest, StatementsMakeEntitiesAndPositions) {
  const FileAnswer answer = Send(
      Into("statements"),
      Array({Water(), Person(),
             Owns(3, "p-water", R"("NO-P 7")",
                  absl::StrCat(
                      Share("shareholding", R"("exact": 33.3)", R"(, "startDate": "2015-05-06")"),
                      ",", Share("votingRights", R"("minimum": 25, "exclusiveMaximum": 50)"),
                      R"(, {"type": "appointmentOfBoard"})"))}));
  ASSERT_THAT(answer.status, IsOk());
  EXPECT_EQ(answer.reading.format(), "bods");
  EXPECT_EQ(answer.report.accepted_count(), 3) << answer.report.DebugString();
  const v1::Entity water = EntityOf("water");
  EXPECT_EQ(water.display_name(), "Vannverket AS");
  EXPECT_EQ(water.form(), v1::ENTITY_FORM_AS);
  EXPECT_EQ(water.organisation_number(), "974760673");
  EXPECT_EQ(water.valid_from().year(), 2001);
  const v1::RegisteredPosition position = PositionOf("p-water");
  EXPECT_EQ(IdOf(position.company()), "water");
  EXPECT_EQ(position.capital().exact().numerator(), 333);
  EXPECT_EQ(position.capital().exact().denominator(), 1000);
  EXPECT_EQ(position.votes().minimum().denominator(), 4);
  EXPECT_TRUE(position.votes().maximum_exclusive());
  EXPECT_THAT(position.interests(), ElementsAre("appointmentOfBoard"));
  EXPECT_EQ(position.register_(), "A register");
  EXPECT_EQ(position.register_record(), "p-water");
  EXPECT_EQ(position.register_date().month(), 5);
}

TEST_P(StatementImportTest, OfPersonsOnlyTheNameIsKept) {
  Import(Array({Water(), Person(), Owns(3, "p-water", R"("NO-P 7")", "")}));
  const v1::Entity person = EntityOf(PositionOf("p-water").owner());
  v1::Entity wanted;
  wanted.set_name(person.name());
  wanted.set_display_name("Kari Nordmann");
  wanted.set_form(v1::ENTITY_FORM_PERSON);
  wanted.set_etag(person.etag());
  *wanted.mutable_recorded_time() = person.recorded_time();
  EXPECT_EQ(person.DebugString(), wanted.DebugString());
}

TEST_P(StatementImportTest, TheSameFileAgainChangesNothing) {
  const std::string file = Lines({Water(), Person(), Owns(3, "p-water", R"("NO-P 7")", "")});
  EXPECT_EQ(Import(file).accepted_count(), 3);
  EXPECT_EQ(Import(file).unchanged_count(), 3);
}

TEST_P(StatementImportTest, ADryRunFindsTheSameAndKeepsNothing) {
  imports::v1::ImportFileRequest request = Into("statements");
  request.set_validate_only(true);
  const std::string file = Lines(
      {Water(), Person(), Owns(3, "p-water", R"("NO-P 7")", ""), Owns(4, "x", R"("nobody")", "")});
  const ImportReport dry = Send(request, file).report;
  EXPECT_EQ(dry.accepted_count(), 3);
  EXPECT_EQ(dry.rejected_count(), 1);
  EXPECT_EQ(EntityOf("water").name(), "");
  EXPECT_EQ(Import(file).accepted_count(), 3);
}

TEST_P(StatementImportTest, ARejectionTellsStatementPathAndRule) {
  const FileAnswer answer = Send(
      Into("statements"),
      Array({Water(), Entity(2, "other", R"("name": 7)"), Owns(3, "p-water", R"("other")", "")}));
  ASSERT_THAT(answer.status, IsOk());
  ASSERT_EQ(answer.report.rejections_size(), 2);
  const auto& first = answer.report.rejections(0);
  EXPECT_EQ(first.row(), 1);
  EXPECT_EQ(first.key(), "00000000-0000-0000-0000-000000000002");
  EXPECT_EQ(first.field(), "/recordDetails/name");
  EXPECT_EQ(first.reason(), "schema/type");
  EXPECT_THAT(first.message(),
              HasSubstr("statement 2: 00000000-0000-0000-0000-000000000002: want"));
  // What names a refused statement is refused too.
  EXPECT_EQ(answer.report.rejections(1).row(), 2);
  EXPECT_EQ(answer.report.rejections(1).field(), "/recordDetails/interestedParty");
  EXPECT_EQ(answer.report.rejections(1).reason(), "interested-party/missing");
  EXPECT_THAT(answer.rejects, HasSubstr("json;_field;_reason;_message"));
}

TEST_P(StatementImportTest, CorrectedRejectsAreTakenIn) {
  FileAnswer answer = Send(Into("statements"), Array({Entity(1, "water", R"("name": 7)")}));
  imports::v1::ImportFileRequest request = Into("statements");
  request.set_format("csv");
  *request.mutable_mapping() = answer.reading.mapping();
  EXPECT_EQ(Send(request, absl::StrReplaceAll(answer.rejects, {{": 7", R"(: ""Vann AS"")"}}))
                .report.accepted_count(),
            1);
  EXPECT_EQ(EntityOf("water").display_name(), "Vann AS");
}

TEST_P(StatementImportTest, AComponentThatNobodyNamesIsRefusedAtTheEnd) {
  const std::string component =
      absl::StrReplaceAll(Entity(2, "between", R"("name": "Mellom AS")"),
                          {{"isComponent\": false", "isComponent\": true"}});
  const ImportReport report = Import(Array({Water(), component}));
  ASSERT_EQ(report.rejections_size(), 1);
  EXPECT_EQ(report.rejections(0).reason(), "component/unnamed");
  EXPECT_EQ(EntityOf("between").name(), "");
}

TEST_P(StatementImportTest, AKnownOrganisationNumberIsTheSameEntity) {
  ASSERT_THAT(
      CreateEntity("vann", "AS", R"(, "organisationNumber": "974760673", "purpose": "Vann")"),
      IsOk());
  const ImportReport report =
      Import(Array({Water(), Owns(2, "rest", R"({"reason": "unknown"})", "")}));
  EXPECT_EQ(report.unchanged_count(), 1);
  EXPECT_EQ(EntityOf("vann").display_name(), "vann");
  EXPECT_EQ(IdOf(PositionOf("rest").company()), "vann");
  EXPECT_EQ(PositionOf("rest").owner(), "others");
}

TEST_P(StatementImportTest, TheMunicipalityIsNoEntityOfItsOwn) {
  const ImportReport report =
      Import(Array({Water(), Entity(2, "m", R"("name": "Kommunen",
      "identifiers": [{"id": "935478715", "scheme": "NO-BRC"}])"),
                    Owns(3, "m-water", R"("m")", Share("shareholding", R"("exact": 100)"))}));
  EXPECT_EQ(report.unchanged_count(), 1);
  EXPECT_EQ(PositionOf("m-water").owner(), "municipality");
}

TEST_P(StatementImportTest, ANewerStatementChangesTheRecordAndKeepsWhatItDoesNotSay) {
  Import(Array({Water()}));
  v1::Entity updated;
  ASSERT_THAT(Call("OwnershipService.UpdateEntity",
                   R"({"entity": {"name": "M/entities/water", "purpose": "Vann"},
                       "updateMask": "purpose"})",
                   updated),
              IsOk());
  const std::string renamed = absl::StrReplaceAll(
      Water(), {{"Vannverket", "Vann"}, {"2018-03-01", "2018-05-01"}, {"0001\"", "0009\""}});
  EXPECT_EQ(Import(Array({renamed, Water()})).accepted_count(), 1);
  EXPECT_EQ(EntityOf("water").display_name(), "Vann AS");
  EXPECT_EQ(EntityOf("water").purpose(), "Vann");
}

TEST_P(StatementImportTest, VersionsOfOneFileAreWrittenInTheirOrder) {
  const std::string renamed = absl::StrReplaceAll(
      Water(), {{"Vannverket", "Vann"}, {"2018-03-01", "2018-05-01"}, {"0001\"", "0009\""}});
  const std::string rest = Owns(2, "rest", R"({"reason": "unknown"})", "");
  const std::string later =
      Owns(3, "rest", R"({"reason": "unknown"})", R"({"type": "boardChair"})", "2018-05-01");
  const ImportReport report = Import(Array({Water(), rest, renamed, later}));
  EXPECT_EQ(report.accepted_count(), 4) << report.DebugString();
  EXPECT_EQ(EntityOf("water").display_name(), "Vann AS");
  EXPECT_THAT(PositionOf("rest").interests(), ElementsAre("boardChair"));
}

TEST_P(StatementImportTest, WhatHasEndedHasALastDay) {
  const std::string owns = Owns(2, "w", R"({"reason": "unknown"})",
                                Share("shareholding", R"("exact": 10)",
                                      R"(, "startDate": "2016-01-01", "endDate": "2017-01-01")"));
  const std::string closed =
      absl::StrReplaceAll(Owns(3, "x", R"({"reason": "unknown"})", ""),
                          {{R"("recordType")", R"("recordStatus": "closed", "recordType")"}});
  Import(Array({Water(), owns, closed}));
  EXPECT_EQ(PositionOf("w").register_date_to().year(), 2016);
  EXPECT_TRUE(PositionOf("x").has_register_date_to());
}

TEST_P(StatementImportTest, AShareFinerThanAPartCanBeIsBetweenTwo) {
  Import(Array({Water(), Owns(2, "w", R"({"reason": "unknown"})",
                              Share("shareholding", R"("exact": 33.333333333333336)"))}));
  const v1::RegisteredShare capital = PositionOf("w").capital();
  EXPECT_FALSE(capital.has_exact());
  EXPECT_EQ(capital.minimum().numerator(), 333333333333333);
  EXPECT_EQ(capital.maximum().numerator(), 166666666666667);
}

TEST_P(StatementImportTest, ACompanyThatIsNotToldHasNoPositions) {
  const ImportReport report = Import(
      Array({Water(), absl::StrReplaceAll(
                          Owns(2, "w", R"("water")", ""),
                          {{R"("subject": "water")", R"("subject": {"reason": "unknown"})"}})}));
  ASSERT_EQ(report.rejections_size(), 1);
  EXPECT_EQ(report.rejections(0).reason(), "NO_COMPANY");
}

TEST_P(StatementImportTest, BirthNumbersAreNeitherTakenInNorRepeated) {
  const FileAnswer answer =
      Send(Into("statements"), Array({Entity(1, "water", R"("name": "Ola 13097248022")")}));
  ASSERT_EQ(answer.report.rejections_size(), 1);
  EXPECT_EQ(answer.report.rejections(0).reason(), "birth-number");
  EXPECT_EQ(answer.report.DebugString().find("13097248022"), std::string::npos);
  EXPECT_EQ(answer.rejects.find("13097248022"), std::string::npos);
}

TEST_P(StatementImportTest, AnyPiecesGiveTheSameReport) {
  imports::v1::ImportFileRequest request = Into("statements");
  request.set_validate_only(true);
  const std::string file =
      Array({Water(), Person(), Owns(3, "p-water", R"("NO-P 7")", ""), Owns(4, "x", R"("y")", "")});
  const std::string whole = Send(request, file).report.SerializeAsString();
  EXPECT_EQ(Send(request, file, 1).report.SerializeAsString(), whole);
  EXPECT_EQ(Send(request, file, 17).report.SerializeAsString(), whole);
}

TEST_P(StatementImportTest, ACutFileIsRefusedWithItsPlace) {
  EXPECT_THAT(Send(Into("statements"), Water().substr(0, 700) + "\n").report.rejections(0).reason(),
              "json/syntax");
  EXPECT_THAT(Send(Into("statements"), "[" + Water()).status,
              StatusIs(StatusCode::kInvalidArgument));
}

// More than wait for each other: what is decided early is decided the same.
TEST_P(StatementImportTest, ALongFileIsDecidedAsItComes) {
  std::vector<std::string> statements = {Water()};
  constexpr int kOwners = 6000;
  for (int i = 0; i < kOwners; ++i) {
    const std::string id = absl::StrCat("owner-", i);
    statements.push_back(
        absl::StrReplaceAll(Entity(1, id, R"("name": "Eier AS")"),
                            {{"000000000001", absl::StrCat(i + 100'000'000'000)}}));
    statements.push_back(
        absl::StrReplaceAll(Owns(1, id + "-water", absl::StrCat("\"", id, "\""), ""),
                            {{"000000000001", absl::StrCat(i + 200'000'000'000)}}));
  }
  const FileAnswer answer = Send(Into("statements"), Lines(statements));
  EXPECT_EQ(answer.report.accepted_count(), 2 * kOwners + 1);
  EXPECT_THAT(answer.report.rejections(), IsEmpty());
  EXPECT_EQ(PositionOf("owner-5999-water").owner(), "owner-5999");
}

INSTANTIATE_TEST_SUITE_P(Engines, StatementImportTest, testing::ValuesIn(sql::TestEngines()),
                         sql::EngineName);

}  // namespace
}  // namespace ett::ownership
