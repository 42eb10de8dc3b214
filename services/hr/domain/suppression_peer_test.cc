#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "services/hr/domain/testing/peer_tables.h"

// Against GaussSuppression on the same tables: the same primary cells, and at most 5 % more
// withheld in all.
namespace ett::hr {
namespace {

using Rule = Publication::Rule;

constexpr char kFolder[] = ETT_SOURCE_DIR "/../shared/data/suppression";

class SuppressionPeerTest : public testing::TestWithParam<PeerTable> {};

TEST_P(SuppressionPeerTest, WithholdsHardlyMoreAndProtectsIntervalsToo) {
  const PeerTable& peer = GetParam();
  std::optional<Publication> read = ReadPeerTable(kFolder, peer);
  if (!read) GTEST_SKIP() << "no tables in " << kFolder;
  Publication& publication = *read;
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

INSTANTIATE_TEST_SUITE_P(Tables, SuppressionPeerTest, testing::ValuesIn(kPeerTables));

}  // namespace
}  // namespace ett::hr
