#pragma once

#include "chassis/resource_calls.h"
#include "ett/ownership/v1/steering_service.grpc.pb.h"
#include "services/ownership/register.h"

namespace ett::ownership {

// Records of how companies are steered, and the checks.
class SteeringHandler final : public v1::SteeringService::CallbackService {
 public:
  SteeringHandler(records::Records& records, chassis::Calls& calls,
                  std::shared_ptr<RegisterCache> registers);

  using Context = grpc::CallbackServerContext;
  using Reactor = grpc::ServerUnaryReactor;

  Reactor* CreateOwnerStrategy(Context* context, const v1::CreateOwnerStrategyRequest* request,
                               v1::OwnerStrategy* response) override;
  Reactor* GetOwnerStrategy(Context* context, const v1::GetOwnerStrategyRequest* request,
                            v1::OwnerStrategy* response) override;
  Reactor* ListOwnerStrategies(Context* context, const v1::ListOwnerStrategiesRequest* request,
                               v1::ListOwnerStrategiesResponse* response) override;
  Reactor* UpdateOwnerStrategy(Context* context, const v1::UpdateOwnerStrategyRequest* request,
                               v1::OwnerStrategy* response) override;
  Reactor* DeleteOwnerStrategy(Context* context, const v1::DeleteOwnerStrategyRequest* request,
                               google::protobuf::Empty* response) override;
  grpc::ServerReadReactor<v1::ImportOwnerStrategiesRequest>* ImportOwnerStrategies(
      Context* context, imports::v1::ImportReport* response) override;

  Reactor* CreateOwnerMeeting(Context* context, const v1::CreateOwnerMeetingRequest* request,
                              v1::OwnerMeeting* response) override;
  Reactor* GetOwnerMeeting(Context* context, const v1::GetOwnerMeetingRequest* request,
                           v1::OwnerMeeting* response) override;
  Reactor* ListOwnerMeetings(Context* context, const v1::ListOwnerMeetingsRequest* request,
                             v1::ListOwnerMeetingsResponse* response) override;
  Reactor* UpdateOwnerMeeting(Context* context, const v1::UpdateOwnerMeetingRequest* request,
                              v1::OwnerMeeting* response) override;
  Reactor* DeleteOwnerMeeting(Context* context, const v1::DeleteOwnerMeetingRequest* request,
                              google::protobuf::Empty* response) override;
  grpc::ServerReadReactor<v1::ImportOwnerMeetingsRequest>* ImportOwnerMeetings(
      Context* context, imports::v1::ImportReport* response) override;

  Reactor* CreateDividend(Context* context, const v1::CreateDividendRequest* request,
                          v1::Dividend* response) override;
  Reactor* GetDividend(Context* context, const v1::GetDividendRequest* request,
                       v1::Dividend* response) override;
  Reactor* ListDividends(Context* context, const v1::ListDividendsRequest* request,
                         v1::ListDividendsResponse* response) override;
  Reactor* UpdateDividend(Context* context, const v1::UpdateDividendRequest* request,
                          v1::Dividend* response) override;
  Reactor* DeleteDividend(Context* context, const v1::DeleteDividendRequest* request,
                          google::protobuf::Empty* response) override;
  grpc::ServerReadReactor<v1::ImportDividendsRequest>* ImportDividends(
      Context* context, imports::v1::ImportReport* response) override;

  Reactor* CreateGuarantee(Context* context, const v1::CreateGuaranteeRequest* request,
                           v1::Guarantee* response) override;
  Reactor* GetGuarantee(Context* context, const v1::GetGuaranteeRequest* request,
                        v1::Guarantee* response) override;
  Reactor* ListGuarantees(Context* context, const v1::ListGuaranteesRequest* request,
                          v1::ListGuaranteesResponse* response) override;
  Reactor* UpdateGuarantee(Context* context, const v1::UpdateGuaranteeRequest* request,
                           v1::Guarantee* response) override;
  Reactor* DeleteGuarantee(Context* context, const v1::DeleteGuaranteeRequest* request,
                           google::protobuf::Empty* response) override;
  grpc::ServerReadReactor<v1::ImportGuaranteesRequest>* ImportGuarantees(
      Context* context, imports::v1::ImportReport* response) override;

  Reactor* CreateBookValue(Context* context, const v1::CreateBookValueRequest* request,
                           v1::BookValue* response) override;
  Reactor* GetBookValue(Context* context, const v1::GetBookValueRequest* request,
                        v1::BookValue* response) override;
  Reactor* ListBookValues(Context* context, const v1::ListBookValuesRequest* request,
                          v1::ListBookValuesResponse* response) override;
  Reactor* UpdateBookValue(Context* context, const v1::UpdateBookValueRequest* request,
                           v1::BookValue* response) override;
  Reactor* DeleteBookValue(Context* context, const v1::DeleteBookValueRequest* request,
                           google::protobuf::Empty* response) override;
  grpc::ServerReadReactor<v1::ImportBookValuesRequest>* ImportBookValues(
      Context* context, imports::v1::ImportReport* response) override;

  Reactor* CreateCompanyResult(Context* context, const v1::CreateCompanyResultRequest* request,
                               v1::CompanyResult* response) override;
  Reactor* GetCompanyResult(Context* context, const v1::GetCompanyResultRequest* request,
                            v1::CompanyResult* response) override;
  Reactor* ListCompanyResults(Context* context, const v1::ListCompanyResultsRequest* request,
                              v1::ListCompanyResultsResponse* response) override;
  Reactor* UpdateCompanyResult(Context* context, const v1::UpdateCompanyResultRequest* request,
                               v1::CompanyResult* response) override;
  Reactor* DeleteCompanyResult(Context* context, const v1::DeleteCompanyResultRequest* request,
                               google::protobuf::Empty* response) override;
  grpc::ServerReadReactor<v1::ImportCompanyResultsRequest>* ImportCompanyResults(
      Context* context, imports::v1::ImportReport* response) override;

  Reactor* CreateGovernanceDocument(Context* context,
                                    const v1::CreateGovernanceDocumentRequest* request,
                                    v1::GovernanceDocument* response) override;
  Reactor* GetGovernanceDocument(Context* context, const v1::GetGovernanceDocumentRequest* request,
                                 v1::GovernanceDocument* response) override;
  Reactor* ListGovernanceDocuments(Context* context,
                                   const v1::ListGovernanceDocumentsRequest* request,
                                   v1::ListGovernanceDocumentsResponse* response) override;
  Reactor* UpdateGovernanceDocument(Context* context,
                                    const v1::UpdateGovernanceDocumentRequest* request,
                                    v1::GovernanceDocument* response) override;
  Reactor* DeleteGovernanceDocument(Context* context,
                                    const v1::DeleteGovernanceDocumentRequest* request,
                                    google::protobuf::Empty* response) override;
  grpc::ServerReadReactor<v1::ImportGovernanceDocumentsRequest>* ImportGovernanceDocuments(
      Context* context, imports::v1::ImportReport* response) override;

  Reactor* CheckAgreement(Context* context, const v1::CheckAgreementRequest* request,
                          v1::CheckAgreementResponse* response) override;
  Reactor* CheckGovernance(Context* context, const v1::CheckGovernanceRequest* request,
                           v1::CheckGovernanceResponse* response) override;

 private:
  chassis::ResourceCalls<v1::OwnerStrategy> owner_strategy_calls_;
  chassis::ResourceCalls<v1::OwnerMeeting> owner_meeting_calls_;
  chassis::ResourceCalls<v1::Dividend> dividend_calls_;
  chassis::ResourceCalls<v1::Guarantee> guarantee_calls_;
  chassis::ResourceCalls<v1::BookValue> book_value_calls_;
  chassis::ResourceCalls<v1::CompanyResult> company_result_calls_;
  chassis::ResourceCalls<v1::GovernanceDocument> governance_document_calls_;

  records::Records& records_;
  chassis::Calls& calls_;
  const std::shared_ptr<RegisterCache> registers_;
};

}  // namespace ett::ownership
