#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/hr/domain/protection.h"

// Against Statistics Norway's GaussSuppression 1.2.3, SuppressSmallCounts(maxN = 4, protectZeros =
// FALSE), on the same tables: the same primary cells, and at most 5 % more withheld in all.
namespace ett::hr {
namespace {

using Rule = Publication::Rule;

constexpr char kFolder[] = "../shared/data/suppression/";

struct Peer {
  const char* file;
  bool by_age;
  int cells, primary, suppressed;  // as GaussSuppression has them
};

// sector, department, unit, sex, age, persons
Publication Read(std::ifstream& file, bool by_age) {
  Publication publication;
  AtomCounts counts;
  std::map<std::string, int> cells;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    const std::vector<std::string> row = absl::StrSplit(line, ',');
    int persons = 0;
    EXPECT_TRUE(absl::SimpleAtoi(row[5], &persons));
    std::vector<int> of_atom;
    for (const std::string& unit : {std::string(), row[0], row[1], row[2]}) {
      for (const std::string& sex : {std::string(), row[3]}) {
        for (const std::string& age : {std::string(), row[4]}) {
          if (!by_age && !age.empty()) continue;
          const auto found = cells.emplace(absl::StrCat(unit, "|", sex, "|", age), cells.size());
          if (found.second) publication.weight.push_back(0);
          publication.weight[found.first->second] += persons;
          of_atom.push_back(found.first->second);
        }
      }
    }
    if (persons == 0) of_atom.clear();
    publication.cells_of.push_back(std::move(of_atom));
    counts.push_back(persons);
  }
  for (const std::int64_t persons : publication.weight) {
    publication.rule.push_back(persons > 0 && persons < 5 ? Rule::kSensitive : Rule::kOpen);
  }
  publication.tables = {std::move(counts)};
  return publication;
}

class SuppressionPeerTest : public testing::TestWithParam<Peer> {};

TEST_P(SuppressionPeerTest, WithholdsHardlyMoreAndProtectsIntervalsToo) {
  const Peer& peer = GetParam();
  std::ifstream file(absl::StrCat(ETT_SOURCE_DIR, "/", kFolder, peer.file));
  if (!file) GTEST_SKIP() << "no tables in " << kFolder;
  Publication publication = Read(file, peer.by_age);
  EXPECT_EQ(publication.rule.size(), peer.cells);
  EXPECT_EQ(std::count(publication.rule.begin(), publication.rule.end(), Rule::kSensitive),
            peer.primary);
  const auto withheld = [](const std::vector<bool>& published) {
    return std::count(published.begin(), published.end(), false);
  };
  EXPECT_LE(withheld(Protect(publication)), peer.suppressed * 1.05);
  publication.tables.clear();
  EXPECT_LE(withheld(Protect(publication)), peer.suppressed);
}

INSTANTIATE_TEST_SUITE_P(Tables, SuppressionPeerTest,
                         testing::Values(Peer{"small.csv", false, 342, 100, 133},
                                         Peer{"small.csv", true, 2052, 912, 1102},
                                         Peer{"medium.csv", false, 1644, 300, 436},
                                         Peer{"medium.csv", true, 9864, 4317, 5018}));

}  // namespace
}  // namespace ett::hr
