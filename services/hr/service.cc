#include "services/hr/service.h"

#include "chassis/figure_service.h"
#include "hr_migrations.h"
#include "services/hr/figures.h"
#include "services/hr/handler.h"
#include "services/hr/judges.h"
#include "services/hr/kinds.h"
#include "services/hr/officers.h"
#include "services/hr/privacy_handler.h"
#include "status/macros.h"

namespace ett::hr {
namespace {

struct Options {
  Limits limits;
  std::string privacy_officers;  // path; empty: nobody
};

absl::StatusOr<std::vector<chassis::NamedService>> Services(const Options& options,
                                                            chassis::Parts& parts) {
  Officers officers;
  if (!options.privacy_officers.empty()) {
    ASSIGN_OR_RETURN(officers, Officers::Load(options.privacy_officers));
  }
  std::vector<chassis::NamedService> services;
  services.push_back(
      chassis::Named<v1::HrService>(std::make_unique<HrHandler>(parts.records, parts.calls)));
  services.push_back(chassis::Named<v1::PrivacyService>(
      std::make_unique<PrivacyHandler>(parts.records, parts.calls, std::move(officers))));
  services.push_back(
      chassis::Named<figures::v1::FigureService>(std::make_unique<chassis::FigureService>(
          "hr", MakeCatalogue(parts.records), parts.records, parts.calls)));
  return services;
}

}  // namespace

chassis::ServiceSpec Service() {
  const auto options = std::make_shared<Options>();
  return {.name = "hr",
          .description = "HR metrics of a municipality, computed from records of its employees.",
          .kinds = Kinds(),
          .migrations = Migrations(),
          .services = [options](chassis::Parts& parts) { return Services(*options, parts); },
          .flags =
              [options](chassis::Flags& flags) {
                flags.Add(
                    "most-position-percent", options->limits.most_position_percent,
                    "Percent of full time that a person's employments may add up to, per day");
                flags.Add("privacy-officers", options->privacy_officers,
                          "File of those who may call PrivacyService; nobody when empty. Its lines "
                          "are: name SHA-256-of-secret, and: fingerprint-key 64-hex-digits");
              },
          .judges = [options] { return MakeJudges(options->limits); }};
}

}  // namespace ett::hr
