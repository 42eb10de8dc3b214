#include "services/ownership/interchange_handler.h"

#include "chassis/server_stream.h"
#include "services/ownership/file_export.h"
#include "services/ownership/statement_export.h"

namespace ett::ownership {

grpc::ServerWriteReactor<v1::ExportStatementsResponse>* InterchangeHandler::ExportStatements(
    Context* context, const v1::ExportStatementsRequest* request) {
  return chassis::ServerStream(calls_, context, *request, MakeStatementExport(sources_, *request));
}

grpc::ServerWriteReactor<v1::ExportGraphResponse>* InterchangeHandler::ExportGraph(
    Context* context, const v1::ExportGraphRequest* request) {
  return chassis::ServerStream(calls_, context, *request, MakeGraphExport(sources_, *request));
}

grpc::ServerWriteReactor<v1::ExportPositionsResponse>* InterchangeHandler::ExportPositions(
    Context* context, const v1::ExportPositionsRequest* request) {
  return chassis::ServerStream(calls_, context, *request, MakePositionExport(sources_, *request));
}

}  // namespace ett::ownership
