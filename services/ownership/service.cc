#include "services/ownership/service.h"

#include "chassis/figure_service.h"
#include "ownership_migrations.h"
#include "services/ownership/figures.h"
#include "services/ownership/handler.h"
#include "services/ownership/interchange_handler.h"
#include "services/ownership/judges.h"
#include "services/ownership/kinds.h"
#include "services/ownership/position_handler.h"
#include "services/ownership/steering_handler.h"

namespace ett::ownership {
namespace {

std::vector<chassis::NamedService> Services(chassis::Parts& parts) {
  std::vector<chassis::NamedService> services;
  const auto registers = std::make_shared<RegisterCache>(parts.records);
  services.push_back(chassis::Named<v1::OwnershipService>(
      std::make_unique<OwnershipHandler>(parts.records, parts.calls)));
  services.push_back(chassis::Named<v1::SteeringService>(
      std::make_unique<SteeringHandler>(parts.records, parts.calls, registers)));
  const PositionSources sources{parts.records, registers, std::make_shared<WorldCache>()};
  services.push_back(
      chassis::Named<v1::PositionService>(std::make_unique<PositionHandler>(sources, parts.calls)));
  services.push_back(chassis::Named<v1::InterchangeService>(
      std::make_unique<InterchangeHandler>(sources, parts.calls)));
  services.push_back(
      chassis::Named<figures::v1::FigureService>(std::make_unique<chassis::FigureService>(
          "ownership", MakeCatalogue(registers), parts.records, parts.calls)));
  return services;
}

}  // namespace

chassis::ServiceSpec Service() {
  return {.name = "ownership",
          .description = "What a municipality owns of companies, and how they are governed.",
          .kinds = Kinds(),
          .migrations = Migrations(),
          .services = Services,
          .judges = MakeJudges};
}

}  // namespace ett::ownership
