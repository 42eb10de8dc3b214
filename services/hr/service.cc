#include "services/hr/service.h"

#include "chassis/figure_service.h"
#include "hr_migrations.h"
#include "services/hr/figures.h"
#include "services/hr/handler.h"
#include "services/hr/kinds.h"

namespace ett::hr {
namespace {

std::vector<chassis::NamedService> Services(chassis::Parts& parts) {
  std::vector<chassis::NamedService> services;
  services.push_back(
      chassis::Named<v1::HrService>(std::make_unique<HrHandler>(parts.records, parts.calls)));
  services.push_back(
      chassis::Named<figures::v1::FigureService>(std::make_unique<chassis::FigureService>(
          "hr", MakeCatalogue(parts.records), parts.records, parts.calls)));
  return services;
}

}  // namespace

chassis::ServiceSpec Service() {
  return {"hr", "HR metrics of a municipality, computed from records of its employees.", Kinds(),
          Migrations(), Services};
}

}  // namespace ett::hr
