#include "services/hr/service.h"

#include "chassis/figure_service.h"
#include "hr_migrations.h"
#include "services/hr/figures.h"
#include "services/hr/handler.h"
#include "services/hr/judges.h"
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
  const auto limits = std::make_shared<Limits>();
  return {.name = "hr",
          .description = "HR metrics of a municipality, computed from records of its employees.",
          .kinds = Kinds(),
          .migrations = Migrations(),
          .services = Services,
          .flags =
              [limits](chassis::Flags& flags) {
                flags.Add(
                    "most-position-percent", limits->most_position_percent,
                    "Percent of full time that a person's employments may add up to, per day");
              },
          .judges = [limits] { return MakeJudges(*limits); }};
}

}  // namespace ett::hr
