#include "chassis/figure_service.h"
#include "chassis/service_main.h"
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
}  // namespace ett::ownership

int main(int argc, char** argv) {
  return ett::chassis::ServiceMain(
      argc, argv,
      {"ownership", "What a municipality owns of companies, and how they are governed.",
       ett::ownership::Kinds(), ett::ownership::Migrations(), ett::ownership::Services});
}
