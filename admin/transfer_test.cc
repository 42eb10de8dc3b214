#include "admin/transfer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "records/clock.h"
#include "sql/migrate.h"
#include "sql/testing.h"
#include "status/errors.h"
#include "status/macros.h"
#include "status/matchers.h"

namespace ett::admin {
namespace {

using absl::StatusCode;
using status::IsOk;
using status::StatusSays;
using testing::HasSubstr;

std::vector<sql::Migration> Steps() {
  return {records::RecordsMigration(),
          {10, "0010_thing",
           "CREATE TABLE thing (id BIGINT NOT NULL PRIMARY KEY, n BIGINT, r DOUBLE PRECISION, "
           "s TEXT);\nCREATE TABLE counted (id BIGINT NOT NULL PRIMARY KEY);\n"
           "INSERT INTO counted VALUES (0);\n"}};
}

// From one engine to another, each with each.
class TransferTest : public testing::TestWithParam<std::tuple<sql::TestEngine, sql::TestEngine>> {
 protected:
  static std::unique_ptr<sql::Database> NewOf(const sql::TestEngine& engine) {
    auto database = engine.open();
    EXPECT_THAT(database, IsOk());
    EXPECT_THAT(sql::Migrate(**database, Steps()), IsOk());
    return *std::move(database);
  }

  static absl::Status Fill(sql::Database& database, int rows) {
    return database.Transact([&](sql::Session& session) -> absl::Status {
      RETURN_IF_ERROR(records::NextRecordedAt(session, absl::FromUnixSeconds(1)).status());
      std::vector<sql::Row> all;
      for (std::int64_t i = 0; i < rows; ++i) {
        const sql::Value none = std::monostate();
        all.push_back({i, i % 3 == 0 ? none : sql::Value(i * 4'000'000'000'000'003),
                       i % 5 == 0 ? none : sql::Value(static_cast<double>(i) / 7),
                       i % 7 == 0 ? none : sql::Value(absl::StrCat("blå \"bær\"\n\\ ", i))});
      }
      all.push_back({std::int64_t{-1}, INT64_MIN, 2.0, std::string()});
      all.push_back({std::int64_t{-2}, INT64_MAX, -1.7976931348623157e308, std::string("{")});
      return session.ExecuteMany("INSERT INTO thing (id, n, r, s) VALUES ($1, $2, $3, $4)", all);
    });
  }

  static std::string ExportOf(sql::Database& database) {
    std::ostringstream file;
    EXPECT_THAT(Export(database, file), IsOk());
    return file.str();
  }

  static absl::Status ImportTo(sql::Database& database, const std::string& text) {
    std::istringstream file(text);
    return Import(database, file).status();
  }

  std::unique_ptr<sql::Database> from_ = NewOf(std::get<0>(GetParam()));
  std::unique_ptr<sql::Database> to_ = NewOf(std::get<1>(GetParam()));
};

TEST_P(TransferTest, EverythingArrivesAndGoesBack) {
  ASSERT_THAT(Fill(*from_, 2500), IsOk());
  ASSERT_THAT(ImportTo(*to_, ExportOf(*from_)), IsOk());
  EXPECT_EQ(*ChecksumsOf(*to_), *ChecksumsOf(*from_));
  EXPECT_EQ(ChecksumsOf(*to_)->at("thing").rows(), 2502);
  EXPECT_EQ(ChecksumsOf(*to_)->at("counted").rows(), 1);
  const auto back = NewOf(std::get<0>(GetParam()));
  ASSERT_THAT(ImportTo(*back, ExportOf(*to_)), IsOk());
  EXPECT_EQ(*ChecksumsOf(*back), *ChecksumsOf(*from_));
  EXPECT_EQ(ExportOf(*back).size(), ExportOf(*from_).size());
}

TEST_P(TransferTest, ADatabaseThatWasWrittenToTakesNothing) {
  ASSERT_THAT(Fill(*from_, 3), IsOk());
  ASSERT_THAT(Fill(*to_, 1), IsOk());
  const absl::Status status = ImportTo(*to_, ExportOf(*from_));
  EXPECT_EQ(status::ReasonOf(status), "DATABASE_IN_USE");
  EXPECT_EQ(ChecksumsOf(*to_)->at("thing").rows(), 3);
}

TEST_P(TransferTest, AnotherSchemaTakesNothing) {
  ASSERT_THAT(Fill(*from_, 3), IsOk());
  ASSERT_THAT(sql::Migrate(*to_, {records::RecordsMigration(),
                                  Steps()[1],
                                  {11, "0011_more", "CREATE TABLE more (id BIGINT);\n"}}),
              IsOk());
  EXPECT_THAT(ImportTo(*to_, ExportOf(*from_)),
              StatusSays(StatusCode::kFailedPrecondition, "--migrations=only"));
}

TEST_P(TransferTest, AFileThatIsNotWhatWasWrittenLeavesNothing) {
  ASSERT_THAT(Fill(*from_, 3), IsOk());
  const std::string file = ExportOf(*from_);
  const Checksums before = *ChecksumsOf(*to_);
  EXPECT_THAT(ImportTo(*to_, absl::StrReplaceAll(file, {{"bær", "bar"}})),
              StatusSays(StatusCode::kDataLoss, "table thing has 5 rows"));
  EXPECT_THAT(ImportTo(*to_, absl::StrReplaceAll(file, {{"[0,null", "[0,\"x\",null"}})),
              StatusSays(StatusCode::kInvalidArgument, "want a row of 4 values"));
  EXPECT_THAT(ImportTo(*to_, ""), StatusSays(StatusCode::kInvalidArgument, "line 1"));
  EXPECT_THAT(ImportTo(*to_, "[]\n"), StatusSays(StatusCode::kInvalidArgument, "line 1"));
  // Cut after each line.
  for (std::size_t end = file.find('\n'); end + 1 < file.size(); end = file.find('\n', end + 1)) {
    EXPECT_THAT(ImportTo(*to_, file.substr(0, end + 1)),
                StatusSays(StatusCode::kInvalidArgument, "end of the file"));
  }
  EXPECT_EQ(*ChecksumsOf(*to_), before);
  EXPECT_THAT(ImportTo(*to_, file), IsOk());
}

std::string NamesOf(
    const testing::TestParamInfo<std::tuple<sql::TestEngine, sql::TestEngine>>& test) {
  return std::get<0>(test.param).name + "To" + std::get<1>(test.param).name;
}

INSTANTIATE_TEST_SUITE_P(, TransferTest,
                         testing::Combine(testing::ValuesIn(sql::TestEngines()),
                                          testing::ValuesIn(sql::TestEngines())),
                         NamesOf);

TEST(ChecksumTest, OrderDoesNotCountAndEachRowDoes) {
  Checksum ab;
  ab.Add("a");
  ab.Add("b");
  Checksum ba;
  ba.Add("b");
  ba.Add("a");
  EXPECT_EQ(ab, ba);
  ba.Add("a");
  EXPECT_NE(ab.Hex(), ba.Hex());
  EXPECT_THAT(Checksum().Hex(), HasSubstr(std::string(64, '0')));
}

TEST(RowTest, NumbersThatAreNotFiniteAreRefused) {
  EXPECT_THAT(PrintRow({std::numeric_limits<double>::infinity()}),
              StatusSays(StatusCode::kInvalidArgument, "finite"));
}

}  // namespace
}  // namespace ett::admin
