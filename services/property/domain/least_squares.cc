#include "services/property/domain/least_squares.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

namespace ett::property {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

// Below this share of the greatest, a singular value is a rounding error.
constexpr double kLeastSingularValue = 1e-12;

class GroupedLeastSquares {
 public:
  GroupedLeastSquares(const GroupedObservations& observations, int groups)
      : observations_(observations),
        groups_(groups),
        count_(static_cast<Index>(observations.size())),
        width_(static_cast<Index>(observations.width)) {}

  GroupedFit Run() {
    TakeMeans();
    const VectorXd slopes = width_ == 0 ? VectorXd() : Slopes();
    GroupedFit fit;
    fit.slopes.assign(slopes.begin(), slopes.end());
    fit.rank = rank_;
    for (int group = 0; group < groups_; ++group) {
      std::optional<double>& level = fit.levels.emplace_back();
      if (weights_[group] <= 0) continue;
      level = value_means_[group] - feature_means_.row(group).dot(slopes);
      ++fit.rank;
    }
    return fit;
  }

 private:
  Eigen::Map<const Eigen::RowVectorXd> FeaturesOf(Index observation) const {
    return {observations_.features.data() + observation * width_, width_};
  }

  // By group; of a group without weight they stay 0.
  void TakeMeans() {
    weights_ = value_means_ = VectorXd::Zero(groups_);
    feature_means_ = MatrixXd::Zero(groups_, width_);
    for (Index i = 0; i < count_; ++i) {
      const int group = observations_.groups[i];
      const double weight = observations_.weights[i];
      weights_[group] += weight;
      value_means_[group] += weight * observations_.values[i];
      feature_means_.row(group) += weight * FeaturesOf(i);
    }
    for (int group = 0; group < groups_; ++group) {
      if (weights_[group] <= 0) continue;
      value_means_[group] /= weights_[group];
      feature_means_.row(group) /= weights_[group];
    }
  }

  // Least squares within the groups, which levels have no part in.
  VectorXd Slopes() {
    MatrixXd within = MatrixXd::Zero(std::max(count_, width_), width_);
    VectorXd values = VectorXd::Zero(within.rows());
    for (Index i = 0; i < count_; ++i) {
      const int group = observations_.groups[i];
      const double root = std::sqrt(observations_.weights[i]);
      within.row(i) = root * (FeaturesOf(i) - feature_means_.row(group));
      values[i] = root * (observations_.values[i] - value_means_[group]);
    }
    Eigen::JacobiSVD<MatrixXd> svd(within, Eigen::ComputeThinU | Eigen::ComputeThinV);
    svd.setThreshold(kLeastSingularValue);
    rank_ = static_cast<int>(svd.rank());
    VectorXd slopes = svd.solve(values);
    if (svd.rank() == width_) return slopes;
    return slopes + Smallest(slopes, svd.matrixV().rightCols(width_ - svd.rank()));
  }

  // Along these directions the residuals stay: what to go to have the least sum of squares of
  // levels and slopes.
  VectorXd Smallest(const VectorXd& slopes, const MatrixXd& directions) const {
    MatrixXd moves(groups_ + width_, directions.cols());
    moves << feature_means_ * directions, directions;
    VectorXd left(groups_ + width_);
    left << value_means_ - feature_means_ * slopes, -slopes;
    return directions * moves.colPivHouseholderQr().solve(left);
  }

  const GroupedObservations& observations_;
  const int groups_;
  const Index count_;
  const Index width_;
  VectorXd weights_, value_means_;
  MatrixXd feature_means_;
  int rank_ = 0;
};

}  // namespace

std::optional<double> GroupedFit::Predict(int group, const std::vector<double>& features) const {
  if (!levels[group]) return std::nullopt;
  double value = *levels[group];
  for (std::size_t i = 0; i < slopes.size(); ++i) value += slopes[i] * features[i];
  return value;
}

GroupedFit FitGrouped(const GroupedObservations& observations, int groups) {
  return GroupedLeastSquares(observations, groups).Run();
}

}  // namespace ett::property
