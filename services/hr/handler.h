#pragma once

#include "chassis/file_call.h"
#include "chassis/resource_calls.h"
#include "ett/hr/v1/hr_service.grpc.pb.h"

namespace ett::hr {

// Records of HR. Those of persons go in and can be taken out, but no method gives one back.
class HrHandler final : public v1::HrService::CallbackService {
 public:
  HrHandler(records::Records& records, chassis::Calls& calls);

  using Context = grpc::CallbackServerContext;
  using Reactor = grpc::ServerUnaryReactor;

  Reactor* CreateOrgUnit(Context* context, const v1::CreateOrgUnitRequest* request,
                         v1::OrgUnit* response) override;
  Reactor* GetOrgUnit(Context* context, const v1::GetOrgUnitRequest* request,
                      v1::OrgUnit* response) override;
  Reactor* ListOrgUnits(Context* context, const v1::ListOrgUnitsRequest* request,
                        v1::ListOrgUnitsResponse* response) override;
  Reactor* UpdateOrgUnit(Context* context, const v1::UpdateOrgUnitRequest* request,
                         v1::OrgUnit* response) override;
  Reactor* DeleteOrgUnit(Context* context, const v1::DeleteOrgUnitRequest* request,
                         google::protobuf::Empty* response) override;
  grpc::ServerReadReactor<v1::ImportOrgUnitsRequest>* ImportOrgUnits(
      Context* context, imports::v1::ImportReport* response) override;
  Reactor* CreateTarget(Context* context, const v1::CreateTargetRequest* request,
                        v1::Target* response) override;
  Reactor* GetTarget(Context* context, const v1::GetTargetRequest* request,
                     v1::Target* response) override;
  Reactor* ListTargets(Context* context, const v1::ListTargetsRequest* request,
                       v1::ListTargetsResponse* response) override;
  Reactor* UpdateTarget(Context* context, const v1::UpdateTargetRequest* request,
                        v1::Target* response) override;
  Reactor* DeleteTarget(Context* context, const v1::DeleteTargetRequest* request,
                        google::protobuf::Empty* response) override;
  grpc::ServerReadReactor<v1::ImportTargetsRequest>* ImportTargets(
      Context* context, imports::v1::ImportReport* response) override;
  Reactor* CreateVacancy(Context* context, const v1::CreateVacancyRequest* request,
                         v1::Vacancy* response) override;
  Reactor* GetVacancy(Context* context, const v1::GetVacancyRequest* request,
                      v1::Vacancy* response) override;
  Reactor* ListVacancies(Context* context, const v1::ListVacanciesRequest* request,
                         v1::ListVacanciesResponse* response) override;
  Reactor* UpdateVacancy(Context* context, const v1::UpdateVacancyRequest* request,
                         v1::Vacancy* response) override;
  Reactor* DeleteVacancy(Context* context, const v1::DeleteVacancyRequest* request,
                         google::protobuf::Empty* response) override;
  grpc::ServerReadReactor<v1::ImportVacanciesRequest>* ImportVacancies(
      Context* context, imports::v1::ImportReport* response) override;
  grpc::ServerReadReactor<v1::ImportEmploymentsRequest>* ImportEmployments(
      Context* context, imports::v1::ImportReport* response) override;
  Reactor* DeleteEmployment(Context* context, const v1::DeleteEmploymentRequest* request,
                            google::protobuf::Empty* response) override;
  grpc::ServerReadReactor<v1::ImportAbsencesRequest>* ImportAbsences(
      Context* context, imports::v1::ImportReport* response) override;
  Reactor* DeleteAbsence(Context* context, const v1::DeleteAbsenceRequest* request,
                         google::protobuf::Empty* response) override;
  grpc::ServerReadReactor<v1::ImportLeavesRequest>* ImportLeaves(
      Context* context, imports::v1::ImportReport* response) override;
  Reactor* DeleteLeave(Context* context, const v1::DeleteLeaveRequest* request,
                       google::protobuf::Empty* response) override;
  grpc::ServerReadReactor<v1::ImportQualificationsRequest>* ImportQualifications(
      Context* context, imports::v1::ImportReport* response) override;
  Reactor* DeleteQualification(Context* context, const v1::DeleteQualificationRequest* request,
                               google::protobuf::Empty* response) override;
  grpc::ServerReadReactor<v1::ImportParticipationsRequest>* ImportParticipations(
      Context* context, imports::v1::ImportReport* response) override;
  Reactor* DeleteParticipation(Context* context, const v1::DeleteParticipationRequest* request,
                               google::protobuf::Empty* response) override;
  chassis::FileReactor* ImportFile(Context* context) override;

 private:
  records::Records& records_;
  chassis::Calls& calls_;
  chassis::ResourceCalls<v1::OrgUnit> org_unit_calls_;
  chassis::ResourceCalls<v1::Target> target_calls_;
  chassis::ResourceCalls<v1::Vacancy> vacancy_calls_;
  chassis::ResourceCalls<v1::Employment> employment_calls_;
  chassis::ResourceCalls<v1::Absence> absence_calls_;
  chassis::ResourceCalls<v1::Leave> leave_calls_;
  chassis::ResourceCalls<v1::Qualification> qualification_calls_;
  chassis::ResourceCalls<v1::Participation> participation_calls_;
};

}  // namespace ett::hr
