#include "services/hr/staff_figures.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_join.h"
#include "services/hr/staff_view.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::hr {
namespace {

using figures::Entry;
using figures::Query;

constexpr char kBreakdowns[] =
    "a breakdown that is published: by some of unit, sex and age-group; of sector, sex and "
    "age-group; of sector, sex and job-group; one of certification and length besides; full-time "
    "and temporary shares by unit, or by sector and sex; pay by sector, sex and job-group";

const std::map<std::string, Axis>& AxesByDimension() {
  static const auto& axes = *new std::map<std::string, Axis>{{"sector", Axis::kSector},
                                                             {"unit", Axis::kUnit},
                                                             {"sex", Axis::kSex},
                                                             {"age-group", Axis::kAge},
                                                             {"job-group", Axis::kJobGroup}};
  return axes;
}

// Neither by whom it is counted nor by which organisation.
bool DividesWhatIsCounted(const std::string& dimension) {
  return !AxisOf(dimension) && dimension != kOrganisation;
}

}  // namespace

std::optional<Axis> AxisOf(const std::string& dimension) {
  const auto found = AxesByDimension().find(dimension);
  if (found == AxesByDimension().end()) return std::nullopt;
  return found->second;
}

figures::Text ToText(const Label& label) { return figures::MakeText(label.nb, label.en); }

figures::Absent Withheld() {
  return {figures::pb::CELL_REASON_SUPPRESSED,
          figures::MakeText("færre enn 5 kunne bli gjenkjent", "fewer than 5 could be recognised")};
}

absl::Status CheckDimensions(const StaffMetric& metric,
                             const std::vector<std::string>& dimensions) {
  const auto variants = std::count_if(dimensions.begin(), dimensions.end(), DividesWhatIsCounted);
  Axes axes = AxesOf(metric, dimensions);
  if (metric.share_by) axes.push_back(*metric.share_by);
  if (variants <= 1 && IsInScope(metric.of_pay ? PayScope() : StaffScope(), axes)) {
    return absl::OkStatus();
  }
  return status::InvalidField("dimensions", kBreakdowns, absl::StrJoin(dimensions, ", "),
                              "NOT_PUBLISHED");
}

absl::StatusOr<std::vector<Entry>> StaffFigures(const Staff& staff, const StaffMetric& metric,
                                                const Query& query, figures::Period period) {
  std::vector<Entry> entries;
  if (metric.collected && !metric.collected(staff.snapshot(), period)) return entries;
  std::vector<std::shared_ptr<const Universe>> publications(metric.twelve_months ? 2 : 1);
  int year = period.year();
  for (auto& publication : publications) {
    ASSIGN_OR_RETURN(publication,
                     metric.of_pay ? staff.PayPublicationOf(year) : staff.PublicationOf(year));
    --year;
  }
  const StaffQuestion question{staff, metric, query, period, std::move(publications)};
  const auto& dimensions = query.dimensions;
  const auto by = std::find_if(dimensions.begin(), dimensions.end(), DividesWhatIsCounted);
  std::vector<Variant> variants = {{{}, metric.numbers}};
  if (by != dimensions.end()) variants = metric.variants.at(*by);
  for (const Organisation organisation : OrganisationsOf(query)) {
    for (const Variant& variant : variants) {
      AddFigures(question, variant, organisation, entries);
    }
  }
  return entries;
}

}  // namespace ett::hr
