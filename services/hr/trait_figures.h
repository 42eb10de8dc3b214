#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "figures/figure.h"
#include "services/hr/domain/traits.h"
#include "services/hr/staff.h"

namespace ett::hr {

// A figure on a trait of the employees, by sector and sex, of the organisation then or now.
struct TraitMetric {
  // What decisions on what is withheld are kept under: the same for metrics of one trait, since
  // what one of them shows the other must not have hidden.
  std::string scope = {};
  enum class Number {
    kShare,       // amount of the category in percent of the base of all
    kSum,         // amount of the category
    kMean,        // amount of the category over its persons
    kWomenShare,  // women in percent of the category's persons of known sex
  };

  std::function<Trait(const Snapshot&, figures::Period)> trait;
  std::vector<Label> categories;
  Number number = Number::kShare;
  // The category that the figure is about; nothing: all but the first.
  std::optional<int> shown = std::nullopt;
  // Divides by the categories from this one on; empty: none does.
  std::string dimension = {};
  int first_of_dimension = 0;
  // Of what happens in a period: months would add up to a year, and one that is withheld be seen.
  bool years_only = false;
  // Whether anything of the kind is recorded at all; if not, it was not collected.
  std::function<bool(const Employment&)> collected = nullptr;
};

absl::StatusOr<std::vector<figures::Entry>> TraitFigures(const Staff& staff,
                                                         const TraitMetric& metric,
                                                         const figures::Query& query,
                                                         figures::Period period);

// By id of the metric.
std::map<std::string, TraitMetric> TraitMetrics();

}  // namespace ett::hr
