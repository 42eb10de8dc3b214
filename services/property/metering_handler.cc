#include "services/property/metering_handler.h"

#include "services/property/counter_kinds.h"
#include "services/property/stretch_query.h"

namespace ett::property {

MeteringHandler::MeteringHandler(records::Records& records, chassis::Calls& calls)
    : readings_(records),
      calls_(calls),
      counter_calls_(records, calls, CounterKind()),
      counter_stand_calls_(records, calls, CounterStandKind()),
      metered_period_calls_(records, calls, MeteredPeriodKind()) {}

MeteringHandler::Reactor* MeteringHandler::CreateCounter(Context* context,
                                                         const v1::CreateCounterRequest* request,
                                                         v1::Counter* response) {
  return counter_calls_.Create(context, request, response, &v1::CreateCounterRequest::counter_id,
                               &v1::CreateCounterRequest::counter);
}

MeteringHandler::Reactor* MeteringHandler::GetCounter(Context* context,
                                                      const v1::GetCounterRequest* request,
                                                      v1::Counter* response) {
  return counter_calls_.Get(context, request, response);
}

MeteringHandler::Reactor* MeteringHandler::ListCounters(Context* context,
                                                        const v1::ListCountersRequest* request,
                                                        v1::ListCountersResponse* response) {
  return counter_calls_.List(context, request, response,
                             &v1::ListCountersResponse::mutable_counters);
}

MeteringHandler::Reactor* MeteringHandler::UpdateCounter(Context* context,
                                                         const v1::UpdateCounterRequest* request,
                                                         v1::Counter* response) {
  return counter_calls_.Update(context, request, response, &v1::UpdateCounterRequest::counter);
}

MeteringHandler::Reactor* MeteringHandler::DeleteCounter(Context* context,
                                                         const v1::DeleteCounterRequest* request,
                                                         google::protobuf::Empty* response) {
  return counter_calls_.Delete(context, request, response);
}

grpc::ServerReadReactor<v1::ImportCountersRequest>* MeteringHandler::ImportCounters(
    Context* context, imports::v1::ImportReport* response) {
  return counter_calls_.Import(context, response, &v1::ImportCountersRequest::counters);
}

MeteringHandler::Reactor* MeteringHandler::CreateCounterStand(
    Context* context, const v1::CreateCounterStandRequest* request, v1::CounterStand* response) {
  return counter_stand_calls_.Create(context, request, response,
                                     &v1::CreateCounterStandRequest::counter_stand_id,
                                     &v1::CreateCounterStandRequest::counter_stand);
}

MeteringHandler::Reactor* MeteringHandler::GetCounterStand(
    Context* context, const v1::GetCounterStandRequest* request, v1::CounterStand* response) {
  return counter_stand_calls_.Get(context, request, response);
}

MeteringHandler::Reactor* MeteringHandler::ListCounterStands(
    Context* context, const v1::ListCounterStandsRequest* request,
    v1::ListCounterStandsResponse* response) {
  return counter_stand_calls_.List(context, request, response,
                                   &v1::ListCounterStandsResponse::mutable_counter_stands);
}

MeteringHandler::Reactor* MeteringHandler::UpdateCounterStand(
    Context* context, const v1::UpdateCounterStandRequest* request, v1::CounterStand* response) {
  return counter_stand_calls_.Update(context, request, response,
                                     &v1::UpdateCounterStandRequest::counter_stand);
}

MeteringHandler::Reactor* MeteringHandler::DeleteCounterStand(
    Context* context, const v1::DeleteCounterStandRequest* request,
    google::protobuf::Empty* response) {
  return counter_stand_calls_.Delete(context, request, response);
}

grpc::ServerReadReactor<v1::ImportCounterStandsRequest>* MeteringHandler::ImportCounterStands(
    Context* context, imports::v1::ImportReport* response) {
  return counter_stand_calls_.Import(context, response,
                                     &v1::ImportCounterStandsRequest::counter_stands);
}

MeteringHandler::Reactor* MeteringHandler::CreateMeteredPeriod(
    Context* context, const v1::CreateMeteredPeriodRequest* request, v1::MeteredPeriod* response) {
  return metered_period_calls_.Create(context, request, response,
                                      &v1::CreateMeteredPeriodRequest::metered_period_id,
                                      &v1::CreateMeteredPeriodRequest::metered_period);
}

MeteringHandler::Reactor* MeteringHandler::GetMeteredPeriod(
    Context* context, const v1::GetMeteredPeriodRequest* request, v1::MeteredPeriod* response) {
  return metered_period_calls_.Get(context, request, response);
}

MeteringHandler::Reactor* MeteringHandler::ListMeteredPeriods(
    Context* context, const v1::ListMeteredPeriodsRequest* request,
    v1::ListMeteredPeriodsResponse* response) {
  return metered_period_calls_.List(context, request, response,
                                    &v1::ListMeteredPeriodsResponse::mutable_metered_periods);
}

MeteringHandler::Reactor* MeteringHandler::UpdateMeteredPeriod(
    Context* context, const v1::UpdateMeteredPeriodRequest* request, v1::MeteredPeriod* response) {
  return metered_period_calls_.Update(context, request, response,
                                      &v1::UpdateMeteredPeriodRequest::metered_period);
}

MeteringHandler::Reactor* MeteringHandler::DeleteMeteredPeriod(
    Context* context, const v1::DeleteMeteredPeriodRequest* request,
    google::protobuf::Empty* response) {
  return metered_period_calls_.Delete(context, request, response);
}

grpc::ServerReadReactor<v1::ImportMeteredPeriodsRequest>* MeteringHandler::ImportMeteredPeriods(
    Context* context, imports::v1::ImportReport* response) {
  return metered_period_calls_.Import(context, response,
                                      &v1::ImportMeteredPeriodsRequest::metered_periods);
}

MeteringHandler::Reactor* MeteringHandler::QueryStretches(Context* context,
                                                          const v1::QueryStretchesRequest* request,
                                                          v1::QueryStretchesResponse* response) {
  return calls_.Unary<v1::QueryStretchesRequest, v1::QueryStretchesResponse>(
      context, request, response, [this](const v1::QueryStretchesRequest& asked) {
        return property::QueryStretches(readings_, asked);
      });
}

}  // namespace ett::property
