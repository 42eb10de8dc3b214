#pragma once

#include <vector>

// Tries to see through what is published. Shares nothing with the code that protects: it works on
// the equations that the published cells are, with elimination of its own and a linear program.
namespace ett::hr {

// Which groups a published cell is the sum of, and how many it says there are.
struct PublishedCell {
  std::vector<int> groups;
  double value = 0;
};

class Attacker {
 public:
  // Knows that there are these groups, what each published cell is the sum of, and its value.
  Attacker(int groups, std::vector<PublishedCell> published);
  ~Attacker();
  Attacker(const Attacker&) = delete;
  Attacker& operator=(const Attacker&) = delete;

  // Whether the sum of these groups follows from the published cells by adding and subtracting.
  bool CanCompute(const std::vector<int>& groups) const;
  // The same with rational numbers instead of a prime field; slow.
  bool CanComputeExactly(const std::vector<int>& groups) const;
  // How far apart the largest and the smallest value of the sum are that agree with all published
  // values when no group has fewer than none; 1e6 for more than that.
  double Width(const std::vector<int>& groups);

 private:
  struct Program;
  const int groups_;
  const std::vector<PublishedCell> published_;
  Program* program_ = nullptr;
};

}  // namespace ett::hr
