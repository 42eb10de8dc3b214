#include "services/property/handler.h"

namespace ett::property {

PropertyHandler::Reactor* PropertyHandler::CreateBuilding(Context* context,
                                                          const v1::CreateBuildingRequest* request,
                                                          v1::Building* response) {
  return building_calls_.Create(context, request, response, &v1::CreateBuildingRequest::building_id,
                                &v1::CreateBuildingRequest::building);
}

PropertyHandler::Reactor* PropertyHandler::GetBuilding(Context* context,
                                                       const v1::GetBuildingRequest* request,
                                                       v1::Building* response) {
  return building_calls_.Get(context, request, response);
}

PropertyHandler::Reactor* PropertyHandler::ListBuildings(Context* context,
                                                         const v1::ListBuildingsRequest* request,
                                                         v1::ListBuildingsResponse* response) {
  return building_calls_.List(context, request, response,
                              &v1::ListBuildingsResponse::mutable_buildings);
}

PropertyHandler::Reactor* PropertyHandler::UpdateBuilding(Context* context,
                                                          const v1::UpdateBuildingRequest* request,
                                                          v1::Building* response) {
  return building_calls_.Update(context, request, response, &v1::UpdateBuildingRequest::building);
}

PropertyHandler::Reactor* PropertyHandler::DeleteBuilding(Context* context,
                                                          const v1::DeleteBuildingRequest* request,
                                                          google::protobuf::Empty* response) {
  return building_calls_.Delete(context, request, response);
}

grpc::ServerReadReactor<v1::ImportBuildingsRequest>* PropertyHandler::ImportBuildings(
    Context* context, imports::v1::ImportReport* response) {
  return building_calls_.Import(context, response, &v1::ImportBuildingsRequest::buildings);
}

PropertyHandler::Reactor* PropertyHandler::CreateArea(Context* context,
                                                      const v1::CreateAreaRequest* request,
                                                      v1::Area* response) {
  return area_calls_.Create(context, request, response, &v1::CreateAreaRequest::area_id,
                            &v1::CreateAreaRequest::area);
}

PropertyHandler::Reactor* PropertyHandler::GetArea(Context* context,
                                                   const v1::GetAreaRequest* request,
                                                   v1::Area* response) {
  return area_calls_.Get(context, request, response);
}

PropertyHandler::Reactor* PropertyHandler::ListAreas(Context* context,
                                                     const v1::ListAreasRequest* request,
                                                     v1::ListAreasResponse* response) {
  return area_calls_.List(context, request, response, &v1::ListAreasResponse::mutable_areas);
}

PropertyHandler::Reactor* PropertyHandler::UpdateArea(Context* context,
                                                      const v1::UpdateAreaRequest* request,
                                                      v1::Area* response) {
  return area_calls_.Update(context, request, response, &v1::UpdateAreaRequest::area);
}

PropertyHandler::Reactor* PropertyHandler::DeleteArea(Context* context,
                                                      const v1::DeleteAreaRequest* request,
                                                      google::protobuf::Empty* response) {
  return area_calls_.Delete(context, request, response);
}

grpc::ServerReadReactor<v1::ImportAreasRequest>* PropertyHandler::ImportAreas(
    Context* context, imports::v1::ImportReport* response) {
  return area_calls_.Import(context, response, &v1::ImportAreasRequest::areas);
}

PropertyHandler::Reactor* PropertyHandler::CreateMaintenanceEntry(
    Context* context, const v1::CreateMaintenanceEntryRequest* request,
    v1::MaintenanceEntry* response) {
  return maintenance_entry_calls_.Create(context, request, response,
                                         &v1::CreateMaintenanceEntryRequest::maintenance_entry_id,
                                         &v1::CreateMaintenanceEntryRequest::maintenance_entry);
}

PropertyHandler::Reactor* PropertyHandler::GetMaintenanceEntry(
    Context* context, const v1::GetMaintenanceEntryRequest* request,
    v1::MaintenanceEntry* response) {
  return maintenance_entry_calls_.Get(context, request, response);
}

PropertyHandler::Reactor* PropertyHandler::ListMaintenanceEntries(
    Context* context, const v1::ListMaintenanceEntriesRequest* request,
    v1::ListMaintenanceEntriesResponse* response) {
  return maintenance_entry_calls_.List(
      context, request, response, &v1::ListMaintenanceEntriesResponse::mutable_maintenance_entries);
}

PropertyHandler::Reactor* PropertyHandler::UpdateMaintenanceEntry(
    Context* context, const v1::UpdateMaintenanceEntryRequest* request,
    v1::MaintenanceEntry* response) {
  return maintenance_entry_calls_.Update(context, request, response,
                                         &v1::UpdateMaintenanceEntryRequest::maintenance_entry);
}

PropertyHandler::Reactor* PropertyHandler::DeleteMaintenanceEntry(
    Context* context, const v1::DeleteMaintenanceEntryRequest* request,
    google::protobuf::Empty* response) {
  return maintenance_entry_calls_.Delete(context, request, response);
}

grpc::ServerReadReactor<v1::ImportMaintenanceEntriesRequest>*
PropertyHandler::ImportMaintenanceEntries(Context* context, imports::v1::ImportReport* response) {
  return maintenance_entry_calls_.Import(context, response,
                                         &v1::ImportMaintenanceEntriesRequest::maintenance_entries);
}

PropertyHandler::Reactor* PropertyHandler::CreateConditionSurvey(
    Context* context, const v1::CreateConditionSurveyRequest* request,
    v1::ConditionSurvey* response) {
  return condition_survey_calls_.Create(context, request, response,
                                        &v1::CreateConditionSurveyRequest::condition_survey_id,
                                        &v1::CreateConditionSurveyRequest::condition_survey);
}

PropertyHandler::Reactor* PropertyHandler::GetConditionSurvey(
    Context* context, const v1::GetConditionSurveyRequest* request, v1::ConditionSurvey* response) {
  return condition_survey_calls_.Get(context, request, response);
}

PropertyHandler::Reactor* PropertyHandler::ListConditionSurveys(
    Context* context, const v1::ListConditionSurveysRequest* request,
    v1::ListConditionSurveysResponse* response) {
  return condition_survey_calls_.List(context, request, response,
                                      &v1::ListConditionSurveysResponse::mutable_condition_surveys);
}

PropertyHandler::Reactor* PropertyHandler::UpdateConditionSurvey(
    Context* context, const v1::UpdateConditionSurveyRequest* request,
    v1::ConditionSurvey* response) {
  return condition_survey_calls_.Update(context, request, response,
                                        &v1::UpdateConditionSurveyRequest::condition_survey);
}

PropertyHandler::Reactor* PropertyHandler::DeleteConditionSurvey(
    Context* context, const v1::DeleteConditionSurveyRequest* request,
    google::protobuf::Empty* response) {
  return condition_survey_calls_.Delete(context, request, response);
}

grpc::ServerReadReactor<v1::ImportConditionSurveysRequest>* PropertyHandler::ImportConditionSurveys(
    Context* context, imports::v1::ImportReport* response) {
  return condition_survey_calls_.Import(context, response,
                                        &v1::ImportConditionSurveysRequest::condition_surveys);
}

}  // namespace ett::property
