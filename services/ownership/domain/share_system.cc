#include "services/ownership/domain/share_system.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "services/ownership/domain/dense_system.h"

namespace ett::ownership {
namespace {

// Elimination takes the cube of it. The second is for what sweeps do not settle.
constexpr std::size_t kMostDense = 64;
constexpr std::size_t kMostDenseAtAll = 1000;
// Enough for companies that own 99.9 % of each other, with what extrapolation saves.
constexpr int kMostSweeps = 2000;
// Sweeps between two tries to extrapolate, so that what is not the slowest has died down.
constexpr int kSweepsBetween = 4;
// Of one operation on doubles.
constexpr double kRounding = std::numeric_limits<double>::epsilon() / 2;

// The factor by which changes shrink from one sweep to the next, where all shrink by the same.
std::optional<double> CommonFactor(const std::vector<double>& before,
                                   const std::vector<double>& after) {
  double square = 0, product = 0;
  for (std::size_t i = 0; i < before.size(); ++i) {
    square += before[i] * before[i];
    product += before[i] * after[i];
  }
  const double factor = product / square;
  if (!(factor > 0 && factor < 1)) return std::nullopt;
  double rest = 0;
  for (std::size_t i = 0; i < before.size(); ++i) {
    const double other = after[i] - factor * before[i];
    rest += other * other;
  }
  // What does not shrink so would grow by as much as extrapolation goes ahead.
  if (std::sqrt(rest) > 0.1 * (1 - factor) * std::sqrt(square)) return std::nullopt;
  return factor;
}

// To where the changes lead when they go on shrinking as they did.
void Extrapolate(const std::vector<double>& before, const std::vector<double>& after,
                 std::vector<double>& x) {
  const std::optional<double> factor = CommonFactor(before, after);
  if (!factor) return;
  for (std::size_t i = 0; i < x.size(); ++i) x[i] += after[i] * *factor / (1 - *factor);
}

// Nothing where roundings are too large.
std::optional<DenseSystem<double>> Dense(std::size_t size, const std::vector<std::uint32_t>& first,
                                         const std::vector<std::uint32_t>& columns,
                                         const std::vector<double>& shares) {
  DenseSystem<double> dense(size);
  for (std::size_t row = 0; row < size; ++row) {
    for (std::size_t i = first[row]; i < first[row + 1]; ++i) dense.Add(row, columns[i], shares[i]);
  }
  if (!dense.Eliminate()) return std::nullopt;
  return dense;
}

std::vector<double> ValuesOf(const std::vector<Estimate>& estimates) {
  std::vector<double> values;
  values.reserve(estimates.size());
  for (const Estimate& each : estimates) values.push_back(each.value);
  return values;
}

std::vector<Estimate> WithErrors(const std::vector<double>& x, const std::vector<double>& t,
                                 double support) {
  std::vector<Estimate> estimates(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double error = support > 0 ? t[i] / support : std::numeric_limits<double>::infinity();
    estimates[i] = {x[i], error};
  }
  return estimates;
}

}  // namespace

ShareSystem::ShareSystem(std::size_t size, const std::vector<Coefficient>& coefficients)
    : first_(size + 1), columns_(coefficients.size()), shares_(coefficients.size()) {
  for (const Coefficient& each : coefficients) ++first_[each.row + 1];
  for (std::size_t row = 0; row < size; ++row) first_[row + 1] += first_[row];
  std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
  for (const Coefficient& each : coefficients) {
    const std::uint32_t place = next[each.row]++;
    columns_[place] = each.column;
    shares_[place] = each.share;
  }
}

std::vector<Estimate> ShareSystem::Solve(const std::vector<Estimate>& b) const {
  if (size() <= kMostDense) return SolveDense(b);
  Values x = ValuesOf(b);
  const bool settled = Iterate({Values(size(), 1e-17), 8 * kRounding}, x);
  if (!settled && size() <= kMostDenseAtAll) return SolveDense(b);
  const Values r = Slack(b, x);
  Values quarter = r;
  for (double& each : quarter) each /= 4;
  Values t = r;
  Iterate({quarter, 0}, t);
  return WithErrors(x, t, Support(t, r));
}

std::vector<Estimate> ShareSystem::SolveDense(const std::vector<Estimate>& b) const {
  const auto dense = Dense(size(), first_, columns_, shares_);
  if (!dense) return WithErrors(ValuesOf(b), ValuesOf(b), 0);
  const Values x = dense->Solve(ValuesOf(b));
  const Values r = Slack(b, x);
  const Values t = dense->Solve(r);
  return WithErrors(x, t, Support(t, r));
}

double ShareSystem::Pulled(std::size_t row, const Values& x) const {
  double sum = 0;
  for (std::size_t i = first_[row]; i < first_[row + 1]; ++i) sum += shares_[i] * x[columns_[i]];
  return sum;
}

double ShareSystem::Rounding(std::size_t row) const {
  // A sum of as many products, each of a share of three roundings; then two sums more.
  return static_cast<double>(first_[row + 1] - first_[row] + 8) * kRounding;
}

std::size_t ShareSystem::Sweep(const Values& b, const Tolerance& tolerance, Values& x,
                               Values& changes) const {
  std::size_t wrong = 0;
  for (std::size_t row = 0; row < size(); ++row) {
    const double value = b[row] + Pulled(row, x);
    changes[row] = value - x[row];
    x[row] = value;
    const double enough = std::max(tolerance.absolute[row], tolerance.relative * value);
    if (std::abs(changes[row]) > enough) ++wrong;
  }
  return wrong;
}

bool ShareSystem::Iterate(const Tolerance& tolerance, Values& x) const {
  const Values b = x;
  Values changes(size()), before(size());
  for (int sweep = 1; sweep <= kMostSweeps; ++sweep) {
    changes.swap(before);
    if (Sweep(b, tolerance, x, changes) == 0) return true;
    if (sweep % kSweepsBetween == 0) Extrapolate(before, changes, x);
  }
  return false;
}

ShareSystem::Values ShareSystem::Slack(const std::vector<Estimate>& b, const Values& x) const {
  Values slack(size());
  for (std::size_t row = 0; row < size(); ++row) {
    const double right = b[row].value + Pulled(row, x);
    // The last term is for where all others are 0.
    slack[row] = std::abs(right - x[row]) + Rounding(row) * (right + std::abs(x[row])) +
                 b[row].error + 1e-30;
  }
  return slack;
}

double ShareSystem::Support(const Values& t, const Values& r) const {
  double support = 1;
  for (std::size_t row = 0; row < size(); ++row) {
    const double pulled = Pulled(row, t);
    const double left = t[row] - pulled - Rounding(row) * (t[row] + std::abs(pulled));
    support = std::min(support, left / r[row]);
  }
  return support;
}

}  // namespace ett::ownership
