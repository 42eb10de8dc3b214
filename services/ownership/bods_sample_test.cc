#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <set>

#include "services/ownership/bods_testing.h"
#include "status/matchers.h"

// Against the examples of the standard: see bods_testing.h.
namespace ett::ownership::bods {
namespace {

using status::IsOk;

class ExamplesTest : public testing::Test {
 protected:
  void SetUp() override {
    if (Examples().empty()) GTEST_SKIP() << "the examples are not here";
  }
};

TEST_F(ExamplesTest, AllAreValid) {
  // Some have no source, two annotate what they do not have, one has a scheme of its own.
  const std::set<Rule> doubts = {Rule::kSource, Rule::kAnnotationTarget, Rule::kEntityScheme};
  std::size_t statements = 0;
  for (const auto& path : Examples()) {
    SCOPED_TRACE(path.string());
    const Reading reading = ReadBytes(Contents(path));
    EXPECT_THAT(reading.status, IsOk());
    for (const Problem& problem : reading.problems) {
      EXPECT_TRUE(doubts.contains(problem.rule)) << testing::PrintToString(problem);
    }
    statements += reading.statements.size();
  }
  EXPECT_EQ(Examples().size(), 19U);
  EXPECT_EQ(statements, 119U);
}

TEST_F(ExamplesTest, PiecesMayEndAnywhere) {
  for (const auto& path : Examples()) {
    SCOPED_TRACE(path.string());
    const std::string bytes = Contents(path);
    const Reading whole = ReadBytes(bytes);
    for (const std::size_t piece : {1, 2, 3, 7, 1000}) {
      const Reading pieces = ReadInPieces(bytes, piece);
      EXPECT_EQ(pieces.statements, whole.statements);
      EXPECT_EQ(pieces.problems, whole.problems);
    }
    // And one cut, at every place.
    for (std::size_t cut = 1; cut < bytes.size(); cut += 1 + bytes.size() / 300) {
      const Reading pieces = ReadInPieces(bytes, cut);
      EXPECT_EQ(pieces.problems, whole.problems);
    }
  }
}

TEST_F(ExamplesTest, AFileThatIsCutOffIsToldOf) {
  for (const auto& path : Examples()) {
    const std::string bytes = Contents(path);
    const std::size_t end = bytes.rfind(']');
    for (std::size_t size = 0; size <= end; size += 1 + end / 50) {
      EXPECT_FALSE(ReadBytes(absl::string_view(bytes).substr(0, size)).status.ok());
    }
  }
}

TEST_F(ExamplesTest, AnyBytesAreRead) {
  std::minstd_rand random(20250630);
  std::uniform_int_distribution<int> byte(0, 255), changes(1, 8), kind(0, 3);
  const auto paths = Examples();
  for (int round = 0; round < 2000; ++round) {
    std::string bytes = Contents(paths[static_cast<std::size_t>(round) % paths.size()]);
    for (int i = changes(random); i > 0; --i) {
      const std::size_t at = random() % bytes.size();
      switch (kind(random)) {
        case 0:
          bytes[at] = static_cast<char>(byte(random));
          break;
        case 1:
          bytes.erase(at, random() % 40);
          break;
        case 2:
          bytes.insert(at, bytes, random() % bytes.size(), random() % 40);
          break;
        default:
          bytes[at] = "[]{}\",:\\0"[random() % 9];
      }
      if (bytes.empty()) bytes = "[";
    }
    const Reading whole = ReadBytes(bytes);
    const Reading pieces = ReadInPieces(bytes, 1 + random() % 300);
    ASSERT_EQ(pieces.status, whole.status);
    ASSERT_EQ(pieces.problems, whole.problems);
    ASSERT_EQ(pieces.statements, whole.statements);
  }
}

}  // namespace
}  // namespace ett::ownership::bods
