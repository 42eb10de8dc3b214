#pragma once

#include <string>
#include <vector>

#include "services/ownership/service_fixture.h"

// What tests of checks and figures of steering share.
namespace ett::ownership {

// An AS `arba` and an IKS `iks` with two participants.
class SteeringTest : public ServiceTest {
 protected:
  void SetUp() override {
    ASSERT_THAT(CreateEntity("arba", "AS", R"(, "market": "MARKET_COMPETING")"), IsOk());
    ASSERT_THAT(Transact("f", "arba", "FOUNDING", R"({"year": 2003})",
                         R"("toOwner": "municipality", "shareCount": 100)"),
                IsOk());
    ASSERT_THAT(CreateEntity("iks", "IKS"), IsOk());
    ASSERT_THAT(CreateEntity("town", "MUNICIPALITY"), IsOk());
    ASSERT_THAT(Create("Participation", "p",
                       absl::StrCat(R"({"company": "M/entities/iks", "validFrom": )",
                                    Date(2010, 1, 1), R"(, "stakes": [
        {"owner": "municipality", "ownership": {"numerator": 2, "denominator": 3},
         "liability": {"numerator": 3, "denominator": 4}},
        {"owner": "town", "ownership": {"numerator": 1, "denominator": 3},
         "liability": {"numerator": 1, "denominator": 4}}]})")),
                IsOk());
  }

  // A record about a company, with more fields.
  absl::Status About(const std::string& message, const std::string& id, const std::string& company,
                     const std::string& more) {
    return Create(message, id,
                  absl::StrCat(R"({"company": "M/entities/)", company, "\", ", more, "}"));
  }

  // A seat from 2015 on.
  absl::Status Seat(const std::string& id, const std::string& company, const std::string& more,
                    const std::string& role = "MEMBER") {
    return About("BoardSeat", id, company,
                 absl::StrCat(R"("role": "BOARD_ROLE_)", role, R"(", "member": "m-)", id,
                              R"(", "fromDate": )", Date(2015, 1, 1), more));
  }

  absl::Status Held(const std::string& id, const std::string& date, const std::string& topic,
                    const std::string& audience = "BOARD_MEMBERS") {
    return Create("Training", id,
                  absl::StrCat(R"({"titleNb": "Kurs", "titleEn": "Course", "heldDate": )", date,
                               R"(, "topic": "TRAINING_TOPIC_)", topic,
                               R"(", "audience": "TRAINING_AUDIENCE_)", audience, "\"}"));
  }

  absl::Status Attend(const std::string& training, const std::string& seat) {
    return Create("TrainingAttendance", absl::StrCat(training, "-", seat),
                  absl::StrCat(R"({"training": "M/trainings/)", training,
                               R"(", "boardSeat": "M/boardSeats/)", seat, "\"}"));
  }

  // The finding of a rule; an empty one where there is none.
  static v1::Finding FindingOf(const google::protobuf::RepeatedPtrField<v1::Finding>& findings,
                               const std::string& rule) {
    for (const v1::Finding& finding : findings) {
      if (finding.rule() == rule) return finding;
    }
    return {};
  }

  // A verdict without its prefix, `MET`.
  static std::string Print(const v1::Finding& finding) {
    return v1::Verdict_Name(finding.verdict()).substr(std::string("VERDICT_").size());
  }

  v1::Finding Governance(const std::string& company, int number,
                         const std::string& day = Date(2018, 12, 31)) {
    const auto checked = Ask<v1::CheckGovernanceResponse>(
        "SteeringService.CheckGovernance",
        absl::StrCat(R"({"company": "M/entities/)", company, R"(", "asOf": )", day, "}"));
    EXPECT_THAT(checked, IsOk());
    return checked.ok() ? FindingOf(checked->findings(), absl::StrCat(number)) : v1::Finding();
  }
  std::string Verdict(const std::string& company, int number,
                      const std::string& day = Date(2018, 12, 31)) {
    return Print(Governance(company, number, day));
  }
};

}  // namespace ett::ownership
