#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "chassis/officer_testing.h"
#include "chassis/testing.h"
#include "ett/hr/v1/privacy_service.grpc.pb.h"
#include "services/hr/service.h"
#include "services/hr/testing.h"
#include "status/macros.h"

// A service with a privacy officer, for tests.
namespace ett::hr {

using chassis::kOfficerSecret;
inline constexpr char kRequestId[] = "01234567-89ab-cdef-0123-456789abcdef";
inline constexpr char kPurpose[] = "case 2019/17";

class PrivacyFixture : public testing::TestWithParam<sql::TestEngine> {
 protected:
  template <class Request, class Response>
  absl::StatusOr<Response> Call(
      grpc::Status (v1::PrivacyService::Stub::*method)(grpc::ClientContext*, const Request&,
                                                       Response*),
      Request request, const std::string& authorization = absl::StrCat("Bearer ", kOfficerSecret)) {
    if (request.parent().empty()) request.set_parent(kMunicipality);
    if (request.purpose().empty()) request.set_purpose(kPurpose);
    grpc::ClientContext context;
    if (!authorization.empty()) context.AddMetadata("authorization", authorization);
    Response response;
    RETURN_IF_ERROR(status::FromGrpc((privacy_.get()->*method)(&context, request, &response)));
    return response;
  }

  // All pages of two.
  std::vector<v1::PersonRecord> Stored(const std::string& person) {
    v1::ListPersonRecordsRequest request;
    request.set_person(person);
    request.set_page_size(2);
    std::vector<v1::PersonRecord> all;
    do {
      const auto page = Call(&v1::PrivacyService::Stub::ListPersonRecords, request);
      EXPECT_THAT(page, status::IsOk());
      if (!page.ok()) break;
      EXPECT_LE(page->records_size(), 2);
      all.insert(all.end(), page->records().begin(), page->records().end());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return all;
  }

  std::vector<v1::AuditEntry> Audit() {
    const auto page =
        Call(&v1::PrivacyService::Stub::ListAuditEntries, v1::ListAuditEntriesRequest());
    EXPECT_THAT(page, status::IsOk());
    return {page->audit_entries().begin(), page->audit_entries().end()};
  }

  // One record, as an import of its own. The service's clock goes on by a minute first.
  template <class Request, class Record>
  imports::v1::ImportReport Send(std::unique_ptr<grpc::ClientWriter<Request>> (
                                     v1::HrService::Stub::*method)(grpc::ClientContext*,
                                                                   imports::v1::ImportReport*),
                                 Record* (Request::*add)(), const Record& record,
                                 const std::string& request_id = "") {
    service_.now += absl::Minutes(1);
    Request request;
    request.set_request_id(request_id);
    *(request.*add)() = record;
    return SendRows(*hr_, method, request);
  }
  auto Send(const v1::Employment& record) {
    return Send(&v1::HrService::Stub::ImportEmployments,
                &v1::ImportEmploymentsRequest::add_employments, record);
  }
  auto Send(const v1::Absence& record, const std::string& request_id = "") {
    return Send(&v1::HrService::Stub::ImportAbsences, &v1::ImportAbsencesRequest::add_absences,
                record, request_id);
  }
  auto Send(const v1::Leave& record) {
    return Send(&v1::HrService::Stub::ImportLeaves, &v1::ImportLeavesRequest::add_leaves, record);
  }
  auto Send(const v1::Qualification& record) {
    return Send(&v1::HrService::Stub::ImportQualifications,
                &v1::ImportQualificationsRequest::add_qualifications, record);
  }

  static std::string Name(const char* collection, const std::string& id) {
    return absl::StrCat(kMunicipality, "/", collection, "/", id);
  }
  static v1::Employment Job(const std::string& id, const std::string& person) {
    v1::Employment job = FullTimeJob(1);
    job.set_name(Name("employments", id));
    job.set_person(person);
    return job;
  }
  static v1::Absence Sick(const std::string& id, const std::string& job, absl::CivilDay last) {
    v1::Absence absence;
    absence.set_name(Name("absences", id));
    absence.set_employment(Name("employments", job));
    absence.set_kind(v1::ABSENCE_KIND_MEDICALLY_CERTIFIED);
    absence.set_degree_percent(100);
    *absence.mutable_start_date() = records::DateOf(last - 9);
    *absence.mutable_end_date() = records::DateOf(last);
    return absence;
  }
  static v1::Leave Away(const std::string& id, const std::string& job, absl::CivilDay last) {
    v1::Leave leave;
    leave.set_name(Name("leaves", id));
    leave.set_employment(Name("employments", job));
    leave.set_kind(v1::LEAVE_KIND_PARENTAL);
    leave.set_degree_percent(100);
    *leave.mutable_start_date() = records::DateOf(last - 9);
    *leave.mutable_end_date() = records::DateOf(last);
    return leave;
  }

  void SendTop() {
    EXPECT_EQ(Send(&v1::HrService::Stub::ImportOrgUnits, &v1::ImportOrgUnitsRequest::add_org_units,
                   TopUnit())
                  .accepted_count(),
              1);
  }

  chassis::TestService service_{GetParam(), chassis::SpecWithOfficer(Service()),
                                absl::FromCivil(absl::CivilDay(2020, 3, 31), absl::UTCTimeZone())};
  std::unique_ptr<v1::HrService::Stub> hr_ = v1::HrService::NewStub(service_.channel);
  std::unique_ptr<v1::PrivacyService::Stub> privacy_ =
      v1::PrivacyService::NewStub(service_.channel);
};

}  // namespace ett::hr
