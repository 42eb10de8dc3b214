#pragma once

#include <memory>

#include "chassis/calls.h"
#include "ett/property/v1/analysis_service.grpc.pb.h"
#include "services/property/register.h"

namespace ett::property {

// ett.property.v1.EnergyAnalysisService.
class AnalysisHandler final : public v1::EnergyAnalysisService::CallbackService {
 public:
  // `records` and `calls` must outlive it.
  AnalysisHandler(records::Records& records, chassis::Calls& calls,
                  std::shared_ptr<RegisterCache> registers);

  grpc::ServerUnaryReactor* AnalyseEnergy(grpc::CallbackServerContext* context,
                                          const v1::AnalyseEnergyRequest* request,
                                          v1::AnalyseEnergyResponse* response) override;
  grpc::ServerWriteReactor<v1::ScanPortfolioResponse>* ScanPortfolio(
      grpc::CallbackServerContext* context, const v1::ScanPortfolioRequest* request) override;

 private:
  ReadingStore readings_;
  chassis::Calls& calls_;
  const std::shared_ptr<RegisterCache> registers_;
};

}  // namespace ett::property
