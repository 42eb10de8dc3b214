#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "ett/hr/v1/hr_service.grpc.pb.h"
#include "records/row.h"
#include "status/grpc.h"
#include "status/matchers.h"

// Records for tests of the service.
namespace ett::hr {

inline constexpr char kMunicipality[] = "municipalities/935478715";

inline std::string NameOf(const char* collection, int number) {
  return absl::StrCat(kMunicipality, "/", collection, "/x-", number);
}

// The unit at the top, from 2015 on.
inline v1::OrgUnit TopUnit() {
  v1::OrgUnit unit;
  unit.set_name(NameOf("orgUnits", 1));
  unit.set_display_name("Rengjøring");
  unit.set_level(1);
  unit.set_service("cleaning");
  *unit.mutable_valid_from() = records::DateOf(absl::CivilDay(2015, 1, 1));
  return unit;
}

// Full time in that unit from its first day on, each of a person of their own.
inline v1::Employment FullTimeJob(int number) {
  v1::Employment employment;
  employment.set_name(NameOf("employments", number));
  employment.set_person(absl::StrCat("p-", number));
  employment.set_sex(number % 4 == 0 ? v1::SEX_MALE : v1::SEX_FEMALE);
  employment.set_birth_year(1970);
  employment.set_org_unit(NameOf("orgUnits", 1));
  employment.set_job_group("cleaner");
  employment.set_position_percent(100);
  employment.set_form(v1::EMPLOYMENT_FORM_PERMANENT);
  *employment.mutable_start_date() = records::DateOf(absl::CivilDay(2015, 1, 1));
  return employment;
}

// Sends one message of rows and takes the report.
template <class Request>
imports::v1::ImportReport SendRows(v1::HrService::Stub& stub,
                                   std::unique_ptr<grpc::ClientWriter<Request>> (
                                       v1::HrService::Stub::*method)(grpc::ClientContext*,
                                                                     imports::v1::ImportReport*),
                                   Request request) {
  request.set_parent(kMunicipality);
  grpc::ClientContext context;
  imports::v1::ImportReport report;
  const auto writer = (stub.*method)(&context, &report);
  EXPECT_TRUE(writer->Write(request));
  EXPECT_TRUE(writer->WritesDone());
  EXPECT_THAT(status::FromGrpc(writer->Finish()), status::IsOk());
  return report;
}

}  // namespace ett::hr
