#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

// The shares of companies that own each other.
namespace ett::ownership {

// A value and how far it may be from the true one.
struct Estimate {
  double value = 0;
  double error = 0;
};

// x = b + M·x, where M has no negative number, none on its diagonal, and a spectral radius below 1.
class ShareSystem {
 public:
  struct Coefficient {
    std::uint32_t row = 0;
    std::uint32_t column = 0;
    double share = 0;  // a rounded quotient of integers
  };

  ShareSystem(std::size_t size, const std::vector<Coefficient>& coefficients);

  // Elimination for a few unknowns, else sweeps (Gauss-Seidel) that extrapolate; elimination, too,
  // where these do not settle and there are at most a thousand. The errors are proven of the
  // answer, whatever found it: with r the most that equations can be off, given roundings and the
  // errors of `b`, they are at most (I − M)⁻¹·r, so at most t / c for any t with t − M·t ≥ c·r.
  // Such a t is sought in the same way, and its c measured. Infinite where none was found.
  std::vector<Estimate> Solve(const std::vector<Estimate>& b) const;

 private:
  using Values = std::vector<double>;
  // Equations that are off by less are as good as solved.
  struct Tolerance {
    Values absolute;
    double relative = 0;
  };

  std::size_t size() const { return first_.size() - 1; }
  double Pulled(std::size_t row, const Values& x) const;
  // A multiple of the rounding of one operation that covers those of a row.
  double Rounding(std::size_t row) const;
  // Puts each unknown right once; how many were not before. `changes` are what it came to.
  std::size_t Sweep(const Values& b, const Tolerance& tolerance, Values& x, Values& changes) const;
  // From b in `x` to the solution; whether it came out.
  bool Iterate(const Tolerance& tolerance, Values& x) const;
  std::vector<Estimate> SolveDense(const std::vector<Estimate>& b) const;
  // The most that each equation may be off at `x`.
  Values Slack(const std::vector<Estimate>& b, const Values& x) const;
  // The largest c with t − M·t ≥ c·r.
  double Support(const Values& t, const Values& r) const;

  std::vector<std::uint32_t> first_;
  std::vector<std::uint32_t> columns_;
  std::vector<double> shares_;
};

}  // namespace ett::ownership
