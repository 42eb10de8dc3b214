#include "services/ownership/position_handler.h"

#include <memory>

#include "services/ownership/position_answers.h"
#include "services/ownership/record_watch.h"

namespace ett::ownership {

PositionHandler::Reactor* PositionHandler::ListPositions(Context* context,
                                                         const v1::ListPositionsRequest* request,
                                                         v1::ListPositionsResponse* response) {
  return Answer(context, request, response, ownership::ListPositions);
}

PositionHandler::Reactor* PositionHandler::ExplainPosition(
    Context* context, const v1::ExplainPositionRequest* request,
    v1::ExplainPositionResponse* response) {
  return Answer(context, request, response, ownership::ExplainPosition);
}

PositionHandler::Reactor* PositionHandler::GetOwnershipGraph(
    Context* context, const v1::GetOwnershipGraphRequest* request,
    v1::GetOwnershipGraphResponse* response) {
  return Answer(context, request, response, ownership::GetOwnershipGraph);
}

PositionHandler::Reactor* PositionHandler::GetEffectiveOwnership(
    Context* context, const v1::GetEffectiveOwnershipRequest* request,
    v1::GetEffectiveOwnershipResponse* response) {
  return Answer(context, request, response, ownership::GetEffectiveOwnership);
}

PositionHandler::Reactor* PositionHandler::GetControl(Context* context,
                                                      const v1::GetControlRequest* request,
                                                      v1::GetControlResponse* response) {
  return Answer(context, request, response, ownership::GetControl);
}

PositionHandler::Reactor* PositionHandler::ListThresholdsCrossed(
    Context* context, const v1::ListThresholdsCrossedRequest* request,
    v1::ListThresholdsCrossedResponse* response) {
  return Answer(context, request, response, ownership::ListThresholdsCrossed);
}

PositionHandler::Reactor* PositionHandler::CompareDates(Context* context,
                                                        const v1::CompareDatesRequest* request,
                                                        v1::CompareDatesResponse* response) {
  return Answer(context, request, response, ownership::CompareDates);
}

PositionHandler::Reactor* PositionHandler::SimulateTransactions(
    Context* context, const v1::SimulateTransactionsRequest* request,
    v1::SimulateTransactionsResponse* response) {
  return Answer(context, request, response, ownership::SimulateTransactions);
}

grpc::ServerWriteReactor<v1::WatchResponse>* PositionHandler::Watch(
    Context* context, const v1::WatchRequest* request) {
  return WatchRecords(sources_.records, calls_, context, *request);
}

}  // namespace ett::ownership
