#pragma once

#include "absl/status/statusor.h"
#include "ett/ownership/v1/position_service.pb.h"
#include "services/ownership/position_question.h"

// The answers of PositionService, as its contract has them.
namespace ett::ownership {

absl::StatusOr<v1::ListPositionsResponse> ListPositions(const PositionSources& sources,
                                                        const v1::ListPositionsRequest& request);
absl::StatusOr<v1::ExplainPositionResponse> ExplainPosition(
    const PositionSources& sources, const v1::ExplainPositionRequest& request);
absl::StatusOr<v1::GetOwnershipGraphResponse> GetOwnershipGraph(
    const PositionSources& sources, const v1::GetOwnershipGraphRequest& request);
absl::StatusOr<v1::GetEffectiveOwnershipResponse> GetEffectiveOwnership(
    const PositionSources& sources, const v1::GetEffectiveOwnershipRequest& request);
absl::StatusOr<v1::GetControlResponse> GetControl(const PositionSources& sources,
                                                  const v1::GetControlRequest& request);
absl::StatusOr<v1::ListThresholdsCrossedResponse> ListThresholdsCrossed(
    const PositionSources& sources, const v1::ListThresholdsCrossedRequest& request);
absl::StatusOr<v1::CompareDatesResponse> CompareDates(const PositionSources& sources,
                                                      const v1::CompareDatesRequest& request);
absl::StatusOr<v1::SimulateTransactionsResponse> SimulateTransactions(
    const PositionSources& sources, const v1::SimulateTransactionsRequest& request);

}  // namespace ett::ownership
