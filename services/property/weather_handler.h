#pragma once

#include "chassis/resource_calls.h"
#include "ett/property/v1/weather_service.grpc.pb.h"

namespace ett::property {

// ett.property.v1.WeatherService.
class WeatherHandler final : public v1::WeatherService::CallbackService {
 public:
  // Both must outlive it.
  WeatherHandler(records::Records& records, chassis::Calls& calls);

  using Reactor = grpc::ServerUnaryReactor;
  using Context = grpc::CallbackServerContext;

  Reactor* CreateWeatherStation(Context* context, const v1::CreateWeatherStationRequest* request,
                                v1::WeatherStation* response) override;
  Reactor* GetWeatherStation(Context* context, const v1::GetWeatherStationRequest* request,
                             v1::WeatherStation* response) override;
  Reactor* ListWeatherStations(Context* context, const v1::ListWeatherStationsRequest* request,
                               v1::ListWeatherStationsResponse* response) override;
  Reactor* UpdateWeatherStation(Context* context, const v1::UpdateWeatherStationRequest* request,
                                v1::WeatherStation* response) override;
  Reactor* DeleteWeatherStation(Context* context, const v1::DeleteWeatherStationRequest* request,
                                google::protobuf::Empty* response) override;
  grpc::ServerReadReactor<v1::ImportWeatherStationsRequest>* ImportWeatherStations(
      Context* context, imports::v1::ImportReport* response) override;
  Reactor* CreateDailyTemperature(Context* context,
                                  const v1::CreateDailyTemperatureRequest* request,
                                  v1::DailyTemperature* response) override;
  Reactor* GetDailyTemperature(Context* context, const v1::GetDailyTemperatureRequest* request,
                               v1::DailyTemperature* response) override;
  Reactor* ListDailyTemperatures(Context* context, const v1::ListDailyTemperaturesRequest* request,
                                 v1::ListDailyTemperaturesResponse* response) override;
  Reactor* UpdateDailyTemperature(Context* context,
                                  const v1::UpdateDailyTemperatureRequest* request,
                                  v1::DailyTemperature* response) override;
  Reactor* DeleteDailyTemperature(Context* context,
                                  const v1::DeleteDailyTemperatureRequest* request,
                                  google::protobuf::Empty* response) override;
  grpc::ServerReadReactor<v1::ImportDailyTemperaturesRequest>* ImportDailyTemperatures(
      Context* context, imports::v1::ImportReport* response) override;
  Reactor* CreateHourlyTemperature(Context* context,
                                   const v1::CreateHourlyTemperatureRequest* request,
                                   v1::HourlyTemperature* response) override;
  Reactor* GetHourlyTemperature(Context* context, const v1::GetHourlyTemperatureRequest* request,
                                v1::HourlyTemperature* response) override;
  Reactor* ListHourlyTemperatures(Context* context,
                                  const v1::ListHourlyTemperaturesRequest* request,
                                  v1::ListHourlyTemperaturesResponse* response) override;
  Reactor* UpdateHourlyTemperature(Context* context,
                                   const v1::UpdateHourlyTemperatureRequest* request,
                                   v1::HourlyTemperature* response) override;
  Reactor* DeleteHourlyTemperature(Context* context,
                                   const v1::DeleteHourlyTemperatureRequest* request,
                                   google::protobuf::Empty* response) override;
  grpc::ServerReadReactor<v1::ImportHourlyTemperaturesRequest>* ImportHourlyTemperatures(
      Context* context, imports::v1::ImportReport* response) override;
  Reactor* CreateDegreeDayNormal(Context* context, const v1::CreateDegreeDayNormalRequest* request,
                                 v1::DegreeDayNormal* response) override;
  Reactor* GetDegreeDayNormal(Context* context, const v1::GetDegreeDayNormalRequest* request,
                              v1::DegreeDayNormal* response) override;
  Reactor* ListDegreeDayNormals(Context* context, const v1::ListDegreeDayNormalsRequest* request,
                                v1::ListDegreeDayNormalsResponse* response) override;
  Reactor* UpdateDegreeDayNormal(Context* context, const v1::UpdateDegreeDayNormalRequest* request,
                                 v1::DegreeDayNormal* response) override;
  Reactor* DeleteDegreeDayNormal(Context* context, const v1::DeleteDegreeDayNormalRequest* request,
                                 google::protobuf::Empty* response) override;
  grpc::ServerReadReactor<v1::ImportDegreeDayNormalsRequest>* ImportDegreeDayNormals(
      Context* context, imports::v1::ImportReport* response) override;
  Reactor* CreateHeatingShare(Context* context, const v1::CreateHeatingShareRequest* request,
                              v1::HeatingShare* response) override;
  Reactor* GetHeatingShare(Context* context, const v1::GetHeatingShareRequest* request,
                           v1::HeatingShare* response) override;
  Reactor* ListHeatingShares(Context* context, const v1::ListHeatingSharesRequest* request,
                             v1::ListHeatingSharesResponse* response) override;
  Reactor* UpdateHeatingShare(Context* context, const v1::UpdateHeatingShareRequest* request,
                              v1::HeatingShare* response) override;
  Reactor* DeleteHeatingShare(Context* context, const v1::DeleteHeatingShareRequest* request,
                              google::protobuf::Empty* response) override;
  grpc::ServerReadReactor<v1::ImportHeatingSharesRequest>* ImportHeatingShares(
      Context* context, imports::v1::ImportReport* response) override;

 private:
  chassis::ResourceCalls<v1::WeatherStation> weather_station_calls_;
  chassis::ResourceCalls<v1::DailyTemperature> daily_temperature_calls_;
  chassis::ResourceCalls<v1::HourlyTemperature> hourly_temperature_calls_;
  chassis::ResourceCalls<v1::DegreeDayNormal> degree_day_normal_calls_;
  chassis::ResourceCalls<v1::HeatingShare> heating_share_calls_;
};

}  // namespace ett::property
