#pragma once

#include <cstdint>
#include <vector>

namespace ett::reference {

// SplitMix64 (Steele, Lea, Flood 2014): the same numbers on every machine and with every standard
// library, whose distributions differ.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t Next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }

  // 0..1, less than 1.
  double Share() { return static_cast<double>(Next() >> 11) * 0x1.0p-53; }

  // 0..count-1; `count` is above 0.
  int Below(int count) { return static_cast<int>(Next() % static_cast<std::uint64_t>(count)); }

  // `least`..`most`, both included.
  int Between(int least, int most) { return least + Below(most - least + 1); }

  bool Chance(double probability) { return Share() < probability; }

  // An index, each as likely as its weight says.
  std::size_t Pick(const std::vector<double>& weights) {
    double total = 0;
    for (const double weight : weights) total += weight;
    double left = Share() * total;
    for (std::size_t i = 0; i + 1 < weights.size(); ++i) {
      if ((left -= weights[i]) < 0) return i;
    }
    return weights.size() - 1;
  }

 private:
  std::uint64_t state_;
};

}  // namespace ett::reference
