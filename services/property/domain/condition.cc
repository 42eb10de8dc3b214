#include "services/property/domain/condition.h"

namespace ett::property {

std::optional<double> MeanGrade(const std::vector<GradedComponent>& components) {
  double weighted = 0;
  double weight = 0;
  for (const GradedComponent& component : components) {
    if (!component.grade) continue;
    weighted += component.area_m2 * *component.grade;
    weight += component.area_m2;
  }
  if (weight <= 0) return std::nullopt;
  return weighted / weight;
}

std::optional<double> NotInspectedPercent(const std::vector<GradedComponent>& components) {
  double out = 0;
  double weight = 0;
  for (const GradedComponent& component : components) {
    weight += component.area_m2;
    if (!component.grade) out += component.area_m2;
  }
  if (weight <= 0) return std::nullopt;
  return 100 * out / weight;
}

}  // namespace ett::property
