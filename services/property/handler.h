#pragma once

#include "chassis/resource_calls.h"
#include "ett/property/v1/property_service.grpc.pb.h"
#include "services/property/reading_store.h"

namespace ett::property {

// Records of property: the standard methods of each kind, and readings.
class PropertyHandler final : public v1::PropertyService::CallbackService {
 public:
  // Everything given must outlive this.
  PropertyHandler(records::Records& records, chassis::Calls& calls);

  using Context = grpc::CallbackServerContext;
  using Reactor = grpc::ServerUnaryReactor;

  Reactor* CreateBuilding(Context* context, const v1::CreateBuildingRequest* request,
                          v1::Building* response) override;
  Reactor* GetBuilding(Context* context, const v1::GetBuildingRequest* request,
                       v1::Building* response) override;
  Reactor* ListBuildings(Context* context, const v1::ListBuildingsRequest* request,
                         v1::ListBuildingsResponse* response) override;
  Reactor* UpdateBuilding(Context* context, const v1::UpdateBuildingRequest* request,
                          v1::Building* response) override;
  Reactor* DeleteBuilding(Context* context, const v1::DeleteBuildingRequest* request,
                          google::protobuf::Empty* response) override;
  grpc::ServerReadReactor<v1::ImportBuildingsRequest>* ImportBuildings(
      Context* context, imports::v1::ImportReport* response) override;
  Reactor* CreateArea(Context* context, const v1::CreateAreaRequest* request,
                      v1::Area* response) override;
  Reactor* GetArea(Context* context, const v1::GetAreaRequest* request,
                   v1::Area* response) override;
  Reactor* ListAreas(Context* context, const v1::ListAreasRequest* request,
                     v1::ListAreasResponse* response) override;
  Reactor* UpdateArea(Context* context, const v1::UpdateAreaRequest* request,
                      v1::Area* response) override;
  Reactor* DeleteArea(Context* context, const v1::DeleteAreaRequest* request,
                      google::protobuf::Empty* response) override;
  grpc::ServerReadReactor<v1::ImportAreasRequest>* ImportAreas(
      Context* context, imports::v1::ImportReport* response) override;
  Reactor* CreateMaintenanceEntry(Context* context,
                                  const v1::CreateMaintenanceEntryRequest* request,
                                  v1::MaintenanceEntry* response) override;
  Reactor* GetMaintenanceEntry(Context* context, const v1::GetMaintenanceEntryRequest* request,
                               v1::MaintenanceEntry* response) override;
  Reactor* ListMaintenanceEntries(Context* context,
                                  const v1::ListMaintenanceEntriesRequest* request,
                                  v1::ListMaintenanceEntriesResponse* response) override;
  Reactor* UpdateMaintenanceEntry(Context* context,
                                  const v1::UpdateMaintenanceEntryRequest* request,
                                  v1::MaintenanceEntry* response) override;
  Reactor* DeleteMaintenanceEntry(Context* context,
                                  const v1::DeleteMaintenanceEntryRequest* request,
                                  google::protobuf::Empty* response) override;
  grpc::ServerReadReactor<v1::ImportMaintenanceEntriesRequest>* ImportMaintenanceEntries(
      Context* context, imports::v1::ImportReport* response) override;
  Reactor* CreateConditionSurvey(Context* context, const v1::CreateConditionSurveyRequest* request,
                                 v1::ConditionSurvey* response) override;
  Reactor* GetConditionSurvey(Context* context, const v1::GetConditionSurveyRequest* request,
                              v1::ConditionSurvey* response) override;
  Reactor* ListConditionSurveys(Context* context, const v1::ListConditionSurveysRequest* request,
                                v1::ListConditionSurveysResponse* response) override;
  Reactor* UpdateConditionSurvey(Context* context, const v1::UpdateConditionSurveyRequest* request,
                                 v1::ConditionSurvey* response) override;
  Reactor* DeleteConditionSurvey(Context* context, const v1::DeleteConditionSurveyRequest* request,
                                 google::protobuf::Empty* response) override;
  grpc::ServerReadReactor<v1::ImportConditionSurveysRequest>* ImportConditionSurveys(
      Context* context, imports::v1::ImportReport* response) override;
  Reactor* CreateProject(Context* context, const v1::CreateProjectRequest* request,
                         v1::Project* response) override;
  Reactor* GetProject(Context* context, const v1::GetProjectRequest* request,
                      v1::Project* response) override;
  Reactor* ListProjects(Context* context, const v1::ListProjectsRequest* request,
                        v1::ListProjectsResponse* response) override;
  Reactor* UpdateProject(Context* context, const v1::UpdateProjectRequest* request,
                         v1::Project* response) override;
  Reactor* DeleteProject(Context* context, const v1::DeleteProjectRequest* request,
                         google::protobuf::Empty* response) override;
  grpc::ServerReadReactor<v1::ImportProjectsRequest>* ImportProjects(
      Context* context, imports::v1::ImportReport* response) override;
  Reactor* CreateGreenLoanQualification(Context* context,
                                        const v1::CreateGreenLoanQualificationRequest* request,
                                        v1::GreenLoanQualification* response) override;
  Reactor* GetGreenLoanQualification(Context* context,
                                     const v1::GetGreenLoanQualificationRequest* request,
                                     v1::GreenLoanQualification* response) override;
  Reactor* ListGreenLoanQualifications(Context* context,
                                       const v1::ListGreenLoanQualificationsRequest* request,
                                       v1::ListGreenLoanQualificationsResponse* response) override;
  Reactor* UpdateGreenLoanQualification(Context* context,
                                        const v1::UpdateGreenLoanQualificationRequest* request,
                                        v1::GreenLoanQualification* response) override;
  Reactor* DeleteGreenLoanQualification(Context* context,
                                        const v1::DeleteGreenLoanQualificationRequest* request,
                                        google::protobuf::Empty* response) override;
  grpc::ServerReadReactor<v1::ImportGreenLoanQualificationsRequest>* ImportGreenLoanQualifications(
      Context* context, imports::v1::ImportReport* response) override;
  Reactor* CreateMeter(Context* context, const v1::CreateMeterRequest* request,
                       v1::Meter* response) override;
  Reactor* GetMeter(Context* context, const v1::GetMeterRequest* request,
                    v1::Meter* response) override;
  Reactor* ListMeters(Context* context, const v1::ListMetersRequest* request,
                      v1::ListMetersResponse* response) override;
  Reactor* UpdateMeter(Context* context, const v1::UpdateMeterRequest* request,
                       v1::Meter* response) override;
  Reactor* DeleteMeter(Context* context, const v1::DeleteMeterRequest* request,
                       google::protobuf::Empty* response) override;
  grpc::ServerReadReactor<v1::ImportMetersRequest>* ImportMeters(
      Context* context, imports::v1::ImportReport* response) override;
  grpc::ServerReadReactor<v1::ImportReadingsRequest>* ImportReadings(
      Context* context, imports::v1::ImportReport* response) override;
  Reactor* ListReadings(Context* context, const v1::ListReadingsRequest* request,
                        v1::ListReadingsResponse* response) override;

 private:
  ReadingStore readings_;
  chassis::Calls& calls_;
  chassis::ResourceCalls<v1::Building> building_calls_;
  chassis::ResourceCalls<v1::Area> area_calls_;
  chassis::ResourceCalls<v1::MaintenanceEntry> maintenance_entry_calls_;
  chassis::ResourceCalls<v1::ConditionSurvey> condition_survey_calls_;
  chassis::ResourceCalls<v1::Project> project_calls_;
  chassis::ResourceCalls<v1::GreenLoanQualification> green_loan_qualification_calls_;
  chassis::ResourceCalls<v1::Meter> meter_calls_;
};

}  // namespace ett::property
