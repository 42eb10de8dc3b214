#include "services/property/weather_handler.h"

#include "services/property/weather_kinds.h"

namespace ett::property {

WeatherHandler::WeatherHandler(records::Records& records, chassis::Calls& calls)
    : weather_station_calls_(records, calls, WeatherStationKind()),
      daily_temperature_calls_(records, calls, DailyTemperatureKind()),
      hourly_temperature_calls_(records, calls, HourlyTemperatureKind()),
      degree_day_normal_calls_(records, calls, DegreeDayNormalKind()),
      heating_share_calls_(records, calls, HeatingShareKind()) {}

WeatherHandler::Reactor* WeatherHandler::CreateWeatherStation(
    Context* context, const v1::CreateWeatherStationRequest* request,
    v1::WeatherStation* response) {
  return weather_station_calls_.Create(context, request, response,
                                       &v1::CreateWeatherStationRequest::weather_station_id,
                                       &v1::CreateWeatherStationRequest::weather_station);
}

WeatherHandler::Reactor* WeatherHandler::GetWeatherStation(
    Context* context, const v1::GetWeatherStationRequest* request, v1::WeatherStation* response) {
  return weather_station_calls_.Get(context, request, response);
}

WeatherHandler::Reactor* WeatherHandler::ListWeatherStations(
    Context* context, const v1::ListWeatherStationsRequest* request,
    v1::ListWeatherStationsResponse* response) {
  return weather_station_calls_.List(context, request, response,
                                     &v1::ListWeatherStationsResponse::mutable_weather_stations);
}

WeatherHandler::Reactor* WeatherHandler::UpdateWeatherStation(
    Context* context, const v1::UpdateWeatherStationRequest* request,
    v1::WeatherStation* response) {
  return weather_station_calls_.Update(context, request, response,
                                       &v1::UpdateWeatherStationRequest::weather_station);
}

WeatherHandler::Reactor* WeatherHandler::DeleteWeatherStation(
    Context* context, const v1::DeleteWeatherStationRequest* request,
    google::protobuf::Empty* response) {
  return weather_station_calls_.Delete(context, request, response);
}

grpc::ServerReadReactor<v1::ImportWeatherStationsRequest>* WeatherHandler::ImportWeatherStations(
    Context* context, imports::v1::ImportReport* response) {
  return weather_station_calls_.Import(context, response,
                                       &v1::ImportWeatherStationsRequest::weather_stations);
}

WeatherHandler::Reactor* WeatherHandler::CreateDailyTemperature(
    Context* context, const v1::CreateDailyTemperatureRequest* request,
    v1::DailyTemperature* response) {
  return daily_temperature_calls_.Create(context, request, response,
                                         &v1::CreateDailyTemperatureRequest::daily_temperature_id,
                                         &v1::CreateDailyTemperatureRequest::daily_temperature);
}

WeatherHandler::Reactor* WeatherHandler::GetDailyTemperature(
    Context* context, const v1::GetDailyTemperatureRequest* request,
    v1::DailyTemperature* response) {
  return daily_temperature_calls_.Get(context, request, response);
}

WeatherHandler::Reactor* WeatherHandler::ListDailyTemperatures(
    Context* context, const v1::ListDailyTemperaturesRequest* request,
    v1::ListDailyTemperaturesResponse* response) {
  return daily_temperature_calls_.List(
      context, request, response, &v1::ListDailyTemperaturesResponse::mutable_daily_temperatures);
}

WeatherHandler::Reactor* WeatherHandler::UpdateDailyTemperature(
    Context* context, const v1::UpdateDailyTemperatureRequest* request,
    v1::DailyTemperature* response) {
  return daily_temperature_calls_.Update(context, request, response,
                                         &v1::UpdateDailyTemperatureRequest::daily_temperature);
}

WeatherHandler::Reactor* WeatherHandler::DeleteDailyTemperature(
    Context* context, const v1::DeleteDailyTemperatureRequest* request,
    google::protobuf::Empty* response) {
  return daily_temperature_calls_.Delete(context, request, response);
}

grpc::ServerReadReactor<v1::ImportDailyTemperaturesRequest>*
WeatherHandler::ImportDailyTemperatures(Context* context, imports::v1::ImportReport* response) {
  return daily_temperature_calls_.Import(context, response,
                                         &v1::ImportDailyTemperaturesRequest::daily_temperatures);
}

WeatherHandler::Reactor* WeatherHandler::CreateHourlyTemperature(
    Context* context, const v1::CreateHourlyTemperatureRequest* request,
    v1::HourlyTemperature* response) {
  return hourly_temperature_calls_.Create(
      context, request, response, &v1::CreateHourlyTemperatureRequest::hourly_temperature_id,
      &v1::CreateHourlyTemperatureRequest::hourly_temperature);
}

WeatherHandler::Reactor* WeatherHandler::GetHourlyTemperature(
    Context* context, const v1::GetHourlyTemperatureRequest* request,
    v1::HourlyTemperature* response) {
  return hourly_temperature_calls_.Get(context, request, response);
}

WeatherHandler::Reactor* WeatherHandler::ListHourlyTemperatures(
    Context* context, const v1::ListHourlyTemperaturesRequest* request,
    v1::ListHourlyTemperaturesResponse* response) {
  return hourly_temperature_calls_.List(
      context, request, response, &v1::ListHourlyTemperaturesResponse::mutable_hourly_temperatures);
}

WeatherHandler::Reactor* WeatherHandler::UpdateHourlyTemperature(
    Context* context, const v1::UpdateHourlyTemperatureRequest* request,
    v1::HourlyTemperature* response) {
  return hourly_temperature_calls_.Update(context, request, response,
                                          &v1::UpdateHourlyTemperatureRequest::hourly_temperature);
}

WeatherHandler::Reactor* WeatherHandler::DeleteHourlyTemperature(
    Context* context, const v1::DeleteHourlyTemperatureRequest* request,
    google::protobuf::Empty* response) {
  return hourly_temperature_calls_.Delete(context, request, response);
}

grpc::ServerReadReactor<v1::ImportHourlyTemperaturesRequest>*
WeatherHandler::ImportHourlyTemperatures(Context* context, imports::v1::ImportReport* response) {
  return hourly_temperature_calls_.Import(
      context, response, &v1::ImportHourlyTemperaturesRequest::hourly_temperatures);
}

WeatherHandler::Reactor* WeatherHandler::CreateDegreeDayNormal(
    Context* context, const v1::CreateDegreeDayNormalRequest* request,
    v1::DegreeDayNormal* response) {
  return degree_day_normal_calls_.Create(context, request, response,
                                         &v1::CreateDegreeDayNormalRequest::degree_day_normal_id,
                                         &v1::CreateDegreeDayNormalRequest::degree_day_normal);
}

WeatherHandler::Reactor* WeatherHandler::GetDegreeDayNormal(
    Context* context, const v1::GetDegreeDayNormalRequest* request, v1::DegreeDayNormal* response) {
  return degree_day_normal_calls_.Get(context, request, response);
}

WeatherHandler::Reactor* WeatherHandler::ListDegreeDayNormals(
    Context* context, const v1::ListDegreeDayNormalsRequest* request,
    v1::ListDegreeDayNormalsResponse* response) {
  return degree_day_normal_calls_.List(
      context, request, response, &v1::ListDegreeDayNormalsResponse::mutable_degree_day_normals);
}

WeatherHandler::Reactor* WeatherHandler::UpdateDegreeDayNormal(
    Context* context, const v1::UpdateDegreeDayNormalRequest* request,
    v1::DegreeDayNormal* response) {
  return degree_day_normal_calls_.Update(context, request, response,
                                         &v1::UpdateDegreeDayNormalRequest::degree_day_normal);
}

WeatherHandler::Reactor* WeatherHandler::DeleteDegreeDayNormal(
    Context* context, const v1::DeleteDegreeDayNormalRequest* request,
    google::protobuf::Empty* response) {
  return degree_day_normal_calls_.Delete(context, request, response);
}

grpc::ServerReadReactor<v1::ImportDegreeDayNormalsRequest>* WeatherHandler::ImportDegreeDayNormals(
    Context* context, imports::v1::ImportReport* response) {
  return degree_day_normal_calls_.Import(context, response,
                                         &v1::ImportDegreeDayNormalsRequest::degree_day_normals);
}

WeatherHandler::Reactor* WeatherHandler::CreateHeatingShare(
    Context* context, const v1::CreateHeatingShareRequest* request, v1::HeatingShare* response) {
  return heating_share_calls_.Create(context, request, response,
                                     &v1::CreateHeatingShareRequest::heating_share_id,
                                     &v1::CreateHeatingShareRequest::heating_share);
}

WeatherHandler::Reactor* WeatherHandler::GetHeatingShare(Context* context,
                                                         const v1::GetHeatingShareRequest* request,
                                                         v1::HeatingShare* response) {
  return heating_share_calls_.Get(context, request, response);
}

WeatherHandler::Reactor* WeatherHandler::ListHeatingShares(
    Context* context, const v1::ListHeatingSharesRequest* request,
    v1::ListHeatingSharesResponse* response) {
  return heating_share_calls_.List(context, request, response,
                                   &v1::ListHeatingSharesResponse::mutable_heating_shares);
}

WeatherHandler::Reactor* WeatherHandler::UpdateHeatingShare(
    Context* context, const v1::UpdateHeatingShareRequest* request, v1::HeatingShare* response) {
  return heating_share_calls_.Update(context, request, response,
                                     &v1::UpdateHeatingShareRequest::heating_share);
}

WeatherHandler::Reactor* WeatherHandler::DeleteHeatingShare(
    Context* context, const v1::DeleteHeatingShareRequest* request,
    google::protobuf::Empty* response) {
  return heating_share_calls_.Delete(context, request, response);
}

grpc::ServerReadReactor<v1::ImportHeatingSharesRequest>* WeatherHandler::ImportHeatingShares(
    Context* context, imports::v1::ImportReport* response) {
  return heating_share_calls_.Import(context, response,
                                     &v1::ImportHeatingSharesRequest::heating_shares);
}

}  // namespace ett::property
