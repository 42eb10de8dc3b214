#include "services/ownership/service.h"

#include <utility>

#include "chassis/figure_service.h"
#include "chassis/officers.h"
#include "ownership_migrations.h"
#include "ownership_version.h"
#include "services/ownership/figures.h"
#include "services/ownership/handler.h"
#include "services/ownership/interchange_handler.h"
#include "services/ownership/interest_handler.h"
#include "services/ownership/judges.h"
#include "services/ownership/kinds.h"
#include "services/ownership/position_handler.h"
#include "services/ownership/steering_handler.h"
#include "status/macros.h"

namespace ett::ownership {
namespace {

struct Options {
  std::string privacy_officers;  // path; empty: nobody
};

std::vector<const records::Kind*> AllKinds() {
  std::vector<const records::Kind*> all = Kinds();
  all.push_back(&DeclaredInterestKind());
  return all;
}

absl::StatusOr<std::vector<chassis::NamedService>> Services(const Options& options,
                                                            chassis::Parts& parts) {
  chassis::Officers officers;
  if (!options.privacy_officers.empty()) {
    ASSIGN_OR_RETURN(officers, chassis::Officers::Load(options.privacy_officers, parts.has_gate));
  }
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
  services.push_back(chassis::Named<v1::InterestService>(std::make_unique<InterestHandler>(
      parts.records, parts.calls, registers, std::move(officers))));
  services.push_back(
      chassis::Named<figures::v1::FigureService>(std::make_unique<chassis::FigureService>(
          "ownership", MakeCatalogue(registers), parts.records, parts.calls)));
  return services;
}

}  // namespace

chassis::ServiceSpec Service() {
  const auto options = std::make_shared<Options>();
  return {.name = "ownership",
          .version = kVersion,
          .description = "What a municipality owns of companies, and how they are governed.",
          .kinds = AllKinds(),
          .migrations = Migrations(),
          .services = [options](chassis::Parts& parts) { return Services(*options, parts); },
          .flags =
              [options](chassis::Flags& flags) {
                flags.Add("privacy-officers", options->privacy_officers,
                          "File of those who may call InterestService; nobody when empty. Its "
                          "lines are: name SHA-256-of-secret, and: fingerprint-key 64-hex-digits; "
                          "the key alone where tokens say who calls");
              },
          .judges = MakeJudges};
}

}  // namespace ett::ownership
