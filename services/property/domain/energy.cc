#include "services/property/domain/energy.h"

namespace ett::property {

void Energy::Add(const Energy& other) {
  sum_wh += other.sum_wh;
  present += other.present;
  estimated += other.estimated;
  expected += other.expected;
  synthetic = synthetic || other.synthetic;
}

double Energy::Coverage() const {
  return expected == 0 ? 1 : static_cast<double>(present) / static_cast<double>(expected);
}

double Energy::Kwh() const { return static_cast<double>(sum_wh) / 1000; }

}  // namespace ett::property
