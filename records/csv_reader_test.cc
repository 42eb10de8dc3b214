#include "records/csv_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "status/macros.h"
#include "status/matchers.h"

namespace ett::records {
namespace {

using status::IsOk;
using ::testing::ElementsAre;

// Rows as `line:field|field`, or `line!PROBLEM:text`.
absl::StatusOr<std::vector<std::string>> Read(const std::vector<std::string>& pieces,
                                              char delimiter = ';') {
  std::vector<std::string> rows;
  CsvReader reader(delimiter, [&](const CsvRow& row) {
    rows.push_back(absl::StrCat(row.line, row.problem.empty() ? "" : "!", row.problem, ":",
                                absl::StrJoin(row.fields, "|")));
    return absl::OkStatus();
  });
  for (const std::string& piece : pieces) RETURN_IF_ERROR(reader.Feed(piece));
  RETURN_IF_ERROR(reader.Finish().status());
  return rows;
}

TEST(CsvReaderTest, RowsEndInAnyKindOfLineEnd) {
  EXPECT_THAT(*Read({"a;b\r\nc;d\ne;f\rg;h"}), ElementsAre("1:a|b", "2:c|d", "3:e|f", "4:g|h"));
}

TEST(CsvReaderTest, EmptyLinesAreNoRowsButCount) {
  EXPECT_THAT(*Read({"a;b\r\n\r\n\n  \nc;d\n"}), ElementsAre("1:a|b", "5:c|d"));
}

TEST(CsvReaderTest, QuotedFieldsHoldDelimitersQuotesAndLineEnds) {
  EXPECT_THAT(*Read({"\"a;b\";\"c \"\"d\"\"\"\r\n\"e\r\nf\";g\nh;i\n"}),
              ElementsAre("1:a;b|c \"d\"", "2:e\r\nf|g", "4:h|i"));
}

TEST(CsvReaderTest, BlanksAndEmptyFieldsAreKept) {
  EXPECT_THAT(*Read({" a ;;\t\n"}), ElementsAre("1: a ||\t"));
}

TEST(CsvReaderTest, ABrokenQuoteCostsItsLineOnly) {
  EXPECT_THAT(*Read({"a;b\nc;\"d\ne;f\n\"g\";h\ni;j\n"}),
              ElementsAre("1:a|b", "2!BROKEN_QUOTES:c;\"d", "3:e|f", "4:g|h", "5:i|j"));
  EXPECT_THAT(*Read({"a;5\" pipe\nb;c\n"}), ElementsAre("1!BROKEN_QUOTES:a;5\" pipe", "2:b|c"));
  EXPECT_THAT(*Read({"a;b\n\"c;d\ne;f"}), ElementsAre("1:a|b", "2!BROKEN_QUOTES:\"c;d", "3:e|f"));
}

TEST(CsvReaderTest, WhatIsTooLongIsGivenUp) {
  const std::string longest(CsvReader::kLongest + 10, 'x');
  EXPECT_THAT(*Read({"a;b\n", longest, "\nc;d\n"}), ElementsAre("1:a|b", "2!TOO_LONG:", "3:c|d"));
  // A quote that is never closed.
  std::string open = "\"a;b\n";
  for (int i = 0; i < 10'000; ++i) open += "12345;67890\n";
  const auto rows = Read({open});
  ASSERT_THAT(rows, IsOk());
  ASSERT_EQ(rows->size(), 10'001);
  EXPECT_EQ(rows->front(), "1!BROKEN_QUOTES:\"a;b");
  EXPECT_EQ(rows->back(), "10001:12345|67890");
}

TEST(CsvReaderTest, TheFirstErrorOfARowEndsTheReading) {
  CsvReader reader(';', [](const CsvRow&) { return absl::AbortedError("enough"); });
  EXPECT_THAT(reader.Feed("a;b\n"), status::StatusIs(absl::StatusCode::kAborted));
}

RC_GTEST_PROP(CsvReaderTest, PiecesMayEndAnywhere, ()) {
  const std::string text =
      *rc::gen::container<std::string>(rc::gen::element('a', 'b', ';', '"', '\n', '\r', ' '));
  std::vector<std::string> pieces = {""};
  for (const char c : text) {
    if (*rc::gen::inRange(0, 3) == 0) pieces.emplace_back();
    pieces.back().push_back(c);
  }
  RC_ASSERT(*Read(pieces) == *Read({text}));
}

RC_GTEST_PROP(CsvReaderTest, WhatIsQuotedComesBack, (const std::vector<std::string>& fields)) {
  RC_PRE(fields.size() > 1);
  std::string line;
  for (const std::string& field : fields) {
    std::string quoted(2 * field.size() + 2, '\0');
    quoted.resize(csv_write(quoted.data(), quoted.size(), field.data(), field.size()));
    absl::StrAppend(&line, line.empty() ? "" : ";", quoted);
  }
  std::vector<std::vector<std::string>> rows;
  CsvReader reader(';', [&](const CsvRow& row) {
    rows.push_back(row.fields);
    return absl::OkStatus();
  });
  RC_ASSERT(reader.Feed(line).ok());
  RC_ASSERT(reader.Finish().ok());
  RC_ASSERT(rows == std::vector<std::vector<std::string>>{fields});
}

}  // namespace
}  // namespace ett::records
