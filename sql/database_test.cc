#include "sql/database.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "absl/strings/str_cat.h"
#include "sql/testing.h"
#include "status/macros.h"
#include "status/matchers.h"

namespace ett::sql {
namespace {

using absl::StatusCode;
using status::IsOk;
using status::StatusIs;
using testing::ElementsAre;

constexpr char kInsert[] = "INSERT INTO t (id, n, r, s) VALUES ($1, $2, $3, $4)";

class DatabaseTest : public testing::TestWithParam<TestEngine> {
 protected:
  void SetUp() override {
    auto opened = GetParam().open();
    ASSERT_THAT(opened, IsOk());
    database_ = *std::move(opened);
    ASSERT_THAT(database_->Transact([](Session& session) {
      return session.ExecuteScript(
          "CREATE TABLE t (id TEXT NOT NULL PRIMARY KEY, n BIGINT, r DOUBLE PRECISION, s TEXT);\n"
          "CREATE TABLE c (at BIGINT NOT NULL);\nINSERT INTO c (at) VALUES (0);\n");
    }),
                IsOk());
  }

  absl::Status Insert(const Row& row) {
    return database_->Transact(
        [&](Session& session) { return session.Execute(kInsert, row).status(); });
  }

  std::vector<Row> Select(const std::string& statement, const std::vector<Value>& arguments = {}) {
    std::vector<Row> rows;
    EXPECT_THAT(database_->Read([&](Session& session) -> absl::Status {
      ASSIGN_OR_RETURN(rows, session.Query(statement, arguments));
      return absl::OkStatus();
    }),
                IsOk());
    return rows;
  }

  std::unique_ptr<Database> database_;
};

TEST_P(DatabaseTest, EveryTypeComesBackAsItWent) {
  const Row row{std::string("k'; DROP"), std::int64_t{9'223'372'036'854'775'807}, 0.1,
                std::string("blåbær $1 :x")};
  ASSERT_THAT(Insert(row), IsOk());
  EXPECT_THAT(Select("SELECT id, n, r, s FROM t WHERE id = $1 OR s = $1", {row[0]}),
              ElementsAre(row));
}

TEST_P(DatabaseTest, NullsComeBackAsNulls) {
  const Row row{std::string("k"), std::monostate(), std::monostate(), std::monostate()};
  ASSERT_THAT(Insert(row), IsOk());
  EXPECT_THAT(Select("SELECT id, n, r, s FROM t"), ElementsAre(row));
}

TEST_P(DatabaseTest, ManyRowsOfOneStatementKeepTheirNulls) {
  std::vector<Row> rows;
  for (int i = 0; i < 100; ++i) {
    const Value n = i % 2 == 0 ? Value(std::int64_t{i}) : Value(std::monostate());
    rows.push_back({absl::StrCat("k", 1000 + i), n, 1.5, std::string("s")});
  }
  ASSERT_THAT(
      database_->Transact([&](Session& session) { return session.ExecuteMany(kInsert, rows); }),
      IsOk());
  EXPECT_EQ(Select("SELECT id, n, r, s FROM t ORDER BY id"), rows);
  const auto sums = Select("SELECT CAST(SUM(n) AS BIGINT), COUNT(*) FROM t");
  EXPECT_EQ(Int(sums[0][0]), 2450);
  EXPECT_EQ(Int(sums[0][1]), 100);
}

TEST_P(DatabaseTest, AListIsOneParameter) {
  const std::vector<std::string> wanted = {"a", "it's \"b\"", "blåbær", "[", ""};
  for (const char* id : {"a", "it's \"b\"", "blåbær", "[", "", "b", "a,b"}) {
    ASSERT_THAT(Insert({std::string(id), std::int64_t{1}, 1.0, std::string("s")}), IsOk());
  }
  const auto statement = absl::StrCat("SELECT COUNT(*) FROM t WHERE n = $1 AND ",
                                      IsAmong(database_->engine(), "id", "$2"));
  EXPECT_EQ(Int(Select(statement, {std::int64_t{1}, ListOf(wanted)})[0][0]), 5);
  EXPECT_EQ(Int(Select(statement, {std::int64_t{1}, ListOf({})})[0][0]), 0);
}

TEST_P(DatabaseTest, ABrokenKeyIsAlreadyExists) {
  const Row row{std::string("k"), std::int64_t{1}, 1.0, std::string("s")};
  ASSERT_THAT(Insert(row), IsOk());
  EXPECT_THAT(Insert(row), StatusIs(StatusCode::kAlreadyExists));
}

TEST_P(DatabaseTest, AFailedTransactionLeavesNothing) {
  EXPECT_THAT(database_->Transact([](Session& session) -> absl::Status {
    RETURN_IF_ERROR(
        session.Execute(kInsert, {std::string("k"), std::int64_t{1}, 1.0, std::string("s")})
            .status());
    return absl::OutOfRangeError("stop");
  }),
              StatusIs(StatusCode::kOutOfRange));
  EXPECT_THAT(Select("SELECT id FROM t"), testing::IsEmpty());
}

TEST_P(DatabaseTest, AReadCannotWrite) {
  EXPECT_FALSE(
      database_
          ->Read([](Session& session) { return session.Execute("UPDATE c SET at = 1").status(); })
          .ok());
  EXPECT_EQ(Int(Select("SELECT at FROM c")[0][0]), 0);
}

TEST_P(DatabaseTest, WritersTakeTurns) {
  const auto increment = [&] {
    for (int i = 0; i < 50; ++i) {
      ASSERT_THAT(database_->Transact([](Session& session) -> absl::Status {
        return session.Execute("UPDATE c SET at = at + 1").status();
      }),
                  IsOk());
    }
  };
  std::thread other(increment);
  increment();
  other.join();
  EXPECT_EQ(Int(Select("SELECT at FROM c")[0][0]), 100);
}

TEST_P(DatabaseTest, Answers) { EXPECT_THAT(database_->Ping(), IsOk()); }

INSTANTIATE_TEST_SUITE_P(, DatabaseTest, testing::ValuesIn(TestEnginesAndBouncer()), EngineName);

TEST(OpenTest, AnUnknownUrlIsRefused) {
  EXPECT_THAT(Database::Open("mysql:x"), StatusIs(StatusCode::kInvalidArgument));
}

TEST(OpenTest, ASqliteFileHasOneProcess) {
  const std::string url = absl::StrCat("sqlite:", testing::TempDir(), "/owned.db");
  auto first = Database::Open(url);
  ASSERT_THAT(first, IsOk());
  EXPECT_THAT(Database::Open(url), status::StatusSays(StatusCode::kUnavailable, "another process"));
}

}  // namespace
}  // namespace ett::sql
