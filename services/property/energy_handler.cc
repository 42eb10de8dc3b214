#include "services/property/energy_handler.h"

#include <memory>

#include "chassis/server_stream.h"
#include "services/property/energy_query.h"
#include "services/property/profile.h"

namespace ett::property {

EnergyHandler::EnergyHandler(records::Records& records, chassis::Calls& calls)
    : readings_(records), calls_(calls) {}

grpc::ServerUnaryReactor* EnergyHandler::QueryEnergy(grpc::CallbackServerContext* context,
                                                     const v1::QueryEnergyRequest* request,
                                                     v1::QueryEnergyResponse* response) {
  return calls_.Unary<v1::QueryEnergyRequest, v1::QueryEnergyResponse>(
      context, request, response, [this](const v1::QueryEnergyRequest& asked) {
        return property::QueryEnergy(readings_, asked);
      });
}

grpc::ServerWriteReactor<v1::QueryProfileResponse>* EnergyHandler::QueryProfile(
    grpc::CallbackServerContext* context, const v1::QueryProfileRequest* request) {
  return chassis::ServerStream<v1::QueryProfileResponse>(
      calls_, context, *request, std::make_unique<Profile>(readings_, *request));
}

}  // namespace ett::property
