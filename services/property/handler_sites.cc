#include "services/property/handler.h"

namespace ett::property {

PropertyHandler::Reactor* PropertyHandler::CreateSite(Context* context,
                                                      const v1::CreateSiteRequest* request,
                                                      v1::Site* response) {
  return site_calls_.Create(context, request, response, &v1::CreateSiteRequest::site_id,
                            &v1::CreateSiteRequest::site);
}

PropertyHandler::Reactor* PropertyHandler::GetSite(Context* context,
                                                   const v1::GetSiteRequest* request,
                                                   v1::Site* response) {
  return site_calls_.Get(context, request, response);
}

PropertyHandler::Reactor* PropertyHandler::ListSites(Context* context,
                                                     const v1::ListSitesRequest* request,
                                                     v1::ListSitesResponse* response) {
  return site_calls_.List(context, request, response, &v1::ListSitesResponse::mutable_sites);
}

PropertyHandler::Reactor* PropertyHandler::UpdateSite(Context* context,
                                                      const v1::UpdateSiteRequest* request,
                                                      v1::Site* response) {
  return site_calls_.Update(context, request, response, &v1::UpdateSiteRequest::site);
}

PropertyHandler::Reactor* PropertyHandler::DeleteSite(Context* context,
                                                      const v1::DeleteSiteRequest* request,
                                                      google::protobuf::Empty* response) {
  return site_calls_.Delete(context, request, response);
}

grpc::ServerReadReactor<v1::ImportSitesRequest>* PropertyHandler::ImportSites(
    Context* context, imports::v1::ImportReport* response) {
  return site_calls_.Import(context, response, &v1::ImportSitesRequest::sites);
}

PropertyHandler::Reactor* PropertyHandler::CreateBuildingGroup(
    Context* context, const v1::CreateBuildingGroupRequest* request, v1::BuildingGroup* response) {
  return building_group_calls_.Create(context, request, response,
                                      &v1::CreateBuildingGroupRequest::building_group_id,
                                      &v1::CreateBuildingGroupRequest::building_group);
}

PropertyHandler::Reactor* PropertyHandler::GetBuildingGroup(
    Context* context, const v1::GetBuildingGroupRequest* request, v1::BuildingGroup* response) {
  return building_group_calls_.Get(context, request, response);
}

PropertyHandler::Reactor* PropertyHandler::ListBuildingGroups(
    Context* context, const v1::ListBuildingGroupsRequest* request,
    v1::ListBuildingGroupsResponse* response) {
  return building_group_calls_.List(context, request, response,
                                    &v1::ListBuildingGroupsResponse::mutable_building_groups);
}

PropertyHandler::Reactor* PropertyHandler::UpdateBuildingGroup(
    Context* context, const v1::UpdateBuildingGroupRequest* request, v1::BuildingGroup* response) {
  return building_group_calls_.Update(context, request, response,
                                      &v1::UpdateBuildingGroupRequest::building_group);
}

PropertyHandler::Reactor* PropertyHandler::DeleteBuildingGroup(
    Context* context, const v1::DeleteBuildingGroupRequest* request,
    google::protobuf::Empty* response) {
  return building_group_calls_.Delete(context, request, response);
}

grpc::ServerReadReactor<v1::ImportBuildingGroupsRequest>* PropertyHandler::ImportBuildingGroups(
    Context* context, imports::v1::ImportReport* response) {
  return building_group_calls_.Import(context, response,
                                      &v1::ImportBuildingGroupsRequest::building_groups);
}

PropertyHandler::Reactor* PropertyHandler::CreateGroupMembership(
    Context* context, const v1::CreateGroupMembershipRequest* request,
    v1::GroupMembership* response) {
  return group_membership_calls_.Create(context, request, response,
                                        &v1::CreateGroupMembershipRequest::group_membership_id,
                                        &v1::CreateGroupMembershipRequest::group_membership);
}

PropertyHandler::Reactor* PropertyHandler::GetGroupMembership(
    Context* context, const v1::GetGroupMembershipRequest* request, v1::GroupMembership* response) {
  return group_membership_calls_.Get(context, request, response);
}

PropertyHandler::Reactor* PropertyHandler::ListGroupMemberships(
    Context* context, const v1::ListGroupMembershipsRequest* request,
    v1::ListGroupMembershipsResponse* response) {
  return group_membership_calls_.List(context, request, response,
                                      &v1::ListGroupMembershipsResponse::mutable_group_memberships);
}

PropertyHandler::Reactor* PropertyHandler::UpdateGroupMembership(
    Context* context, const v1::UpdateGroupMembershipRequest* request,
    v1::GroupMembership* response) {
  return group_membership_calls_.Update(context, request, response,
                                        &v1::UpdateGroupMembershipRequest::group_membership);
}

PropertyHandler::Reactor* PropertyHandler::DeleteGroupMembership(
    Context* context, const v1::DeleteGroupMembershipRequest* request,
    google::protobuf::Empty* response) {
  return group_membership_calls_.Delete(context, request, response);
}

grpc::ServerReadReactor<v1::ImportGroupMembershipsRequest>* PropertyHandler::ImportGroupMemberships(
    Context* context, imports::v1::ImportReport* response) {
  return group_membership_calls_.Import(context, response,
                                        &v1::ImportGroupMembershipsRequest::group_memberships);
}

PropertyHandler::Reactor* PropertyHandler::CreateEnergyCertificate(
    Context* context, const v1::CreateEnergyCertificateRequest* request,
    v1::EnergyCertificate* response) {
  return energy_certificate_calls_.Create(
      context, request, response, &v1::CreateEnergyCertificateRequest::energy_certificate_id,
      &v1::CreateEnergyCertificateRequest::energy_certificate);
}

PropertyHandler::Reactor* PropertyHandler::GetEnergyCertificate(
    Context* context, const v1::GetEnergyCertificateRequest* request,
    v1::EnergyCertificate* response) {
  return energy_certificate_calls_.Get(context, request, response);
}

PropertyHandler::Reactor* PropertyHandler::ListEnergyCertificates(
    Context* context, const v1::ListEnergyCertificatesRequest* request,
    v1::ListEnergyCertificatesResponse* response) {
  return energy_certificate_calls_.List(
      context, request, response, &v1::ListEnergyCertificatesResponse::mutable_energy_certificates);
}

PropertyHandler::Reactor* PropertyHandler::UpdateEnergyCertificate(
    Context* context, const v1::UpdateEnergyCertificateRequest* request,
    v1::EnergyCertificate* response) {
  return energy_certificate_calls_.Update(context, request, response,
                                          &v1::UpdateEnergyCertificateRequest::energy_certificate);
}

PropertyHandler::Reactor* PropertyHandler::DeleteEnergyCertificate(
    Context* context, const v1::DeleteEnergyCertificateRequest* request,
    google::protobuf::Empty* response) {
  return energy_certificate_calls_.Delete(context, request, response);
}

grpc::ServerReadReactor<v1::ImportEnergyCertificatesRequest>*
PropertyHandler::ImportEnergyCertificates(Context* context, imports::v1::ImportReport* response) {
  return energy_certificate_calls_.Import(
      context, response, &v1::ImportEnergyCertificatesRequest::energy_certificates);
}

PropertyHandler::Reactor* PropertyHandler::CreateLease(Context* context,
                                                       const v1::CreateLeaseRequest* request,
                                                       v1::Lease* response) {
  return lease_calls_.Create(context, request, response, &v1::CreateLeaseRequest::lease_id,
                             &v1::CreateLeaseRequest::lease);
}

PropertyHandler::Reactor* PropertyHandler::GetLease(Context* context,
                                                    const v1::GetLeaseRequest* request,
                                                    v1::Lease* response) {
  return lease_calls_.Get(context, request, response);
}

PropertyHandler::Reactor* PropertyHandler::ListLeases(Context* context,
                                                      const v1::ListLeasesRequest* request,
                                                      v1::ListLeasesResponse* response) {
  return lease_calls_.List(context, request, response, &v1::ListLeasesResponse::mutable_leases);
}

PropertyHandler::Reactor* PropertyHandler::UpdateLease(Context* context,
                                                       const v1::UpdateLeaseRequest* request,
                                                       v1::Lease* response) {
  return lease_calls_.Update(context, request, response, &v1::UpdateLeaseRequest::lease);
}

PropertyHandler::Reactor* PropertyHandler::DeleteLease(Context* context,
                                                       const v1::DeleteLeaseRequest* request,
                                                       google::protobuf::Empty* response) {
  return lease_calls_.Delete(context, request, response);
}

grpc::ServerReadReactor<v1::ImportLeasesRequest>* PropertyHandler::ImportLeases(
    Context* context, imports::v1::ImportReport* response) {
  return lease_calls_.Import(context, response, &v1::ImportLeasesRequest::leases);
}

}  // namespace ett::property
