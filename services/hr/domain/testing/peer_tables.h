#pragma once

#include <array>
#include <optional>
#include <string>

#include "services/hr/domain/protection.h"

// Tables that were protected by Statistics Norway's GaussSuppression 1.2.3, too:
// SuppressSmallCounts(maxN = 4, protectZeros = FALSE).
namespace ett::hr {

struct PeerTable {
  const char* file;
  bool by_age;
  int cells, primary, suppressed;  // as GaussSuppression has them
  std::optional<double> seconds;   // what it took on two cores, where that is known
};

inline constexpr std::array<PeerTable, 4> kPeerTables = {{
    {"small.csv", false, 342, 100, 133, std::nullopt},
    {"small.csv", true, 2052, 912, 1102, std::nullopt},
    {"medium.csv", false, 1644, 300, 436, 0.6},
    {"medium.csv", true, 9864, 4317, 5018, 12},
}};

// Nothing when the folder has no such file.
std::optional<Publication> ReadPeerTable(const std::string& folder, const PeerTable& table);

}  // namespace ett::hr
