#pragma once

#include <cstdint>
#include <vector>

#include "services/hr/domain/tables.h"

namespace ett::hr {

// A sum of atoms, as far as it lies in one part of the tables.
struct Piece {
  enum class Found : std::uint8_t {
    kNothing,
    kWide,     // it varies enough
    kNarrow,   // it varies by no more than was found, by the proof of `block`
    kCovered,  // it is narrow by the proof of another piece
  };

  int sum = 0;
  std::vector<int> columns;
  bool is_all = true;          // nothing of the sum lies in another part
  double least = 0, most = 0;  // how far it was found to vary
  Found found = Found::kNothing;
  SparseVector block = {};  // see Program::Block
};

// Finds tables in which the pieces of one part differ. The same pieces are found to vary the same
// way each time.
class PartSearch {
 public:
  // What is given must outlive this. Pieces are wide that vary by `width`.
  PartSearch(Program& program, std::vector<Piece>& pieces, double width);

  // Extremes of many pieces at once, as long as they are wide for a good part of these.
  void ProveTogether();
  // The rest one by one, to the last.
  void ProveEach();

 private:
  bool IsWide(const Piece& piece) const;
  double CountOf(const Piece& piece) const;
  // Returns how many were found to be wide.
  std::size_t ProveOnce();
  void ProveAlone(Piece& piece);
  void Go(int direction);
  void CoverWithin(const SparseVector& block);

  Program& program_;
  std::vector<Piece>& pieces_;
  const double width_;
  std::vector<std::vector<int>> pieces_of_;  // by column
  std::size_t left_ = 0;                     // pieces of which nothing was found
  std::uint64_t random_ = 1;
};

}  // namespace ett::hr
