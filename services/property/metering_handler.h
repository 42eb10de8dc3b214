#pragma once

#include "chassis/resource_calls.h"
#include "ett/property/v1/metering_service.grpc.pb.h"
#include "services/property/reading_store.h"

namespace ett::property {

// ett.property.v1.MeteringService.
class MeteringHandler final : public v1::MeteringService::CallbackService {
 public:
  // Both must outlive it.
  MeteringHandler(records::Records& records, chassis::Calls& calls);

  using Reactor = grpc::ServerUnaryReactor;
  using Context = grpc::CallbackServerContext;

  Reactor* CreateCounter(Context* context, const v1::CreateCounterRequest* request,
                         v1::Counter* response) override;
  Reactor* GetCounter(Context* context, const v1::GetCounterRequest* request,
                      v1::Counter* response) override;
  Reactor* ListCounters(Context* context, const v1::ListCountersRequest* request,
                        v1::ListCountersResponse* response) override;
  Reactor* UpdateCounter(Context* context, const v1::UpdateCounterRequest* request,
                         v1::Counter* response) override;
  Reactor* DeleteCounter(Context* context, const v1::DeleteCounterRequest* request,
                         google::protobuf::Empty* response) override;
  grpc::ServerReadReactor<v1::ImportCountersRequest>* ImportCounters(
      Context* context, imports::v1::ImportReport* response) override;
  Reactor* CreateCounterStand(Context* context, const v1::CreateCounterStandRequest* request,
                              v1::CounterStand* response) override;
  Reactor* GetCounterStand(Context* context, const v1::GetCounterStandRequest* request,
                           v1::CounterStand* response) override;
  Reactor* ListCounterStands(Context* context, const v1::ListCounterStandsRequest* request,
                             v1::ListCounterStandsResponse* response) override;
  Reactor* UpdateCounterStand(Context* context, const v1::UpdateCounterStandRequest* request,
                              v1::CounterStand* response) override;
  Reactor* DeleteCounterStand(Context* context, const v1::DeleteCounterStandRequest* request,
                              google::protobuf::Empty* response) override;
  grpc::ServerReadReactor<v1::ImportCounterStandsRequest>* ImportCounterStands(
      Context* context, imports::v1::ImportReport* response) override;
  Reactor* CreateMeteredPeriod(Context* context, const v1::CreateMeteredPeriodRequest* request,
                               v1::MeteredPeriod* response) override;
  Reactor* GetMeteredPeriod(Context* context, const v1::GetMeteredPeriodRequest* request,
                            v1::MeteredPeriod* response) override;
  Reactor* ListMeteredPeriods(Context* context, const v1::ListMeteredPeriodsRequest* request,
                              v1::ListMeteredPeriodsResponse* response) override;
  Reactor* UpdateMeteredPeriod(Context* context, const v1::UpdateMeteredPeriodRequest* request,
                               v1::MeteredPeriod* response) override;
  Reactor* DeleteMeteredPeriod(Context* context, const v1::DeleteMeteredPeriodRequest* request,
                               google::protobuf::Empty* response) override;
  grpc::ServerReadReactor<v1::ImportMeteredPeriodsRequest>* ImportMeteredPeriods(
      Context* context, imports::v1::ImportReport* response) override;
  Reactor* QueryStretches(Context* context, const v1::QueryStretchesRequest* request,
                          v1::QueryStretchesResponse* response) override;

 private:
  ReadingStore readings_;
  chassis::Calls& calls_;
  chassis::ResourceCalls<v1::Counter> counter_calls_;
  chassis::ResourceCalls<v1::CounterStand> counter_stand_calls_;
  chassis::ResourceCalls<v1::MeteredPeriod> metered_period_calls_;
};

}  // namespace ett::property
