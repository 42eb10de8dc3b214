#include "services/property/domain/change_point.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>
#include <utility>

namespace ett::property {
namespace {

constexpr std::size_t kLeastPeriods = 8;

// Over some periods: their number, and sums of temperature x, use y and their products.
struct Sums {
  double n = 0, x = 0, y = 0, xx = 0, xy = 0, yy = 0;

  void operator+=(const Sums& other) {
    n += other.n;
    x += other.x;
    y += other.y;
    xx += other.xx;
    xy += other.xy;
    yy += other.yy;
  }
  Sums operator-(const Sums& other) const {
    return {n - other.n, x - other.x, y - other.y, xx - other.xx, xy - other.xy, yy - other.yy};
  }
  // With x counted from a point.
  Sums From(double point) const {
    return {n, x - point * n, y, xx - 2 * point * x + point * point * n, xy - point * y, yy};
  }
};

struct Line {
  double intercept = 0;
  double slope = 0;
  double squares = 0;  // of the residuals
};

std::optional<Line> FitLine(const Sums& s) {
  const double spread = s.n * s.xx - s.x * s.x;
  if (s.n < 2 || spread <= 1e-9 * s.n * s.xx) return std::nullopt;
  Line line;
  line.slope = (s.n * s.xy - s.x * s.y) / spread;
  line.intercept = (s.y - line.slope * s.x) / s.n;
  line.squares = s.yy - line.intercept * s.y - line.slope * s.xy;
  return line;
}

// The point of one side of a model, and how many periods are below it. Without one, it is where the
// side's own line meets the base, between the periods beside it.
struct Side {
  std::size_t below = 0;
  std::optional<double> point;
};

// Tries models of one kind on periods in order of temperature.
class Search {
 public:
  Search(ChangePointKind kind, std::vector<UsageDay> periods)
      : kind_(kind), periods_(std::move(periods)), sums_(1) {
    std::sort(periods_.begin(), periods_.end(),
              [](const UsageDay& a, const UsageDay& b) { return a.temperature < b.temperature; });
    for (const UsageDay& each : periods_) {
      const double x = each.temperature;
      const double y = each.use;
      Sums sums = sums_.back();
      sums += {1, x, y, x * x, x * y, y * y};
      sums_.push_back(sums);
    }
  }

  std::optional<ChangePointModel> Run() {
    if (periods_.front().temperature == periods_.back().temperature) return std::nullopt;
    switch (kind_) {
      case ChangePointKind::k2P:
        TryLine();
        break;
      case ChangePointKind::k3PH:
        for (const Side& left : Sides(2, 6)) Try(&left, nullptr);
        break;
      case ChangePointKind::k3PC:
        for (const Side& right : Sides(2, 6)) Try(nullptr, &right);
        break;
      case ChangePointKind::k4P:
        for (const Side& both : Sides(2, 6)) TryTwoLines(both);
        break;
      case ChangePointKind::k5P:
        for (const Side& left : Sides(2, 3)) {
          for (const Side& right : Sides(5, 6)) Try(&left, &right);
        }
        break;
    }
    return best_;
  }

 private:
  double At(std::size_t place) const { return periods_[place].temperature; }
  Sums Below(const Side& side) const { return sums_[side.below]; }
  Sums Above(const Side& side) const { return sums_.back() - sums_[side.below]; }

  // Points from one eighth of the periods to another.
  std::vector<Side> Sides(std::size_t from, std::size_t to) const {
    std::vector<Side> sides;
    const std::size_t last = to * periods_.size() / 8;
    for (std::size_t place = from * periods_.size() / 8; place <= last; ++place) {
      sides.push_back({place, At(place)});
      if (place < last && At(place) < At(place + 1)) sides.push_back({place + 1, std::nullopt});
    }
    return sides;
  }
  void Offer(double squares, const ChangePointModel& model) {
    if (squares >= least_ || model.base < 0) return;
    const bool falls = model.left < 0 || kind_ == ChangePointKind::k3PC;
    const bool rises = model.right > 0 || kind_ == ChangePointKind::k3PH;
    const bool free = kind_ == ChangePointKind::k2P || kind_ == ChangePointKind::k4P;
    if (!free && !(falls && rises)) return;
    least_ = squares;
    best_ = model;
  }

  void TryLine() {
    if (const std::optional<Line> line = FitLine(sums_.back())) {
      Offer(line->squares, {kind_, line->intercept, line->slope, line->slope, 0, 0});
    }
  }

  // Whether a point lies where the side says.
  bool IsPointOf(const Side& side, double point) const {
    return side.point.has_value() || (At(side.below - 1) <= point && point <= At(side.below));
  }

  void TryTwoLines(const Side& side) {
    if (side.point) {
      Try(&side, &side);
      return;
    }
    const std::optional<Line> below = FitLine(Below(side));
    const std::optional<Line> above = FitLine(Above(side));
    if (!below || !above || below->slope == above->slope) return;
    const double point = (below->intercept - above->intercept) / (above->slope - below->slope);
    if (!IsPointOf(side, point)) return;
    Offer(below->squares + above->squares, {kind_, below->intercept + below->slope * point,
                                            below->slope, above->slope, point, point});
  }

  // A side whose point is fixed shares the base with the level; its part in the normal equations.
  struct Shared {
    double x = 0, xx = 0, xy = 0;  // counted from the point
    double slope(double base) const { return xx > 0 ? (xy - base * x) / xx : 0; }
    double y_part() const { return xx > 0 ? x * xy / xx : 0; }
    double n_part() const { return xx > 0 ? x * x / xx : 0; }
  };

  // One side as far as it is known before the base is.
  struct Prepared {
    std::optional<Line> own;
    Shared shared;
  };

  // Takes the periods of a side with a line of its own out of `rest`. False where it has no line.
  static bool Prepare(const Side& side, const Sums& sums, Sums& rest, Prepared& prepared) {
    if (side.point) {
      const Sums from = sums.From(*side.point);
      prepared.shared = {from.x, from.xx, from.xy};
      return true;
    }
    prepared.own = FitLine(sums);
    rest = rest - sums;
    return prepared.own.has_value() && prepared.own->slope != 0;
  }

  // The slope of a side, when the base is known, and its point.
  static std::pair<double, double> Settle(const Side& side, const Prepared& prepared, double base) {
    const double slope = prepared.own ? prepared.own->slope : prepared.shared.slope(base);
    return {slope, side.point ? *side.point : (base - prepared.own->intercept) / slope};
  }

  void Try(const Side* left, const Side* right) {
    Sums rest = sums_.back();
    Prepared low;
    Prepared high;
    if (left != nullptr && !Prepare(*left, Below(*left), rest, low)) return;
    if (right != nullptr && !Prepare(*right, Above(*right), rest, high)) return;
    const double n = rest.n - low.shared.n_part() - high.shared.n_part();
    if (n <= 1e-9) return;
    ChangePointModel model{kind_};
    model.base = (rest.y - low.shared.y_part() - high.shared.y_part()) / n;
    if (left != nullptr) {
      std::tie(model.left, model.left_point) = Settle(*left, low, model.base);
      if (!IsPointOf(*left, model.left_point)) return;
    }
    if (right != nullptr) {
      std::tie(model.right, model.right_point) = Settle(*right, high, model.base);
      if (!IsPointOf(*right, model.right_point)) return;
    }
    Offer(SquaresOf(model, rest, low, high), model);
  }

  static double SquaresOf(const ChangePointModel& model, const Sums& rest, const Prepared& low,
                          const Prepared& high) {
    double squares = rest.yy - model.base * rest.y;
    squares += low.own ? low.own->squares : -model.left * low.shared.xy;
    squares += high.own ? high.own->squares : -model.right * high.shared.xy;
    return squares;
  }

  const ChangePointKind kind_;
  std::vector<UsageDay> periods_;
  std::vector<Sums> sums_;  // of the first periods, so many
  double least_ = std::numeric_limits<double>::infinity();
  std::optional<ChangePointModel> best_;
};

}  // namespace

double ChangePointModel::Predict(double temperature) const {
  return base + left * std::min(temperature - left_point, 0.0) +
         right * std::max(temperature - right_point, 0.0);
}

int ChangePointModel::parameters() const {
  switch (kind) {
    case ChangePointKind::k2P:
      return 1;
    case ChangePointKind::k3PC:
    case ChangePointKind::k3PH:
      return 2;
    case ChangePointKind::k4P:
      return 3;
    case ChangePointKind::k5P:
      return 4;
  }
  return 0;
}

Loads LoadsOf(const ChangePointModel& model, const std::vector<UsageDay>& periods) {
  Loads loads;
  for (const UsageDay& each : periods) {
    loads.base += model.base;
    const double below = model.left * std::min(each.temperature - model.left_point, 0.0);
    const double above = model.right * std::max(each.temperature - model.right_point, 0.0);
    // One line is for one of the two.
    const bool heats = model.kind == ChangePointKind::k2P && model.left < 0;
    const bool cools = model.kind == ChangePointKind::k2P && model.left >= 0;
    loads.heating += (cools ? 0 : below) + (heats ? above : 0);
    loads.cooling += (heats ? 0 : above) + (cools ? below : 0);
  }
  return loads;
}

std::optional<ChangePointModel> FitChangePoint(ChangePointKind kind,
                                               std::vector<UsageDay> periods) {
  if (periods.size() < kLeastPeriods) return std::nullopt;
  return Search(kind, std::move(periods)).Run();
}

}  // namespace ett::property
