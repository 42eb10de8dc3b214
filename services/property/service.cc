#include "services/property/service.h"

#include "chassis/figure_service.h"
#include "property_migrations.h"
#include "property_version.h"
#include "services/property/analysis_handler.h"
#include "services/property/energy_handler.h"
#include "services/property/figures.h"
#include "services/property/freshness.h"
#include "services/property/handler.h"
#include "services/property/judges.h"
#include "services/property/kinds.h"
#include "services/property/metering_handler.h"
#include "services/property/weather_handler.h"

namespace ett::property {
namespace {

std::vector<chassis::NamedService> Services(chassis::Parts& parts) {
  std::vector<chassis::NamedService> services;
  const auto cache = std::make_shared<RegisterCache>(parts.records);
  services.push_back(chassis::Named<v1::PropertyService>(
      std::make_unique<PropertyHandler>(parts.records, parts.calls, cache)));
  services.push_back(chassis::Named<v1::WeatherService>(
      std::make_unique<WeatherHandler>(parts.records, parts.calls)));
  services.push_back(chassis::Named<v1::MeteringService>(
      std::make_unique<MeteringHandler>(parts.records, parts.calls)));
  services.push_back(chassis::Named<v1::EnergyService>(
      std::make_unique<EnergyHandler>(parts.records, parts.calls)));
  services.push_back(chassis::Named<v1::EnergyAnalysisService>(
      std::make_unique<AnalysisHandler>(parts.records, parts.calls, cache)));
  services.push_back(
      chassis::Named<figures::v1::FigureService>(std::make_unique<chassis::FigureService>(
          "property", MakeCatalogue(cache), parts.records, parts.calls)));
  services.back().beside = ShowFreshness(parts.records, parts.metrics);
  return services;
}

}  // namespace

chassis::ServiceSpec Service() {
  return {
      .name = "property",
      .version = kVersion,
      .description = "Buildings of a municipality, what is done to them and the energy they use.",
      .kinds = Kinds(),
      .migrations = Migrations(),
      .services = Services,
      .judges = MakeJudges};
}

}  // namespace ett::property
