#include "services/hr/service.h"

#include <prometheus/counter.h>

#include "chassis/figure_service.h"
#include "chassis/log.h"
#include "chassis/officers.h"
#include "hr_migrations.h"
#include "hr_version.h"
#include "services/hr/decide_ahead.h"
#include "services/hr/figures.h"
#include "services/hr/handler.h"
#include "services/hr/judges.h"
#include "services/hr/kinds.h"
#include "services/hr/privacy_handler.h"
#include "status/macros.h"

namespace ett::hr {
namespace {

constexpr int kYearsAhead = 3;

struct Options {
  Limits limits;
  std::string privacy_officers;  // path; empty: nobody
  AheadOptions ahead;            // none, unless this is a process with flags
};

// Counts what is withheld.
Decisions::Told Counted(chassis::Metrics& metrics) {
  auto& cells = prometheus::BuildCounter()
                    .Name("hr_cells_withheld_total")
                    .Help(
                        "Cells of months that were decided on and are withheld from then on, by "
                        "what is published.")
                    .Register(*metrics.registry());
  return [&cells](const std::string& scope, std::size_t withheld) {
    cells.Add({{"scope", scope}}).Increment(static_cast<double>(withheld));
  };
}

AheadOptions Observed(AheadOptions options, chassis::Metrics& metrics) {
  auto& years = prometheus::BuildCounter()
                    .Name("hr_years_decided_ahead_total")
                    .Help("Years of a municipality that were decided on before anybody asked.")
                    .Register(*metrics.registry())
                    .Add({});
  options.decided = [&years](const std::string& municipality, int year, absl::Duration took) {
    years.Increment();
    chassis::LogInfo("decided ahead", {{"municipality", municipality},
                                       {"year", std::int64_t{year}},
                                       {"seconds", absl::ToDoubleSeconds(took)}});
  };
  options.failed = [](const absl::Status& status) {
    chassis::LogWarning("not decided ahead", {{"error", std::string(status.message())}});
  };
  return options;
}

absl::StatusOr<std::vector<chassis::NamedService>> Services(const Options& options,
                                                            chassis::Parts& parts) {
  chassis::Officers officers;
  if (!options.privacy_officers.empty()) {
    ASSIGN_OR_RETURN(officers, chassis::Officers::Load(options.privacy_officers, parts.has_gate));
  }
  std::vector<chassis::NamedService> services;
  services.push_back(
      chassis::Named<v1::HrService>(std::make_unique<HrHandler>(parts.records, parts.calls)));
  services.push_back(chassis::Named<v1::PrivacyService>(
      std::make_unique<PrivacyHandler>(parts.records, parts.calls, std::move(officers))));
  const auto cache = std::make_shared<SnapshotCache>(parts.records, Counted(parts.metrics));
  services.push_back(
      chassis::Named<figures::v1::FigureService>(std::make_unique<chassis::FigureService>(
          "hr", MakeCatalogue(cache), parts.records, parts.calls)));
  services.back().beside =
      std::make_shared<DecideAhead>(parts.records, cache, Observed(options.ahead, parts.metrics));
  return services;
}

}  // namespace

chassis::ServiceSpec Service() {
  const auto options = std::make_shared<Options>();
  return {.name = "hr",
          .version = kVersion,
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
                          "are: name SHA-256-of-secret, and: fingerprint-key 64-hex-digits; the "
                          "key alone where tokens say who calls");
                options->ahead.years = kYearsAhead;
                flags.Add("decide-ahead-years", options->ahead.years,
                          "Years of each municipality, at most, to decide on what is published "
                          "of, once records have not changed for a minute; 0 waits for readers");
              },
          .judges = [options] { return MakeJudges(options->limits); }};
}

}  // namespace ett::hr
