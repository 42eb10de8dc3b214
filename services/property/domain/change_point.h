#pragma once

#include <optional>
#include <vector>

#include "services/property/domain/daily_model.h"

// Change-point models of ASHRAE's inverse modelling toolkit: straight lines that meet, by the mean
// temperature of a period.
namespace ett::property {

enum class ChangePointKind {
  k2P,   // one line
  k3PC,  // level up to a point, rising above it: cooling
  k3PH,  // falling up to a point, level above it: heating
  k4P,   // two lines that meet in a point
  k5P,   // falling to a point, level to another, rising above it
};

// Use by temperature t: base + left × min(t − left_point, 0) + right × max(t − right_point, 0).
// Slopes are a degree; 2P has its point at 0 and one slope on both sides, 4P one point.
struct ChangePointModel {
  ChangePointKind kind;
  double base = 0;
  double left = 0;
  double right = 0;
  double left_point = 0;
  double right_point = 0;

  double Predict(double temperature) const;
  // Besides the base.
  int parameters() const;
};

// What a model says that the periods used: the base, what is for heating and what for cooling. The
// three sum to what it predicts.
struct Loads {
  double base = 0;
  double heating = 0;
  double cooling = 0;
};
Loads LoadsOf(const ChangePointModel& model, const std::vector<UsageDay>& periods);

// The least squares over all models of this kind whose points lie among the temperatures: for one
// point between the first and third quartile, for two in the third and in the sixth eighth. Exact:
// points between two temperatures are tried as well as those at one. Nothing for fewer than eight
// periods, or where no such model has a base of at least 0 and slopes of its directions.
std::optional<ChangePointModel> FitChangePoint(ChangePointKind kind, std::vector<UsageDay> periods);

}  // namespace ett::property
