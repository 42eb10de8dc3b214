#include "services/property/domain/change_point.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <cmath>

namespace ett::property {
namespace {

// The fixtures and the numbers printed for them in the tests of changepointmodel
// (github.com/cunybpl/changepointmodel, tests/fixtures/generated_data_all_models.json and
// tests/test_estimator_integration.py): use of twelve months by mean temperature in °F.
constexpr std::array<double, 12> kTemperatures = {66, 92, 98, 17, 83, 57, 86, 97, 96, 47, 73, 32};

struct Published {
  const char* name;
  ChangePointKind kind;
  std::array<double, 12> use;
  double base, left, right, left_point, right_point;
  double base_load, heating_load, cooling_load;
};

const Published kPublished[] = {
    {"TwoP",
     ChangePointKind::k2P,
     {3584.3113548297883, 4742.275089209144, 5054.786182301971, 1043.692382668803,
      4449.326549099877, 3007.4491270208023, 4470.430801487572, 5021.072205043807,
      5146.914943509515, 2695.639953525654, 3916.8699895987334, 1825.7200141850453},
     250.56459,
     49.70582,
     49.70582,
     0,
     0,
     3006.775167021835,
     0,
     41951.71341451602},
    {"ThreePC",
     ChangePointKind::k3PC,
     {834.3113548297886, 1992.2750892091442, 2304.786182301971, 193.69238266880305,
      1699.3265490998776, 257.4491270208023, 1720.4308014875721, 2271.0722050438067,
      2396.9149435095155, 345.63995352565416, 1166.8699895987331, 225.72001418504541},
     286.31906,
     0,
     50.9474,
     0,
     57,
     3435.82875,
     0,
     11972.65983},
    {"ThreePH",
     ChangePointKind::k3PH,
     {284.31135482978857, 142.27508920914423, 154.7861823019712, 1713.692382668803,
      299.3265490998776, 157.44912702080225, 170.43080148757204, 171.07220504380675,
      346.91494350951535, 665.6399535256542, 266.86998959873324, 1145.7200141850453},
     226.35034,
     -37.36379,
     0,
     57,
     0,
     2716.20408,
     2802.28450,
     0},
    {"FourP",
     ChangePointKind::k4P,
     {834.3113548297886, 1992.2750892091442, 2304.786182301971, 1713.692382668803,
      1699.3265490998776, 257.4491270208023, 1720.4308014875721, 2271.0722050438067,
      2396.9149435095155, 665.6399535256542, 1166.8699895987331, 1145.7200141850453},
     326.26842,
     -34.14062,
     49.756256,
     57,
     57,
     3915.221061,
     2560.54721,
     11692.72032},
    {"FiveP",
     ChangePointKind::k5P,
     {284.31135482978857, 992.2750892091442, 1304.7861823019712, 1713.692382668803,
      699.3265490998775, 157.44912702080225, 720.430801487572, 1271.0722050438067,
      1396.9149435095153, 665.6399535256542, 266.86998959873324, 1145.7200141850453},
     423.02913,
     -31.01931,
     82.45359,
     57,
     86,
     5076.34960,
     2326.44871,
     3215.69026}};

class ChangePointTest : public testing::TestWithParam<Published> {};

TEST_P(ChangePointTest, IsWhatIsPublished) {
  const Published& published = GetParam();
  std::vector<UsageDay> months;
  for (int i = 0; i < 12; ++i) months.push_back({published.use[i], kTemperatures[i]});
  const auto model = FitChangePoint(published.kind, months);
  ASSERT_TRUE(model.has_value());
  EXPECT_NEAR(model->base, published.base, 1.5e-4);
  EXPECT_NEAR(model->left, published.left, 1.5e-4);
  EXPECT_NEAR(model->right, published.right, 1.5e-4);
  EXPECT_NEAR(model->left_point, published.left_point, 1.5e-4);
  EXPECT_NEAR(model->right_point, published.right_point, 1.5e-4);
  const Loads loads = LoadsOf(*model, months);
  EXPECT_NEAR(loads.base, published.base_load, 1.5e-4);
  EXPECT_NEAR(loads.heating, published.heating_load, 1.5e-4);
  EXPECT_NEAR(loads.cooling, published.cooling_load, 1.5e-4);
}

INSTANTIATE_TEST_SUITE_P(Published, ChangePointTest, testing::ValuesIn(kPublished),
                         [](const auto& each) { return each.param.name; });

double SquaresOf(const ChangePointModel& model, const std::vector<UsageDay>& periods) {
  double sum = 0;
  for (const UsageDay& each : periods) {
    sum += std::pow(each.use - model.Predict(each.temperature), 2);
  }
  return sum;
}

std::vector<UsageDay> Noisy(const ChangePointModel& model, double noise) {
  std::vector<UsageDay> periods;
  const int count = *rc::gen::inRange(8, 40);
  for (int i = 0; i < count; ++i) {
    const double temperature = *rc::gen::inRange(-200, 250) / 10.0;
    periods.push_back(
        {model.Predict(temperature) + noise * *rc::gen::inRange(-100, 100) / 100.0, temperature});
  }
  return periods;
}

RC_GTEST_PROP(ChangePointTest, NoOtherModelOfTheKindIsNearer, ()) {
  const auto kind = *rc::gen::element(ChangePointKind::k3PC, ChangePointKind::k3PH,
                                      ChangePointKind::k4P, ChangePointKind::k5P);
  std::vector<UsageDay> periods = Noisy({ChangePointKind::k5P, 50, -3, 2, 5, 15}, 20);
  const auto best = FitChangePoint(kind, periods);
  if (!best) return;
  ChangePointModel other = *best;
  const auto moved = [](double number) { return number + *rc::gen::inRange(-100, 100) / 50.0; };
  other.base = std::max(0.0, moved(other.base));
  if (kind != ChangePointKind::k3PC) other.left = std::min(-1e-9, moved(other.left));
  if (kind != ChangePointKind::k3PH) other.right = std::max(1e-9, moved(other.right));
  std::sort(periods.begin(), periods.end(),
            [](const UsageDay& a, const UsageDay& b) { return a.temperature < b.temperature; });
  const auto within = [&](double point, std::size_t from, std::size_t to) {
    const double low = periods[from * periods.size() / 8].temperature;
    return std::clamp(moved(point), low, periods[to * periods.size() / 8].temperature);
  };
  const bool two = kind == ChangePointKind::k5P;
  other.left_point = within(other.left_point, 2, two ? 3 : 6);
  other.right_point =
      kind == ChangePointKind::k4P ? other.left_point : within(other.right_point, two ? 5 : 2, 6);
  RC_ASSERT(SquaresOf(*best, periods) <= SquaresOf(other, periods) * (1 + 1e-9) + 1e-6);
}

RC_GTEST_PROP(ChangePointTest, LoadsSumToWhatIsPredicted, ()) {
  const std::vector<UsageDay> periods = Noisy({ChangePointKind::k5P, 50, -3, 2, 5, 15}, 20);
  const auto kind = *rc::gen::element(ChangePointKind::k2P, ChangePointKind::k3PH,
                                      ChangePointKind::k4P, ChangePointKind::k5P);
  const auto model = FitChangePoint(kind, periods);
  if (!model) return;
  const Loads loads = LoadsOf(*model, periods);
  double predicted = 0;
  for (const UsageDay& each : periods) predicted += model->Predict(each.temperature);
  RC_ASSERT(std::abs(loads.base + loads.heating + loads.cooling - predicted) < 1e-6);
}

TEST(ChangePointTest, TooFewPeriodsHaveNoModel) {
  EXPECT_FALSE(FitChangePoint(ChangePointKind::k2P, std::vector<UsageDay>(7)).has_value());
  EXPECT_FALSE(FitChangePoint(ChangePointKind::k4P, std::vector<UsageDay>(12)).has_value());
}

}  // namespace
}  // namespace ett::property
