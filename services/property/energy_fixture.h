#pragma once

#include "ett/property/v1/energy_service.grpc.pb.h"
#include "services/property/service_fixture.h"

namespace ett::property {

inline std::int64_t SecondsAt(CivilDay day) { return FirstQuarterOf(day) * kSecondsOfAQuarter; }

// What the tests that ask for energy share.
class EnergyServiceTest : public PropertyServiceTest {
 protected:
  static v1::QueryEnergyRequest Asked(CivilDay first, CivilDay after, v1::WindowLength length) {
    v1::QueryEnergyRequest request;
    request.set_parent(kMunicipality);
    request.mutable_start_time()->set_seconds(SecondsAt(first));
    request.mutable_end_time()->set_seconds(SecondsAt(after));
    request.set_resolution(length);
    return request;
  }

  absl::StatusOr<v1::QueryEnergyResponse> Query(const v1::QueryEnergyRequest& request) {
    grpc::ClientContext context;
    v1::QueryEnergyResponse response;
    RETURN_IF_ERROR(status::FromGrpc(energy_stub_->QueryEnergy(&context, request, &response)));
    return response;
  }

  std::unique_ptr<v1::EnergyService::Stub> energy_stub_ =
      v1::EnergyService::NewStub(service_.channel);
};

}  // namespace ett::property
