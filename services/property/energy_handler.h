#pragma once

#include "chassis/calls.h"
#include "ett/property/v1/energy_service.grpc.pb.h"
#include "services/property/reading_store.h"

namespace ett::property {

// ett.property.v1.EnergyService.
class EnergyHandler final : public v1::EnergyService::CallbackService {
 public:
  // Both must outlive it.
  EnergyHandler(records::Records& records, chassis::Calls& calls);

  grpc::ServerUnaryReactor* QueryEnergy(grpc::CallbackServerContext* context,
                                        const v1::QueryEnergyRequest* request,
                                        v1::QueryEnergyResponse* response) override;
  grpc::ServerWriteReactor<v1::QueryProfileResponse>* QueryProfile(
      grpc::CallbackServerContext* context, const v1::QueryProfileRequest* request) override;

 private:
  ReadingStore readings_;
  chassis::Calls& calls_;
};

}  // namespace ett::property
