#pragma once

#include "chassis/file_call.h"
#include "chassis/resource_calls.h"
#include "ett/property/v1/property_service.grpc.pb.h"
#include "services/property/register.h"

namespace ett::property {

// Records of property: the standard methods of each kind, and readings.
class PropertyHandler final : public v1::PropertyService::CallbackService {
 public:
  // Everything given must outlive this.
  PropertyHandler(records::Records& records, chassis::Calls& calls,
                  std::shared_ptr<RegisterCache> registers);

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
  Reactor* CreateSite(Context* context, const v1::CreateSiteRequest* request,
                      v1::Site* response) override;
  Reactor* GetSite(Context* context, const v1::GetSiteRequest* request,
                   v1::Site* response) override;
  Reactor* ListSites(Context* context, const v1::ListSitesRequest* request,
                     v1::ListSitesResponse* response) override;
  Reactor* UpdateSite(Context* context, const v1::UpdateSiteRequest* request,
                      v1::Site* response) override;
  Reactor* DeleteSite(Context* context, const v1::DeleteSiteRequest* request,
                      google::protobuf::Empty* response) override;
  grpc::ServerReadReactor<v1::ImportSitesRequest>* ImportSites(
      Context* context, imports::v1::ImportReport* response) override;
  Reactor* CreateBuildingGroup(Context* context, const v1::CreateBuildingGroupRequest* request,
                               v1::BuildingGroup* response) override;
  Reactor* GetBuildingGroup(Context* context, const v1::GetBuildingGroupRequest* request,
                            v1::BuildingGroup* response) override;
  Reactor* ListBuildingGroups(Context* context, const v1::ListBuildingGroupsRequest* request,
                              v1::ListBuildingGroupsResponse* response) override;
  Reactor* UpdateBuildingGroup(Context* context, const v1::UpdateBuildingGroupRequest* request,
                               v1::BuildingGroup* response) override;
  Reactor* DeleteBuildingGroup(Context* context, const v1::DeleteBuildingGroupRequest* request,
                               google::protobuf::Empty* response) override;
  grpc::ServerReadReactor<v1::ImportBuildingGroupsRequest>* ImportBuildingGroups(
      Context* context, imports::v1::ImportReport* response) override;
  Reactor* CreateGroupMembership(Context* context, const v1::CreateGroupMembershipRequest* request,
                                 v1::GroupMembership* response) override;
  Reactor* GetGroupMembership(Context* context, const v1::GetGroupMembershipRequest* request,
                              v1::GroupMembership* response) override;
  Reactor* ListGroupMemberships(Context* context, const v1::ListGroupMembershipsRequest* request,
                                v1::ListGroupMembershipsResponse* response) override;
  Reactor* UpdateGroupMembership(Context* context, const v1::UpdateGroupMembershipRequest* request,
                                 v1::GroupMembership* response) override;
  Reactor* DeleteGroupMembership(Context* context, const v1::DeleteGroupMembershipRequest* request,
                                 google::protobuf::Empty* response) override;
  grpc::ServerReadReactor<v1::ImportGroupMembershipsRequest>* ImportGroupMemberships(
      Context* context, imports::v1::ImportReport* response) override;
  Reactor* CreateEnergyCertificate(Context* context,
                                   const v1::CreateEnergyCertificateRequest* request,
                                   v1::EnergyCertificate* response) override;
  Reactor* GetEnergyCertificate(Context* context, const v1::GetEnergyCertificateRequest* request,
                                v1::EnergyCertificate* response) override;
  Reactor* ListEnergyCertificates(Context* context,
                                  const v1::ListEnergyCertificatesRequest* request,
                                  v1::ListEnergyCertificatesResponse* response) override;
  Reactor* UpdateEnergyCertificate(Context* context,
                                   const v1::UpdateEnergyCertificateRequest* request,
                                   v1::EnergyCertificate* response) override;
  Reactor* DeleteEnergyCertificate(Context* context,
                                   const v1::DeleteEnergyCertificateRequest* request,
                                   google::protobuf::Empty* response) override;
  grpc::ServerReadReactor<v1::ImportEnergyCertificatesRequest>* ImportEnergyCertificates(
      Context* context, imports::v1::ImportReport* response) override;
  Reactor* CreateLease(Context* context, const v1::CreateLeaseRequest* request,
                       v1::Lease* response) override;
  Reactor* GetLease(Context* context, const v1::GetLeaseRequest* request,
                    v1::Lease* response) override;
  Reactor* ListLeases(Context* context, const v1::ListLeasesRequest* request,
                      v1::ListLeasesResponse* response) override;
  Reactor* UpdateLease(Context* context, const v1::UpdateLeaseRequest* request,
                       v1::Lease* response) override;
  Reactor* DeleteLease(Context* context, const v1::DeleteLeaseRequest* request,
                       google::protobuf::Empty* response) override;
  grpc::ServerReadReactor<v1::ImportLeasesRequest>* ImportLeases(
      Context* context, imports::v1::ImportReport* response) override;
  Reactor* CreateGreenLoanRule(Context* context, const v1::CreateGreenLoanRuleRequest* request,
                               v1::GreenLoanRule* response) override;
  Reactor* GetGreenLoanRule(Context* context, const v1::GetGreenLoanRuleRequest* request,
                            v1::GreenLoanRule* response) override;
  Reactor* ListGreenLoanRules(Context* context, const v1::ListGreenLoanRulesRequest* request,
                              v1::ListGreenLoanRulesResponse* response) override;
  Reactor* UpdateGreenLoanRule(Context* context, const v1::UpdateGreenLoanRuleRequest* request,
                               v1::GreenLoanRule* response) override;
  Reactor* DeleteGreenLoanRule(Context* context, const v1::DeleteGreenLoanRuleRequest* request,
                               google::protobuf::Empty* response) override;
  grpc::ServerReadReactor<v1::ImportGreenLoanRulesRequest>* ImportGreenLoanRules(
      Context* context, imports::v1::ImportReport* response) override;
  Reactor* CreateEmissionFactorSet(Context* context,
                                   const v1::CreateEmissionFactorSetRequest* request,
                                   v1::EmissionFactorSet* response) override;
  Reactor* GetEmissionFactorSet(Context* context, const v1::GetEmissionFactorSetRequest* request,
                                v1::EmissionFactorSet* response) override;
  Reactor* ListEmissionFactorSets(Context* context,
                                  const v1::ListEmissionFactorSetsRequest* request,
                                  v1::ListEmissionFactorSetsResponse* response) override;
  Reactor* UpdateEmissionFactorSet(Context* context,
                                   const v1::UpdateEmissionFactorSetRequest* request,
                                   v1::EmissionFactorSet* response) override;
  Reactor* DeleteEmissionFactorSet(Context* context,
                                   const v1::DeleteEmissionFactorSetRequest* request,
                                   google::protobuf::Empty* response) override;
  grpc::ServerReadReactor<v1::ImportEmissionFactorSetsRequest>* ImportEmissionFactorSets(
      Context* context, imports::v1::ImportReport* response) override;
  grpc::ServerReadReactor<v1::ImportReadingsRequest>* ImportReadings(
      Context* context, imports::v1::ImportReport* response) override;
  Reactor* ListReadings(Context* context, const v1::ListReadingsRequest* request,
                        v1::ListReadingsResponse* response) override;
  Reactor* EvaluateGreenLoan(Context* context, const v1::EvaluateGreenLoanRequest* request,
                             v1::EvaluateGreenLoanResponse* response) override;
  chassis::FileReactor* ImportFile(Context* context) override;

 private:
  records::Records& records_;
  ReadingStore readings_;
  chassis::Calls& calls_;
  const std::shared_ptr<RegisterCache> registers_;
  chassis::ResourceCalls<v1::Building> building_calls_;
  chassis::ResourceCalls<v1::Area> area_calls_;
  chassis::ResourceCalls<v1::MaintenanceEntry> maintenance_entry_calls_;
  chassis::ResourceCalls<v1::ConditionSurvey> condition_survey_calls_;
  chassis::ResourceCalls<v1::Project> project_calls_;
  chassis::ResourceCalls<v1::GreenLoanQualification> green_loan_qualification_calls_;
  chassis::ResourceCalls<v1::Meter> meter_calls_;
  chassis::ResourceCalls<v1::Site> site_calls_;
  chassis::ResourceCalls<v1::BuildingGroup> building_group_calls_;
  chassis::ResourceCalls<v1::GroupMembership> group_membership_calls_;
  chassis::ResourceCalls<v1::EnergyCertificate> energy_certificate_calls_;
  chassis::ResourceCalls<v1::Lease> lease_calls_;
  chassis::ResourceCalls<v1::GreenLoanRule> green_loan_rule_calls_;
  chassis::ResourceCalls<v1::EmissionFactorSet> emission_factor_set_calls_;
};

}  // namespace ett::property
