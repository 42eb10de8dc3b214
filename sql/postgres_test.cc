// What only a server can do to its clients: go away, be slow, hand connections on, fall behind.
#include "sql/postgres.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/barrier.h"
#include "absl/time/clock.h"
#include "sql/database.h"
#include "sql/migrate.h"
#include "sql/postgres_server.h"
#include "status/deadline.h"
#include "status/errors.h"
#include "status/macros.h"
#include "status/matchers.h"

namespace ett::sql {
namespace {

using absl::StatusCode;
using status::IsOk;
using status::StatusIs;
using status::StatusSays;

constexpr char kAdd[] = "UPDATE counter SET n = n + 1";

class PostgresTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { server_ = new PostgresServer(/*fsync=*/false); }
  static void TearDownTestSuite() { delete server_; }

  void SetUp() override {
    auto url = server_->NewDatabase();
    ASSERT_THAT(url, IsOk());
    url_ = *url;
    ASSERT_THAT(Migrate(*Open({url_}), {{1, "0001",
                                         "CREATE TABLE counter (n BIGINT);\n"
                                         "INSERT INTO counter VALUES (0);\n"}}),
                IsOk());
  }

  static std::unique_ptr<Database> Open(const DatabaseOptions& options) {
    auto database = Database::Open(options);
    EXPECT_THAT(database, IsOk());
    return *std::move(database);
  }

  static absl::Status Add(Database& database) {
    return database.Transact([](Session& session) { return session.Execute(kAdd).status(); });
  }

  // -1 when it cannot be read.
  static std::int64_t Count(Database& database, bool recent = false) {
    std::int64_t count = -1;
    const auto read = [&](Session& session) -> absl::Status {
      ASSIGN_OR_RETURN(const auto rows, session.Query("SELECT n FROM counter", {}));
      count = Int(rows[0][0]);
      return absl::OkStatus();
    };
    const absl::Status status = recent ? database.ReadRecent(read) : database.Read(read);
    EXPECT_THAT(status, IsOk());
    return count;
  }

  static absl::Status Sleep(Session& session) {
    return session.Query("SELECT CAST(pg_sleep(600) AS TEXT)", {}).status();
  }

  static PostgresServer* server_;
  std::string url_;
};

PostgresServer* PostgresTest::server_ = nullptr;

TEST_F(PostgresTest, AServerThatCameBackIsFoundAgainWithoutAFailedCall) {
  const auto database = Open({url_});
  ASSERT_THAT(Add(*database), IsOk());
  ASSERT_THAT(server_->Kill(), IsOk());
  ASSERT_THAT(server_->Start(), IsOk());
  EXPECT_THAT(Add(*database), IsOk());
  EXPECT_EQ(Count(*database), 2);
  EXPECT_GE(database->WriterUse().lost, 1);
}

TEST_F(PostgresTest, AServerThatIsAwayIsAskedRarely) {
  const auto database = Open({url_});
  ASSERT_THAT(server_->Kill(), IsOk());
  for (int i = 0; i < 1000; ++i) {
    EXPECT_THAT(Add(*database), StatusSays(StatusCode::kUnavailable, ""));
  }
  EXPECT_LT(database->WriterUse().not_opened, 500);
  ASSERT_THAT(server_->Start(), IsOk());
  absl::Status status;
  do {
    status = Add(*database);
  } while (absl::IsUnavailable(status));
  EXPECT_THAT(status, IsOk());
}

TEST_F(PostgresTest, APasswordIsReadAtEachConnectAndInNoError) {
  const std::string file = testing::TempDir() + "/password";
  EXPECT_THAT(ConnectionString(url_, file + "-that-is-not-there", true),
              StatusSays(StatusCode::kUnavailable, "password-that-is-not-there"));
  std::ofstream(file) << "first 'one'\\\n";
  EXPECT_THAT(*ConnectionString(url_, file, true),
              testing::HasSubstr("password='first \\'one\\'\\\\' "));
  std::ofstream(file) << "second\n";
  EXPECT_THAT(*ConnectionString(url_, file, true), testing::HasSubstr("password='second' "));
  const auto refused = Database::Open("postgresql://ett:secret@host/x?nonsense=1");
  EXPECT_THAT(refused, StatusIs(StatusCode::kInvalidArgument));
  EXPECT_THAT(refused.status().ToString(), testing::Not(testing::HasSubstr("secret")));
}

TEST_F(PostgresTest, WhatTheUrlSaysOfAConnectionStands) {
  EXPECT_THAT(*ConnectionString("postgresql://u@h/d?connect_timeout=77", "", true),
              testing::AllOf(testing::HasSubstr("connect_timeout='77' "),
                             testing::HasSubstr("target_session_attrs='read-write' ")));
}

TEST_F(PostgresTest, AStatementEndsBeforeItsCallerGivesUp) {
  const auto database = Open({url_});
  const status::DeadlineScope scope(absl::Now() + absl::Milliseconds(300));
  EXPECT_THAT(database->Read(Sleep), StatusIs(StatusCode::kDeadlineExceeded));
}

TEST_F(PostgresTest, AfterTheDeadlineNothingIsAsked) {
  const auto database = Open({url_});
  ASSERT_THAT(Add(*database), IsOk());
  {
    const status::DeadlineScope scope(absl::Now() - absl::Seconds(1));
    EXPECT_THAT(Add(*database), StatusIs(StatusCode::kDeadlineExceeded));
  }
  EXPECT_EQ(Count(*database), 1);
}

TEST_F(PostgresTest, WhoWaitsForAConnectionInVainIsToldToComeBack) {
  const auto database = Open({.url = url_, .connections = 1});
  EXPECT_THAT(database->Read([&](Session&) {
    absl::Status status;
    std::thread([&] {
      const status::DeadlineScope scope(absl::Now() + absl::Milliseconds(20));
      status = Add(*database);
    }).join();
    EXPECT_EQ(status::ReasonOf(status), "DATABASE_BUSY");
    return absl::OkStatus();
  }),
              IsOk());
  EXPECT_EQ(database->WriterUse().refused, 1);
  EXPECT_THAT(Add(*database), IsOk());
}

// Each of two transactions waits for the row that the other one has changed; PostgreSQL ends one.
TEST_F(PostgresTest, WhoeverLosesADeadlockRunsAgain) {
  const auto database = Open({url_});
  ASSERT_THAT(database->Transact([](Session& session) {
    return session.ExecuteScript(
        "CREATE TABLE pair (id BIGINT PRIMARY KEY, n BIGINT);\n"
        "INSERT INTO pair VALUES (1, 0), (2, 0);\n");
  }),
              IsOk());
  absl::Barrier* both = new absl::Barrier(2);
  std::atomic<int> runs = 0;
  const auto cross = [&](std::int64_t first, std::int64_t second) {
    bool met = false;
    EXPECT_THAT(database->Transact([&](Session& session) -> absl::Status {
      ++runs;
      constexpr char kChange[] = "UPDATE pair SET n = n + 1 WHERE id = $1";
      RETURN_IF_ERROR(session.Execute(kChange, {first}).status());
      if (!met && both->Block()) delete both;
      met = true;
      return session.Execute(kChange, {second}).status();
    }),
                IsOk());
  };
  std::thread other([&] { cross(2, 1); });
  cross(1, 2);
  other.join();
  EXPECT_GE(runs, 3);
}

TEST_F(PostgresTest, InjectedFailuresOfSerialisationAreRunAgain) {
  const auto database = Open({url_});
  for (const char* state : {"40001", "40P01"}) {
    int runs = 0;
    const absl::Status status = database->Transact([&](Session& session) -> absl::Status {
      RETURN_IF_ERROR(session.Execute(kAdd).status());
      if (++runs > 5) return absl::OkStatus();
      return session.Run(absl::StrCat("DO $$ BEGIN RAISE SQLSTATE '", state, "'; END $$"));
    });
    EXPECT_THAT(status, IsOk());
    EXPECT_EQ(runs, 6);
  }
  EXPECT_EQ(Count(*database), 2);
}

TEST_F(PostgresTest, ThroughPgbouncerConnectionsAreHandedOnByTransaction) {
  const auto url = server_->ThroughBouncer(url_, /*connections=*/2);
  ASSERT_THAT(url, IsOk());
  const auto one = Open({*url});
  const auto other = Open({*url});
  std::vector<std::thread> threads;
  for (int i = 0; i < 6; ++i) {
    threads.emplace_back([&, i] {
      Database& database = i % 2 == 0 ? *one : *other;
      for (int k = 0; k < 20; ++k) {
        const std::vector<Row> rows(250, Row{std::int64_t{1}});
        EXPECT_THAT(database.Transact([&](Session& session) -> absl::Status {
          RETURN_IF_ERROR(session.ExecuteMany("UPDATE counter SET n = n + $1", rows));
          return session.Execute("UPDATE counter SET n = n + $1", {std::int64_t{1}}).status();
        }),
                    IsOk());
        EXPECT_GT(Count(database), 0);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(Count(*one), 6 * 20 * 251);
}

TEST_F(PostgresTest, AFailureInAPipelineLeavesAConnectionThatWorks) {
  const auto database = Open({.url = url_, .connections = 1});
  ASSERT_THAT(database->Transact([](Session& session) {
    return session.Run("CREATE TABLE thing (id BIGINT PRIMARY KEY)");
  }),
              IsOk());
  std::vector<Row> rows;
  for (std::int64_t i = 0; i < 500; ++i) rows.push_back({i == 450 ? 0 : i});
  const auto insert = [&](Session& session) {
    return session.ExecuteMany("INSERT INTO thing (id) VALUES ($1)", rows);
  };
  EXPECT_THAT(database->Transact(insert), StatusIs(StatusCode::kAlreadyExists));
  rows[450] = {std::int64_t{450}};
  EXPECT_THAT(database->Transact(insert), IsOk());
  EXPECT_EQ(database->WriterUse().opened, 1);
}

TEST_F(PostgresTest, AStandbyAnswersWhatItHasAndNothingThatIsBehind) {
  const auto standby = server_->OnStandby(url_);
  ASSERT_THAT(standby, IsOk());
  const auto database = Open({.url = url_, .read_url = *standby});
  const auto on_standby = Open({*standby + " target_session_attrs=any"});
  const auto pause = [&](const char* function) {
    return on_standby->Read([&](Session& session) {
      return session.Query(absl::StrCat("SELECT CAST(", function, "() AS TEXT)"), {}).status();
    });
  };
  ASSERT_THAT(Add(*database), IsOk());
  ASSERT_THAT(pause("pg_wal_replay_pause"), IsOk());
  for (int i = 2; i < 5; ++i) {
    ASSERT_THAT(Add(*database), IsOk());
    EXPECT_EQ(Count(*database, /*recent=*/true), i);
  }
  // Whoever has written nothing may be told what was.
  const auto other = Open({.url = url_, .read_url = *standby});
  EXPECT_LT(Count(*other, /*recent=*/true), 4);
  EXPECT_EQ(Count(*other), 4);
  ASSERT_THAT(pause("pg_wal_replay_resume"), IsOk());
  while (Count(*other, /*recent=*/true) < 4) {
  }
  EXPECT_EQ(Count(*database, /*recent=*/true), 4);
}

TEST_F(PostgresTest, AStandbyThatIsAwayIsNotMissed) {
  const auto database = Open({.url = url_, .read_url = "host=/nowhere user=ett dbname=x"});
  ASSERT_THAT(Add(*database), IsOk());
  EXPECT_EQ(Count(*database, /*recent=*/true), 1);
}

TEST_F(PostgresTest, ManyProcessesMigrateAtOnceAndEachStepOnce) {
  std::vector<Migration> migrations = {{1, "0001",
                                        "CREATE TABLE counter (n BIGINT);\n"
                                        "INSERT INTO counter VALUES (0);\n"}};
  for (int i = 2; i < 12; ++i) {
    migrations.push_back({i, absl::StrCat("step", i), "UPDATE counter SET n = n + 1;\n"});
  }
  std::vector<std::thread> threads;
  for (int i = 0; i < 6; ++i) {
    threads.emplace_back([&] { EXPECT_THAT(Migrate(*Open({url_}), migrations), IsOk()); });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(Count(*Open({url_})), 10);
}

}  // namespace
}  // namespace ett::sql
