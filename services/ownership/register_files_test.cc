#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/ownership/statements_fixture.h"

namespace ett::ownership {
namespace {

constexpr char kHeader[] =
    "Orgnr;Selskap;Aksjeklasse;Navn aksjonær;Fødselsår/orgnr;Postnr/sted;Landkode;Antall aksjer;"
    "Antall aksjer selskap\n";

class ShareholderRegisterTest : public FileTest {
 protected:
  void SetUp() override {
    FileTest::SetUp();
    ASSERT_THAT(CreateEntity("vann", "AS", R"(, "organisationNumber": "974760673")"), IsOk());
    ASSERT_THAT(CreateEntity("kraft", "AS", R"(, "organisationNumber": "982463718")"), IsOk());
  }

  static imports::v1::ImportFileRequest OfYear(const std::string& day = "2018-12-31") {
    imports::v1::ImportFileRequest request = Into("registeredPositions");
    auto& constant = *request.mutable_mapping()->add_constants();
    constant.set_field("register_date");
    constant.set_value(day);
    return request;
  }
};

TEST_P(ShareholderRegisterTest, CompaniesAndOwnersAreFoundByTheirNumbers) {
  const FileAnswer answer = Send(
      OfYear(), absl::StrCat(kHeader,
                             "974760673;VANN AS;Ordinære aksjer;KRAFT AS;982463718;0001 OSLO;"
                             "NOR;30;100\n"
                             "974760673;VANN AS;Ordinære aksjer;KOMMUNEN;935478715;;NOR;70;100\n"));
  ASSERT_THAT(answer.status, IsOk());
  EXPECT_EQ(answer.reading.format(), "aksjonaerregisteret");
  EXPECT_EQ(answer.report.accepted_count(), 2) << answer.report.DebugString();
  const v1::RegisteredPosition kraft =
      PositionOf("974760673-ordinreaksjer-no-982463718-2018-12-31");
  EXPECT_EQ(kraft.owner(), "kraft");
  EXPECT_EQ(kraft.company(), "municipalities/935478715/entities/vann");
  EXPECT_EQ(kraft.share_count(), 30);
  EXPECT_EQ(kraft.company_share_count(), 100);
  EXPECT_EQ(kraft.share_class_title(), "Ordinære aksjer");
  EXPECT_EQ(kraft.register_(), "Aksjonærregisteret");
  EXPECT_EQ(kraft.register_date().year(), 2018);
  EXPECT_EQ(PositionOf("974760673-ordinreaksjer-no-935478715-2018-12-31").owner(), "municipality");
}

TEST_P(ShareholderRegisterTest, NaturalPersonsAndUnknownCompaniesAreRefused) {
  const FileAnswer answer =
      Send(OfYear(), absl::StrCat(kHeader,
                                  "974760673;VANN AS;A;Kari Nordmann;1950;0001 OSLO;NOR;30;100\n"
                                  "889640782;X AS;A;KRAFT AS;982463718;;NOR;1;1\n"
                                  "974760673;VANN AS;A;X AS;889640782;;NOR;1;100\n"
                                  "974760673;VANN AS\n"));
  ASSERT_EQ(answer.report.rejections_size(), 4) << answer.report.DebugString();
  EXPECT_EQ(answer.report.rejections(0).reason(), "NATURAL_PERSON");
  EXPECT_EQ(answer.report.rejections(1).reason(), "UNKNOWN_REFERENCE");
  EXPECT_EQ(answer.report.rejections(2).reason(), "UNKNOWN_OWNER");
  EXPECT_EQ(answer.report.rejections(3).reason(), "TOO_FEW_FIELDS");
  for (const char* personal : {"Kari", "1950", "OSLO"}) {
    EXPECT_EQ(answer.rejects.find(personal), std::string::npos) << answer.rejects;
  }
}

TEST_P(ShareholderRegisterTest, TheDayOfTheRegisterMustBeTold) {
  const FileAnswer answer = Send(Into("registeredPositions"),
                                 absl::StrCat(kHeader, "974760673;V;A;K;982463718;;NOR;1;1\n"));
  EXPECT_THAT(answer.status, StatusIs(StatusCode::kInvalidArgument));
  ASSERT_EQ(answer.reading.doubts_size(), 1);
  EXPECT_THAT(answer.reading.doubts(0).message(), HasSubstr("register_date"));
}

TEST_P(ShareholderRegisterTest, OlderFilesAreReadToo) {
  const std::string file =
      absl::StrReplaceAll(absl::StrCat(kHeader, "974760673;V;Ordinære;K;982463718;;NOR;1;1\r\n"),
                          {{"æ", "\xE6"}, {"å", "\xE5"}, {"ø", "\xF8"}});
  EXPECT_EQ(Send(OfYear(), file).report.accepted_count(), 1);
  EXPECT_EQ(PositionOf("974760673-ordinre-no-982463718-2018-12-31").share_class_title(),
            "Ordinære");
  EXPECT_EQ(Send(OfYear(), file).report.unchanged_count(), 1);
}

INSTANTIATE_TEST_SUITE_P(Engines, ShareholderRegisterTest, testing::ValuesIn(sql::TestEngines()),
                         sql::EngineName);

constexpr char kEntity[] = R"json({"organisasjonsnummer": "974760673", "navn": "VANN AS",
  "organisasjonsform": {"kode": "AS", "beskrivelse": "Aksjeselskap"},
  "stiftelsesdato": "2001-02-03", "slettedato": "2019-01-31",
  "forretningsadresse": {"land": "Norge", "kommunenummer": "0301"}})json";

class EntityRegisterTest : public FileTest {};

TEST_P(EntityRegisterTest, AnEntityAPageAndAnArrayAreTheSame) {
  const FileAnswer one = Send(Into("entities"), kEntity, 7);
  ASSERT_THAT(one.status, IsOk());
  EXPECT_EQ(one.reading.format(), "enhetsregisteret");
  EXPECT_EQ(one.report.accepted_count(), 1) << one.report.DebugString();
  const v1::Entity entity = EntityOf("no-974760673");
  EXPECT_EQ(entity.display_name(), "VANN AS");
  EXPECT_EQ(entity.form(), v1::ENTITY_FORM_AS);
  EXPECT_EQ(entity.organisation_number(), "974760673");
  EXPECT_EQ(entity.valid_from().day(), 3);
  EXPECT_EQ(entity.valid_to().day(), 31);
  EXPECT_EQ(entity.municipality_number(), "0301");
  EXPECT_EQ(Send(Into("entities"), absl::StrCat("[", kEntity, "]")).report.unchanged_count(), 1);
  EXPECT_EQ(Send(Into("entities"),
                 absl::StrCat(R"({"_embedded": {"enheter": [)", kEntity, R"(]}, "page": {}})"))
                .report.unchanged_count(),
            1);
}

TEST_P(EntityRegisterTest, AKnownNumberIsTheSameEntity) {
  ASSERT_THAT(Create("Entity", "vann", R"({"displayName": "Vann AS", "form": "ENTITY_FORM_AS",
                      "organisationNumber": "974760673", "purpose": "Vann"})"),
              IsOk());
  EXPECT_EQ(Send(Into("entities"), kEntity).report.accepted_count(), 1);
  EXPECT_EQ(EntityOf("no-974760673").name(), "");
  EXPECT_EQ(EntityOf("vann").display_name(), "Vann AS");
  EXPECT_EQ(EntityOf("vann").purpose(), "Vann");
  EXPECT_EQ(EntityOf("vann").municipality_number(), "0301");
}

TEST_P(EntityRegisterTest, FormsAreToldApartByTheirCodes) {
  const auto with = [](const std::string& code) {
    return absl::StrReplaceAll(kEntity,
                               {{R"("kode": "AS")", absl::StrCat(R"("kode": ")", code, "\"")}});
  };
  for (const auto& [code, form] : std::initializer_list<std::pair<const char*, v1::EntityForm>>{
           {"STI", v1::ENTITY_FORM_FOUNDATION},
           {"KOMM", v1::ENTITY_FORM_MUNICIPALITY},
           {"SÆR", v1::ENTITY_FORM_OTHER}}) {
    const std::string id = "no-974760673";
    v1::Entity gone = EntityOf(id);
    if (!gone.name().empty()) {
      google::protobuf::Empty nothing;
      ASSERT_THAT(Call("OwnershipService.DeleteEntity",
                       absl::StrCat(R"({"name": "M/entities/)", id, "\"}"), nothing),
                  IsOk());
    }
    EXPECT_EQ(Send(Into("entities"), with(code)).report.accepted_count(), 1);
    EXPECT_EQ(EntityOf(id).form(), form);
  }
  EXPECT_EQ(Send(Into("entities"), with("aksjeselskap")).report.rejections(0).field(), "form");
}

TEST_P(EntityRegisterTest, WhatIsNoAnswerOfTheRegisterIsRefused) {
  imports::v1::ImportFileRequest request = Into("entities");
  request.set_format("enhetsregisteret");
  for (const char* file : {"[{\"organisasjonsnummer\": \"974760673\"", "7 8", "[7,]"}) {
    EXPECT_THAT(Send(request, file).status, StatusSays(StatusCode::kInvalidArgument, "register"))
        << file;
  }
  const FileAnswer empty = Send(request, "[{}]");
  EXPECT_EQ(empty.report.rejected_count(), 1);
}

INSTANTIATE_TEST_SUITE_P(Engines, EntityRegisterTest, testing::ValuesIn(sql::TestEngines()),
                         sql::EngineName);

}  // namespace
}  // namespace ett::ownership
