#include "services/ownership/service.h"

#include "chassis/figure_service.h"
#include "ownership_migrations.h"
#include "services/ownership/figures.h"
#include "services/ownership/handler.h"
#include "services/ownership/kinds.h"

namespace ett::ownership {
namespace {

std::vector<chassis::NamedService> Services(chassis::Parts& parts) {
  std::vector<chassis::NamedService> services;
  services.push_back(chassis::Named<v1::OwnershipService>(
      std::make_unique<OwnershipHandler>(parts.records, parts.calls)));
  services.push_back(
      chassis::Named<figures::v1::FigureService>(std::make_unique<chassis::FigureService>(
          "ownership", MakeCatalogue(parts.records), parts.records, parts.calls)));
  return services;
}

}  // namespace

chassis::ServiceSpec Service() {
  return {"ownership", "What a municipality owns of companies, and how they are governed.", Kinds(),
          Migrations(), Services};
}

}  // namespace ett::ownership
