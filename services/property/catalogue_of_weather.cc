#include <utility>

#include "services/property/catalogue.h"

namespace ett::property {
namespace {

using figures::MakeText;
using figures::Metric;
using figures::MetricDimension;
using figures::pb::CHANGE_KIND_PERCENT;

constexpr char kSsb[] = "SSB; Enova";

MetricDimension NormalPeriod() {
  return {"normal-period", MakeText("Normalperiode", "Normal period")};
}

std::vector<Metric> OfDegreeDays() {
  const Metric days = {
      .id = "degree-days",
      .title = MakeText("Graddager", "Degree days"),
      .definition = MakeText("Summen over døgnene av hvor mange grader døgnmiddelet ligger under "
                             "17 °C, eller under basen som det spørres etter, ved stasjonen som "
                             "kommunens energibruk korrigeres etter.",
                             "The sum over the days of how many degrees the day's mean is below "
                             "17 °C, or below the base that is asked for, at the station that the "
                             "municipality's energy use is corrected by."),
      .definition_source = kSsb,
      .unit = MakeText("graddager", "degree days"),
      .change_kind = CHANGE_KIND_PERCENT,
      .dimensions = {{"base", MakeText("Base", "Base")}},
      .provenance = "weather stations, temperatures"};
  Metric normal = days;
  normal.id = "degree-day-normal";
  normal.title = MakeText("Graddager i et normalår", "Degree days of a normal year");
  normal.definition = MakeText("Graddager under 17 °C i periodens måneder i en normalperiode.",
                               "Degree days below 17 °C in the period's months of a normal "
                               "period.");
  normal.dimensions = {NormalPeriod()};
  normal.provenance = "weather stations, degree day normals";
  return {days, normal};
}

std::vector<Metric> OfCorrectedEnergy() {
  const Metric corrected = {
      .id = "energy-use-corrected",
      .title = MakeText("Energibruk, temperaturkorrigert", "Energy use, corrected for weather"),
      .definition = MakeText(
          "Energibruk i bygg der andelen som følger temperaturen, etter bygningens bruk, er regnet "
          "om fra periodens graddager til normalens: E × ((1 − a) + a × normal / faktisk). Tall "
          "med ulike normalperioder kan ikke sammenlignes.",
          "Energy use in buildings of which the share that follows the temperature, by the "
          "building's use, is that of the normal degree days in place of the period's: "
          "E × ((1 − a) + a × normal / actual). Figures with different normal periods are not "
          "comparable."),
      .definition_source = kSsb,
      .unit = MakeText("kWh", "kWh"),
      .change_kind = CHANGE_KIND_PERCENT,
      .dimensions = {Carrier(), Function(), Building(), Site(), Group(), NormalPeriod()},
      .provenance = "meters, readings, daily temperatures, degree day normals, heating shares"};
  Metric per_m2 = corrected;
  per_m2.id = "energy-use-corrected-per-m2";
  per_m2.title = MakeText("Energibruk per m², temperaturkorrigert",
                          "Energy use per m², corrected for weather");
  per_m2.definition = MakeText(
      "Temperaturkorrigert energibruk delt på eid bruttoareal (BTA) ved utgangen av perioden.",
      "Energy use corrected for weather, divided by the owned gross area (BTA) at the end of the "
      "period.");
  per_m2.unit = MakeText("kWh/m²", "kWh/m²");
  per_m2.decimals = 1;
  per_m2.dimensions.erase(per_m2.dimensions.begin());
  per_m2.provenance += ", areas";
  return {corrected, per_m2};
}

}  // namespace

std::vector<Metric> WeatherMetrics() {
  std::vector<Metric> all = OfDegreeDays();
  for (Metric& metric : OfCorrectedEnergy()) all.push_back(std::move(metric));
  return all;
}

}  // namespace ett::property
