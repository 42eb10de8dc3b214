#include "services/hr/handler.h"

#include "services/hr/kinds.h"

namespace ett::hr {

HrHandler::HrHandler(records::Records& records, chassis::Calls& calls)
    : records_(records),
      calls_(calls),
      org_unit_calls_(records, calls, OrgUnitKind()),
      target_calls_(records, calls, TargetKind()),
      vacancy_calls_(records, calls, VacancyKind()),
      employment_calls_(records, calls, EmploymentKind()),
      absence_calls_(records, calls, AbsenceKind()),
      leave_calls_(records, calls, LeaveKind()),
      qualification_calls_(records, calls, QualificationKind()),
      participation_calls_(records, calls, ParticipationKind()) {}

HrHandler::Reactor* HrHandler::CreateOrgUnit(Context* context,
                                             const v1::CreateOrgUnitRequest* request,
                                             v1::OrgUnit* response) {
  return org_unit_calls_.Create(context, request, response, &v1::CreateOrgUnitRequest::org_unit_id,
                                &v1::CreateOrgUnitRequest::org_unit);
}

HrHandler::Reactor* HrHandler::GetOrgUnit(Context* context, const v1::GetOrgUnitRequest* request,
                                          v1::OrgUnit* response) {
  return org_unit_calls_.Get(context, request, response);
}

HrHandler::Reactor* HrHandler::ListOrgUnits(Context* context,
                                            const v1::ListOrgUnitsRequest* request,
                                            v1::ListOrgUnitsResponse* response) {
  return org_unit_calls_.List(context, request, response,
                              &v1::ListOrgUnitsResponse::mutable_org_units);
}

HrHandler::Reactor* HrHandler::UpdateOrgUnit(Context* context,
                                             const v1::UpdateOrgUnitRequest* request,
                                             v1::OrgUnit* response) {
  return org_unit_calls_.Update(context, request, response, &v1::UpdateOrgUnitRequest::org_unit);
}

HrHandler::Reactor* HrHandler::DeleteOrgUnit(Context* context,
                                             const v1::DeleteOrgUnitRequest* request,
                                             google::protobuf::Empty* response) {
  return org_unit_calls_.Delete(context, request, response);
}

grpc::ServerReadReactor<v1::ImportOrgUnitsRequest>* HrHandler::ImportOrgUnits(
    Context* context, imports::v1::ImportReport* response) {
  return org_unit_calls_.Import(context, response, &v1::ImportOrgUnitsRequest::org_units);
}

HrHandler::Reactor* HrHandler::CreateTarget(Context* context,
                                            const v1::CreateTargetRequest* request,
                                            v1::Target* response) {
  return target_calls_.Create(context, request, response, &v1::CreateTargetRequest::target_id,
                              &v1::CreateTargetRequest::target);
}

HrHandler::Reactor* HrHandler::GetTarget(Context* context, const v1::GetTargetRequest* request,
                                         v1::Target* response) {
  return target_calls_.Get(context, request, response);
}

HrHandler::Reactor* HrHandler::ListTargets(Context* context, const v1::ListTargetsRequest* request,
                                           v1::ListTargetsResponse* response) {
  return target_calls_.List(context, request, response, &v1::ListTargetsResponse::mutable_targets);
}

HrHandler::Reactor* HrHandler::UpdateTarget(Context* context,
                                            const v1::UpdateTargetRequest* request,
                                            v1::Target* response) {
  return target_calls_.Update(context, request, response, &v1::UpdateTargetRequest::target);
}

HrHandler::Reactor* HrHandler::DeleteTarget(Context* context,
                                            const v1::DeleteTargetRequest* request,
                                            google::protobuf::Empty* response) {
  return target_calls_.Delete(context, request, response);
}

grpc::ServerReadReactor<v1::ImportTargetsRequest>* HrHandler::ImportTargets(
    Context* context, imports::v1::ImportReport* response) {
  return target_calls_.Import(context, response, &v1::ImportTargetsRequest::targets);
}

HrHandler::Reactor* HrHandler::CreateVacancy(Context* context,
                                             const v1::CreateVacancyRequest* request,
                                             v1::Vacancy* response) {
  return vacancy_calls_.Create(context, request, response, &v1::CreateVacancyRequest::vacancy_id,
                               &v1::CreateVacancyRequest::vacancy);
}

HrHandler::Reactor* HrHandler::GetVacancy(Context* context, const v1::GetVacancyRequest* request,
                                          v1::Vacancy* response) {
  return vacancy_calls_.Get(context, request, response);
}

HrHandler::Reactor* HrHandler::ListVacancies(Context* context,
                                             const v1::ListVacanciesRequest* request,
                                             v1::ListVacanciesResponse* response) {
  return vacancy_calls_.List(context, request, response,
                             &v1::ListVacanciesResponse::mutable_vacancies);
}

HrHandler::Reactor* HrHandler::UpdateVacancy(Context* context,
                                             const v1::UpdateVacancyRequest* request,
                                             v1::Vacancy* response) {
  return vacancy_calls_.Update(context, request, response, &v1::UpdateVacancyRequest::vacancy);
}

HrHandler::Reactor* HrHandler::DeleteVacancy(Context* context,
                                             const v1::DeleteVacancyRequest* request,
                                             google::protobuf::Empty* response) {
  return vacancy_calls_.Delete(context, request, response);
}

grpc::ServerReadReactor<v1::ImportVacanciesRequest>* HrHandler::ImportVacancies(
    Context* context, imports::v1::ImportReport* response) {
  return vacancy_calls_.Import(context, response, &v1::ImportVacanciesRequest::vacancies);
}

grpc::ServerReadReactor<v1::ImportEmploymentsRequest>* HrHandler::ImportEmployments(
    Context* context, imports::v1::ImportReport* response) {
  return employment_calls_.Import(context, response, &v1::ImportEmploymentsRequest::employments);
}

HrHandler::Reactor* HrHandler::DeleteEmployment(Context* context,
                                                const v1::DeleteEmploymentRequest* request,
                                                google::protobuf::Empty* response) {
  return employment_calls_.Delete(context, request, response);
}

grpc::ServerReadReactor<v1::ImportAbsencesRequest>* HrHandler::ImportAbsences(
    Context* context, imports::v1::ImportReport* response) {
  return absence_calls_.Import(context, response, &v1::ImportAbsencesRequest::absences);
}

HrHandler::Reactor* HrHandler::DeleteAbsence(Context* context,
                                             const v1::DeleteAbsenceRequest* request,
                                             google::protobuf::Empty* response) {
  return absence_calls_.Delete(context, request, response);
}

grpc::ServerReadReactor<v1::ImportLeavesRequest>* HrHandler::ImportLeaves(
    Context* context, imports::v1::ImportReport* response) {
  return leave_calls_.Import(context, response, &v1::ImportLeavesRequest::leaves);
}

HrHandler::Reactor* HrHandler::DeleteLeave(Context* context, const v1::DeleteLeaveRequest* request,
                                           google::protobuf::Empty* response) {
  return leave_calls_.Delete(context, request, response);
}

grpc::ServerReadReactor<v1::ImportQualificationsRequest>* HrHandler::ImportQualifications(
    Context* context, imports::v1::ImportReport* response) {
  return qualification_calls_.Import(context, response,
                                     &v1::ImportQualificationsRequest::qualifications);
}

HrHandler::Reactor* HrHandler::DeleteQualification(Context* context,
                                                   const v1::DeleteQualificationRequest* request,
                                                   google::protobuf::Empty* response) {
  return qualification_calls_.Delete(context, request, response);
}

grpc::ServerReadReactor<v1::ImportParticipationsRequest>* HrHandler::ImportParticipations(
    Context* context, imports::v1::ImportReport* response) {
  return participation_calls_.Import(context, response,
                                     &v1::ImportParticipationsRequest::participations);
}

HrHandler::Reactor* HrHandler::DeleteParticipation(Context* context,
                                                   const v1::DeleteParticipationRequest* request,
                                                   google::protobuf::Empty* response) {
  return participation_calls_.Delete(context, request, response);
}

chassis::FileReactor* HrHandler::ImportFile(Context* context) {
  return chassis::ImportFile(records_, calls_, context, {Kinds()});
}

}  // namespace ett::hr
