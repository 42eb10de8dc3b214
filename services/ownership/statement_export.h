#pragma once

#include <memory>

#include "chassis/server_stream.h"
#include "ett/ownership/v1/interchange_service.pb.h"
#include "services/ownership/position_question.h"

namespace ett::ownership {

// Answers ExportStatements: the whole file is made at the first message, and goes out in pieces.
std::unique_ptr<chassis::Source<v1::ExportStatementsResponse>> MakeStatementExport(
    const PositionSources& sources, const v1::ExportStatementsRequest& request);

}  // namespace ett::ownership
