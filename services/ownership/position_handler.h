#pragma once

#include "chassis/calls.h"
#include "ett/ownership/v1/position_service.grpc.pb.h"
#include "services/ownership/position_question.h"

namespace ett::ownership {

// What follows from the records: see position_answers.h.
class PositionHandler final : public v1::PositionService::CallbackService {
 public:
  PositionHandler(PositionSources sources, chassis::Calls& calls)
      : sources_(std::move(sources)), calls_(calls) {}

  using Context = grpc::CallbackServerContext;
  using Reactor = grpc::ServerUnaryReactor;

  Reactor* ListPositions(Context* context, const v1::ListPositionsRequest* request,
                         v1::ListPositionsResponse* response) override;
  Reactor* ExplainPosition(Context* context, const v1::ExplainPositionRequest* request,
                           v1::ExplainPositionResponse* response) override;
  Reactor* GetOwnershipGraph(Context* context, const v1::GetOwnershipGraphRequest* request,
                             v1::GetOwnershipGraphResponse* response) override;
  Reactor* GetEffectiveOwnership(Context* context, const v1::GetEffectiveOwnershipRequest* request,
                                 v1::GetEffectiveOwnershipResponse* response) override;
  Reactor* GetControl(Context* context, const v1::GetControlRequest* request,
                      v1::GetControlResponse* response) override;
  Reactor* ListThresholdsCrossed(Context* context, const v1::ListThresholdsCrossedRequest* request,
                                 v1::ListThresholdsCrossedResponse* response) override;
  Reactor* CompareDates(Context* context, const v1::CompareDatesRequest* request,
                        v1::CompareDatesResponse* response) override;
  Reactor* SimulateTransactions(Context* context, const v1::SimulateTransactionsRequest* request,
                                v1::SimulateTransactionsResponse* response) override;
  grpc::ServerWriteReactor<v1::WatchResponse>* Watch(Context* context,
                                                     const v1::WatchRequest* request) override;

 private:
  template <class Request, class Response>
  Reactor* Answer(Context* context, const Request* request, Response* response,
                  absl::StatusOr<Response> (*answer)(const PositionSources&, const Request&)) {
    return calls_.Unary<Request, Response>(
        context, request, response,
        [this, answer](const Request& asked) { return answer(sources_, asked); });
  }

  const PositionSources sources_;
  chassis::Calls& calls_;
};

}  // namespace ett::ownership
