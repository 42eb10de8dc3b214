#include "services/ownership/steering_handler.h"

#include "services/ownership/kinds.h"

namespace ett::ownership {

SteeringHandler::SteeringHandler(records::Records& records, chassis::Calls& calls,
                                 std::shared_ptr<RegisterCache> registers)
    : owner_strategy_calls_(records, calls, OwnerStrategyKind()),
      owner_meeting_calls_(records, calls, OwnerMeetingKind()),
      dividend_calls_(records, calls, DividendKind()),
      guarantee_calls_(records, calls, GuaranteeKind()),
      book_value_calls_(records, calls, BookValueKind()),
      company_result_calls_(records, calls, CompanyResultKind()),
      governance_document_calls_(records, calls, GovernanceDocumentKind()),
      records_(records),
      calls_(calls),
      registers_(std::move(registers)) {}

SteeringHandler::Reactor* SteeringHandler::CreateOwnerStrategy(
    Context* context, const v1::CreateOwnerStrategyRequest* request, v1::OwnerStrategy* response) {
  return owner_strategy_calls_.Create(context, request, response,
                                      &v1::CreateOwnerStrategyRequest::owner_strategy_id,
                                      &v1::CreateOwnerStrategyRequest::owner_strategy);
}

SteeringHandler::Reactor* SteeringHandler::GetOwnerStrategy(
    Context* context, const v1::GetOwnerStrategyRequest* request, v1::OwnerStrategy* response) {
  return owner_strategy_calls_.Get(context, request, response);
}

SteeringHandler::Reactor* SteeringHandler::ListOwnerStrategies(
    Context* context, const v1::ListOwnerStrategiesRequest* request,
    v1::ListOwnerStrategiesResponse* response) {
  return owner_strategy_calls_.List(context, request, response,
                                    &v1::ListOwnerStrategiesResponse::mutable_owner_strategies);
}

SteeringHandler::Reactor* SteeringHandler::UpdateOwnerStrategy(
    Context* context, const v1::UpdateOwnerStrategyRequest* request, v1::OwnerStrategy* response) {
  return owner_strategy_calls_.Update(context, request, response,
                                      &v1::UpdateOwnerStrategyRequest::owner_strategy);
}

SteeringHandler::Reactor* SteeringHandler::DeleteOwnerStrategy(
    Context* context, const v1::DeleteOwnerStrategyRequest* request,
    google::protobuf::Empty* response) {
  return owner_strategy_calls_.Delete(context, request, response);
}

grpc::ServerReadReactor<v1::ImportOwnerStrategiesRequest>* SteeringHandler::ImportOwnerStrategies(
    Context* context, imports::v1::ImportReport* response) {
  return owner_strategy_calls_.Import(context, response,
                                      &v1::ImportOwnerStrategiesRequest::owner_strategies);
}

SteeringHandler::Reactor* SteeringHandler::CreateOwnerMeeting(
    Context* context, const v1::CreateOwnerMeetingRequest* request, v1::OwnerMeeting* response) {
  return owner_meeting_calls_.Create(context, request, response,
                                     &v1::CreateOwnerMeetingRequest::owner_meeting_id,
                                     &v1::CreateOwnerMeetingRequest::owner_meeting);
}

SteeringHandler::Reactor* SteeringHandler::GetOwnerMeeting(
    Context* context, const v1::GetOwnerMeetingRequest* request, v1::OwnerMeeting* response) {
  return owner_meeting_calls_.Get(context, request, response);
}

SteeringHandler::Reactor* SteeringHandler::ListOwnerMeetings(
    Context* context, const v1::ListOwnerMeetingsRequest* request,
    v1::ListOwnerMeetingsResponse* response) {
  return owner_meeting_calls_.List(context, request, response,
                                   &v1::ListOwnerMeetingsResponse::mutable_owner_meetings);
}

SteeringHandler::Reactor* SteeringHandler::UpdateOwnerMeeting(
    Context* context, const v1::UpdateOwnerMeetingRequest* request, v1::OwnerMeeting* response) {
  return owner_meeting_calls_.Update(context, request, response,
                                     &v1::UpdateOwnerMeetingRequest::owner_meeting);
}

SteeringHandler::Reactor* SteeringHandler::DeleteOwnerMeeting(
    Context* context, const v1::DeleteOwnerMeetingRequest* request,
    google::protobuf::Empty* response) {
  return owner_meeting_calls_.Delete(context, request, response);
}

grpc::ServerReadReactor<v1::ImportOwnerMeetingsRequest>* SteeringHandler::ImportOwnerMeetings(
    Context* context, imports::v1::ImportReport* response) {
  return owner_meeting_calls_.Import(context, response,
                                     &v1::ImportOwnerMeetingsRequest::owner_meetings);
}

SteeringHandler::Reactor* SteeringHandler::CreateDividend(Context* context,
                                                          const v1::CreateDividendRequest* request,
                                                          v1::Dividend* response) {
  return dividend_calls_.Create(context, request, response, &v1::CreateDividendRequest::dividend_id,
                                &v1::CreateDividendRequest::dividend);
}

SteeringHandler::Reactor* SteeringHandler::GetDividend(Context* context,
                                                       const v1::GetDividendRequest* request,
                                                       v1::Dividend* response) {
  return dividend_calls_.Get(context, request, response);
}

SteeringHandler::Reactor* SteeringHandler::ListDividends(Context* context,
                                                         const v1::ListDividendsRequest* request,
                                                         v1::ListDividendsResponse* response) {
  return dividend_calls_.List(context, request, response,
                              &v1::ListDividendsResponse::mutable_dividends);
}

SteeringHandler::Reactor* SteeringHandler::UpdateDividend(Context* context,
                                                          const v1::UpdateDividendRequest* request,
                                                          v1::Dividend* response) {
  return dividend_calls_.Update(context, request, response, &v1::UpdateDividendRequest::dividend);
}

SteeringHandler::Reactor* SteeringHandler::DeleteDividend(Context* context,
                                                          const v1::DeleteDividendRequest* request,
                                                          google::protobuf::Empty* response) {
  return dividend_calls_.Delete(context, request, response);
}

grpc::ServerReadReactor<v1::ImportDividendsRequest>* SteeringHandler::ImportDividends(
    Context* context, imports::v1::ImportReport* response) {
  return dividend_calls_.Import(context, response, &v1::ImportDividendsRequest::dividends);
}

}  // namespace ett::ownership
