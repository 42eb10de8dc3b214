#include "services/hr/domain/testing/attacker.h"

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <coin/ClpSimplex.hpp>
#include <cstdint>
#include <utility>

namespace ett::hr {
namespace {

// Integers modulo a prime that is not the one used for protection.
class Modular {
 public:
  Modular(std::int64_t value = 0) : value_((value % kPrime + kPrime) % kPrime) {}  // NOLINT
  Modular operator*(Modular other) const { return value_ * other.value_; }
  Modular operator-(Modular other) const { return value_ - other.value_; }
  Modular operator/(Modular other) const {
    Modular inverse = 1;
    for (std::int64_t exponent = kPrime - 2; exponent > 0; exponent /= 2) {
      if (exponent % 2 == 1) inverse = inverse * other;
      other = other * other;
    }
    return *this * inverse;
  }
  bool operator==(const Modular&) const = default;

 private:
  static constexpr std::int64_t kPrime = 1'000'000'007;
  std::int64_t value_;
};

template <class Number>
std::vector<Number> RowOf(const std::vector<int>& groups, int count) {
  std::vector<Number> row(count, Number(0));
  for (const int group : groups) row[group] = Number(1);
  return row;
}

// Gauss: brings the published cells into steps, and sees whether nothing is left of the sum.
template <class Number>
bool LiesInSpan(const std::vector<PublishedCell>& published, const std::vector<int>& groups,
                int count) {
  std::vector<std::vector<Number>> steps;
  std::vector<int> leads;
  const auto reduce = [&](std::vector<Number> row) {
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const Number factor = row[leads[i]];
      if (factor == Number(0)) continue;
      for (int j = 0; j < count; ++j) row[j] = row[j] - factor * steps[i][j];
    }
    return row;
  };
  const auto lead_of = [&](const std::vector<Number>& row) {
    return std::find_if(row.begin(), row.end(),
                        [](const Number& each) { return !(each == Number(0)); }) -
           row.begin();
  };
  for (const PublishedCell& cell : published) {
    std::vector<Number> row = reduce(RowOf<Number>(cell.groups, count));
    const auto lead = lead_of(row);
    if (lead == count) continue;
    const Number first = row[lead];
    for (Number& each : row) each = each / first;
    steps.push_back(std::move(row));
    leads.push_back(static_cast<int>(lead));
  }
  return lead_of(reduce(RowOf<Number>(groups, count))) == count;
}

constexpr double kFar = 1e6;

}  // namespace

struct Attacker::Program {
  ClpSimplex model;
};

Attacker::Attacker(int groups, std::vector<PublishedCell> published)
    : groups_(groups), published_(std::move(published)) {}

Attacker::~Attacker() { delete program_; }

bool Attacker::CanCompute(const std::vector<int>& groups) const {
  return LiesInSpan<Modular>(published_, groups, groups_);
}

bool Attacker::CanComputeExactly(const std::vector<int>& groups) const {
  return LiesInSpan<boost::multiprecision::cpp_rational>(published_, groups, groups_);
}

double Attacker::Width(const std::vector<int>& groups) {
  if (program_ == nullptr) {
    program_ = new Program();
    ClpSimplex& model = program_->model;
    model.setLogLevel(0);
    model.resize(0, groups_);
    for (int i = 0; i < groups_; ++i) model.setColumnBounds(i, 0, kFar);
    for (const PublishedCell& cell : published_) {
      if (cell.groups.empty()) continue;
      const std::vector<double> ones(cell.groups.size(), 1.0);
      model.addRow(static_cast<int>(ones.size()), cell.groups.data(), ones.data(), cell.value,
                   cell.value);
    }
  }
  ClpSimplex& model = program_->model;
  if (model.numberRows() == 0) return kFar;  // the solver wants one
  for (int i = 0; i < groups_; ++i) model.setObjectiveCoefficient(i, 0);
  for (const int group : groups) model.setObjectiveCoefficient(group, 1);
  model.setOptimizationDirection(-1);
  model.primal();
  const double most = model.objectiveValue();
  model.setOptimizationDirection(1);
  model.primal();
  return std::min(most - model.objectiveValue(), kFar);
}

}  // namespace ett::hr
