#include "services/property/analysis_handler.h"

#include <utility>

#include "chassis/server_stream.h"
#include "services/property/analysis.h"
#include "services/property/portfolio_scan.h"

namespace ett::property {

AnalysisHandler::AnalysisHandler(records::Records& records, chassis::Calls& calls,
                                 std::shared_ptr<RegisterCache> registers)
    : readings_(records), calls_(calls), registers_(std::move(registers)) {}

grpc::ServerUnaryReactor* AnalysisHandler::AnalyseEnergy(grpc::CallbackServerContext* context,
                                                         const v1::AnalyseEnergyRequest* request,
                                                         v1::AnalyseEnergyResponse* response) {
  return calls_.Unary<v1::AnalyseEnergyRequest, v1::AnalyseEnergyResponse>(
      context, request, response, [this](const v1::AnalyseEnergyRequest& asked) {
        return property::AnalyseEnergy(readings_, *registers_, asked);
      });
}

grpc::ServerWriteReactor<v1::ScanPortfolioResponse>* AnalysisHandler::ScanPortfolio(
    grpc::CallbackServerContext* context, const v1::ScanPortfolioRequest* request) {
  return chassis::ServerStream<v1::ScanPortfolioResponse>(
      calls_, context, *request, std::make_unique<PortfolioScan>(readings_, *registers_, *request));
}

}  // namespace ett::property
