#pragma once

#include <cstdint>
#include <vector>

#include "services/hr/domain/interval.h"

namespace ett::hr {

// Everything that is published of one set of persons, decided on at once: every question is a view
// of it, so no two answers can be set against each other. See docs/adr/0008.
struct Publication {
  enum class Rule : std::uint8_t {
    kOpen,       // published, unless something sensitive could then be computed
    kSensitive,  // about too few, or one of them dominates: never published
    kClosed,     // not published for another reason; does not matter if it can be computed
  };

  std::vector<std::vector<int>> cells_of;  // by atom; none for an atom that nobody is in
  std::vector<Rule> rule;                  // by cell
  std::vector<std::int64_t> weight;        // by cell: the heavier is published rather
  // By cell: what has a lower one is decided on as if there were none with a higher. May be empty.
  std::vector<int> rank;

  // What is counted in the atoms, once for each table that is published (each month, say). In none
  // of them may a sensitive cell about somebody, but fewer than `fewest`, be narrowed down to an
  // interval of less than `fewest`. May be empty: then only exact computation is prevented.
  std::vector<AtomCounts> tables;
  int fewest = 5;
};

// By cell, whether it is published. Cells about nobody are. No sum of withheld cells gives away a
// sensitive one. Deterministic.
std::vector<bool> Protect(const Publication& publication);

}  // namespace ett::hr
