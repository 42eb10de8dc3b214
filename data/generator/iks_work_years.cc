#include "data/generator/iks_work_years.h"

#include "absl/strings/str_cat.h"
#include "data/generator/random.h"

namespace ett::reference {
namespace {

constexpr int kFirstYear = 2016;
constexpr int kLastYear = 2018;

}  // namespace

std::vector<figures::v1::ReportedFigure> GenerateIksWorkYears(const Options& options,
                                                              const OwnershipRecords& ownership) {
  std::vector<std::string> companies = {"asker-og-baerum-brann-og-redning"};
  for (const auto& entity : ownership.entities) {
    if (entity.form() != ett::ownership::v1::ENTITY_FORM_IKS) continue;
    companies.push_back(entity.name().substr(entity.name().rfind('/') + 1));
  }
  Random random(options.seed + 79);
  std::vector<figures::v1::ReportedFigure> reported;
  for (const std::string& company : companies) {
    int work_years = random.Between(20, 160);
    for (int year = kFirstYear; year <= kLastYear; ++year) {
      figures::v1::ReportedFigure& figure = reported.emplace_back();
      figure.set_metric("hr/iks-work-years");
      figure.set_period(absl::StrCat(year));
      figure.set_value(absl::StrCat(work_years, ".", random.Below(10)));
      figure.add_categories(absl::StrCat("company=", company));
      figure.set_source("generated; no annual report of the company lies behind");
      figure.set_synthetic(true);
      work_years += random.Between(-3, 4);
    }
  }
  return reported;
}

}  // namespace ett::reference
