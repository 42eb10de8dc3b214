#include "services/property/handler.h"

#include "services/property/ebix.h"
#include "services/property/green_button.h"
#include "services/property/interval_import.h"
#include "services/property/kinds.h"
#include "services/property/reading_import.h"

namespace ett::property {

PropertyHandler::PropertyHandler(records::Records& records, chassis::Calls& calls,
                                 std::shared_ptr<RegisterCache> registers)
    : records_(records),
      readings_(records),
      calls_(calls),
      registers_(std::move(registers)),
      building_calls_(records, calls, BuildingKind()),
      area_calls_(records, calls, AreaKind()),
      maintenance_entry_calls_(records, calls, MaintenanceEntryKind()),
      condition_survey_calls_(records, calls, ConditionSurveyKind()),
      project_calls_(records, calls, ProjectKind()),
      green_loan_qualification_calls_(records, calls, GreenLoanQualificationKind()),
      meter_calls_(records, calls, MeterKind()),
      site_calls_(records, calls, SiteKind()),
      building_group_calls_(records, calls, BuildingGroupKind()),
      group_membership_calls_(records, calls, GroupMembershipKind()),
      energy_certificate_calls_(records, calls, EnergyCertificateKind()),
      lease_calls_(records, calls, LeaseKind()),
      green_loan_rule_calls_(records, calls, GreenLoanRuleKind()),
      emission_factor_set_calls_(records, calls, EmissionFactorSetKind()) {}

PropertyHandler::Reactor* PropertyHandler::CreateProject(Context* context,
                                                         const v1::CreateProjectRequest* request,
                                                         v1::Project* response) {
  return project_calls_.Create(context, request, response, &v1::CreateProjectRequest::project_id,
                               &v1::CreateProjectRequest::project);
}

PropertyHandler::Reactor* PropertyHandler::GetProject(Context* context,
                                                      const v1::GetProjectRequest* request,
                                                      v1::Project* response) {
  return project_calls_.Get(context, request, response);
}

PropertyHandler::Reactor* PropertyHandler::ListProjects(Context* context,
                                                        const v1::ListProjectsRequest* request,
                                                        v1::ListProjectsResponse* response) {
  return project_calls_.List(context, request, response,
                             &v1::ListProjectsResponse::mutable_projects);
}

PropertyHandler::Reactor* PropertyHandler::UpdateProject(Context* context,
                                                         const v1::UpdateProjectRequest* request,
                                                         v1::Project* response) {
  return project_calls_.Update(context, request, response, &v1::UpdateProjectRequest::project);
}

PropertyHandler::Reactor* PropertyHandler::DeleteProject(Context* context,
                                                         const v1::DeleteProjectRequest* request,
                                                         google::protobuf::Empty* response) {
  return project_calls_.Delete(context, request, response);
}

grpc::ServerReadReactor<v1::ImportProjectsRequest>* PropertyHandler::ImportProjects(
    Context* context, imports::v1::ImportReport* response) {
  return project_calls_.Import(context, response, &v1::ImportProjectsRequest::projects);
}

PropertyHandler::Reactor* PropertyHandler::CreateGreenLoanQualification(
    Context* context, const v1::CreateGreenLoanQualificationRequest* request,
    v1::GreenLoanQualification* response) {
  return green_loan_qualification_calls_.Create(
      context, request, response,
      &v1::CreateGreenLoanQualificationRequest::green_loan_qualification_id,
      &v1::CreateGreenLoanQualificationRequest::green_loan_qualification);
}

PropertyHandler::Reactor* PropertyHandler::GetGreenLoanQualification(
    Context* context, const v1::GetGreenLoanQualificationRequest* request,
    v1::GreenLoanQualification* response) {
  return green_loan_qualification_calls_.Get(context, request, response);
}

PropertyHandler::Reactor* PropertyHandler::ListGreenLoanQualifications(
    Context* context, const v1::ListGreenLoanQualificationsRequest* request,
    v1::ListGreenLoanQualificationsResponse* response) {
  return green_loan_qualification_calls_.List(
      context, request, response,
      &v1::ListGreenLoanQualificationsResponse::mutable_green_loan_qualifications);
}

PropertyHandler::Reactor* PropertyHandler::UpdateGreenLoanQualification(
    Context* context, const v1::UpdateGreenLoanQualificationRequest* request,
    v1::GreenLoanQualification* response) {
  return green_loan_qualification_calls_.Update(
      context, request, response,
      &v1::UpdateGreenLoanQualificationRequest::green_loan_qualification);
}

PropertyHandler::Reactor* PropertyHandler::DeleteGreenLoanQualification(
    Context* context, const v1::DeleteGreenLoanQualificationRequest* request,
    google::protobuf::Empty* response) {
  return green_loan_qualification_calls_.Delete(context, request, response);
}

grpc::ServerReadReactor<v1::ImportGreenLoanQualificationsRequest>*
PropertyHandler::ImportGreenLoanQualifications(Context* context,
                                               imports::v1::ImportReport* response) {
  return green_loan_qualification_calls_.Import(
      context, response, &v1::ImportGreenLoanQualificationsRequest::green_loan_qualifications);
}

PropertyHandler::Reactor* PropertyHandler::CreateMeter(Context* context,
                                                       const v1::CreateMeterRequest* request,
                                                       v1::Meter* response) {
  return meter_calls_.Create(context, request, response, &v1::CreateMeterRequest::meter_id,
                             &v1::CreateMeterRequest::meter);
}

PropertyHandler::Reactor* PropertyHandler::GetMeter(Context* context,
                                                    const v1::GetMeterRequest* request,
                                                    v1::Meter* response) {
  return meter_calls_.Get(context, request, response);
}

PropertyHandler::Reactor* PropertyHandler::ListMeters(Context* context,
                                                      const v1::ListMetersRequest* request,
                                                      v1::ListMetersResponse* response) {
  return meter_calls_.List(context, request, response, &v1::ListMetersResponse::mutable_meters);
}

PropertyHandler::Reactor* PropertyHandler::UpdateMeter(Context* context,
                                                       const v1::UpdateMeterRequest* request,
                                                       v1::Meter* response) {
  return meter_calls_.Update(context, request, response, &v1::UpdateMeterRequest::meter);
}

PropertyHandler::Reactor* PropertyHandler::DeleteMeter(Context* context,
                                                       const v1::DeleteMeterRequest* request,
                                                       google::protobuf::Empty* response) {
  return meter_calls_.Delete(context, request, response);
}

grpc::ServerReadReactor<v1::ImportMetersRequest>* PropertyHandler::ImportMeters(
    Context* context, imports::v1::ImportReport* response) {
  return meter_calls_.Import(context, response, &v1::ImportMetersRequest::meters);
}

grpc::ServerReadReactor<v1::ImportReadingsRequest>* PropertyHandler::ImportReadings(
    Context* context, imports::v1::ImportReport* response) {
  return calls_.ClientStream<v1::ImportReadingsRequest, imports::v1::ImportReport>(
      context, response, MakeReadingImport(readings_));
}

PropertyHandler::Reactor* PropertyHandler::ListReadings(Context* context,
                                                        const v1::ListReadingsRequest* request,
                                                        v1::ListReadingsResponse* response) {
  return calls_.Unary<v1::ListReadingsRequest, v1::ListReadingsResponse>(
      context, request, response,
      [this](const v1::ListReadingsRequest& asked) { return readings_.List(asked); });
}

chassis::FileReactor* PropertyHandler::ImportFile(Context* context) {
  return chassis::ImportFile(
      records_, calls_, context,
      {Kinds(), {IntervalCollection(readings_)}, {GreenButtonFormat(), EbixFormat()}});
}

}  // namespace ett::property
