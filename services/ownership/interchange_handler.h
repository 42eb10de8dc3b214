#pragma once

#include "chassis/calls.h"
#include "ett/ownership/v1/interchange_service.grpc.pb.h"
#include "services/ownership/position_question.h"

namespace ett::ownership {

// Ownership as files of others' formats.
class InterchangeHandler final : public v1::InterchangeService::CallbackService {
 public:
  InterchangeHandler(PositionSources sources, chassis::Calls& calls)
      : sources_(std::move(sources)), calls_(calls) {}

  using Context = grpc::CallbackServerContext;

  grpc::ServerWriteReactor<v1::ExportStatementsResponse>* ExportStatements(
      Context* context, const v1::ExportStatementsRequest* request) override;
  grpc::ServerWriteReactor<v1::ExportGraphResponse>* ExportGraph(
      Context* context, const v1::ExportGraphRequest* request) override;
  grpc::ServerWriteReactor<v1::ExportPositionsResponse>* ExportPositions(
      Context* context, const v1::ExportPositionsRequest* request) override;

 private:
  const PositionSources sources_;
  chassis::Calls& calls_;
};

}  // namespace ett::ownership
