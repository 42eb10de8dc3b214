#pragma once

#include <optional>
#include <vector>

namespace ett::property {

// A component's grade: 0..3 for TG0..TG3, or nothing for TGIU, which is not a number. Weighed by
// the area of its building in m².
struct GradedComponent {
  double area_m2 = 0;
  std::optional<int> grade;
};

// Area-weighted mean of the grades that are numbers; nothing where there is none.
std::optional<double> MeanGrade(const std::vector<GradedComponent>& components);

// Percent of the weight that was not inspected; nothing where there is no weight.
std::optional<double> NotInspectedPercent(const std::vector<GradedComponent>& components);

}  // namespace ett::property
