#pragma once

#include <memory>

#include "chassis/server_stream.h"
#include "ett/ownership/v1/interchange_service.pb.h"
#include "services/ownership/position_question.h"

namespace ett::ownership {

// Answers ExportPositions and ExportGraph: the whole file is made at the first message, and goes
// out in pieces.
std::unique_ptr<chassis::Source<v1::ExportPositionsResponse>> MakePositionExport(
    const PositionSources& sources, const v1::ExportPositionsRequest& request);
std::unique_ptr<chassis::Source<v1::ExportGraphResponse>> MakeGraphExport(
    const PositionSources& sources, const v1::ExportGraphRequest& request);

}  // namespace ett::ownership
