#include "services/hr/domain/part_search.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

namespace ett::hr {
namespace {

using Found = Piece::Found;

constexpr double kSmall = 1e-6;

}  // namespace

PartSearch::PartSearch(Program& program, std::vector<Piece>& pieces, double width)
    : program_(program), pieces_(pieces), width_(width), pieces_of_(program.atoms()) {
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    for (const int column : pieces[i].columns) pieces_of_[column].push_back(static_cast<int>(i));
    left_ += pieces[i].found == Found::kNothing;
  }
}

bool PartSearch::IsWide(const Piece& piece) const {
  return piece.most - piece.least >= width_ - kSmall;
}

double PartSearch::CountOf(const Piece& piece) const {
  int count = 0;
  for (const int column : piece.columns) count += program_.CountOf(column);
  return count;
}

void PartSearch::ProveTogether() {
  for (std::size_t proven = left_; proven * 20 > left_;) {
    proven = ProveOnce();
    left_ -= proven;
  }
}

// Each has a sign and a weight by chance; what is at its least already can only rise.
std::size_t PartSearch::ProveOnce() {
  program_.SeekNothing();
  for (const Piece& piece : pieces_) {
    if (piece.found != Found::kNothing) continue;
    random_ = random_ * 6364136223846793005U + 1442695040888963407U;
    const bool up = random_ >> 63 != 0 || piece.least <= kSmall - CountOf(piece);
    const double weight = 0.5 + static_cast<double>(random_ >> 40 & 0xFFFF) / 0x10000;
    const double each = weight / static_cast<double>(piece.columns.size());
    for (const int column : piece.columns) program_.Seek(column, up ? each : -each);
  }
  Go(1);
  std::size_t proven = 0;
  for (Piece& piece : pieces_) {
    if (piece.found != Found::kNothing || !IsWide(piece)) continue;
    piece.found = Found::kWide;
    ++proven;
  }
  return proven;
}

void PartSearch::ProveEach() {
  for (Piece& piece : pieces_) {
    if (piece.found != Found::kNothing) continue;
    ProveAlone(piece);
    if (piece.found == Found::kNarrow && piece.is_all) CoverWithin(piece.block);
  }
}

void PartSearch::ProveAlone(Piece& piece) {
  program_.SeekNothing();
  for (const int column : piece.columns) program_.Seek(column, 1);
  Go(1);
  const bool could_be_wide = !piece.is_all || CountOf(piece) + piece.most >= width_ - kSmall;
  if (could_be_wide && !IsWide(piece)) {
    Go(-1);
    if (!IsWide(piece)) Go(1);
  }
  piece.found = IsWide(piece) ? Found::kWide : Found::kNarrow;
  if (piece.found == Found::kNarrow) piece.block = program_.Block();
}

// An extreme is a table for all pieces.
void PartSearch::Go(int direction) {
  std::unordered_map<int, double> by_piece;
  for (const auto& [column, by] : program_.Extreme(direction)) {
    for (const int piece : pieces_of_[column]) by_piece[piece] += by;
  }
  for (const auto& [piece, by] : by_piece) {
    pieces_[piece].least = std::min(pieces_[piece].least, by);
    pieces_[piece].most = std::max(pieces_[piece].most, by);
  }
}

// The pieces that are narrow by the same proof: those within a block of few.
void PartSearch::CoverWithin(const SparseVector& block) {
  std::unordered_map<int, FieldNumber> weight_of;  // by atom
  for (const Term& term : block) weight_of[term.at] = term.weight;
  double count = 0;
  std::unordered_map<int, std::size_t> covered;  // columns, by piece
  for (std::size_t column = 0; column < program_.atoms(); ++column) {
    const auto found = weight_of.find(program_.AtomOf(static_cast<int>(column)));
    if (found == weight_of.end()) continue;
    const std::optional<int> weight = ToSmall(found->second);
    if (!weight) return;
    count += static_cast<double>(*weight) * program_.CountOf(static_cast<int>(column));
    for (const int piece : pieces_of_[column]) ++covered[piece];
  }
  if (count >= width_ - kSmall) return;
  for (const auto& [at, columns] : covered) {
    Piece& piece = pieces_[at];
    const bool is_within = columns == piece.columns.size() && piece.is_all;
    if (is_within && piece.found == Found::kNothing) piece.found = Found::kCovered;
  }
}

}  // namespace ett::hr
