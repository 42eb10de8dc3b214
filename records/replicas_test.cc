// Two replicas of a service are two processes on one PostgreSQL: here, all that each has of its own
// twice. Their clocks are an hour apart.
#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <thread>

#include "absl/strings/str_cat.h"
#include "records/known_cache.h"
#include "records/records.h"
#include "records/testing/note_kind.h"
#include "sql/migrate.h"
#include "sql/postgres_server.h"
#include "status/matchers.h"

namespace ett::records {
namespace {

using status::IsOk;
using testing::kParent;
using testing::MakeNote;
using testing::Note;
using testing::NoteKind;

constexpr char kMunicipality[] = "935478715";

struct Replica {
  Replica(const std::string& url, absl::Time now)
      : database(*sql::Database::Open(url)),
        records(*database, [now] { return now; }, {&NoteKind()}) {}

  absl::StatusOr<Note> Create(const std::string& id, const std::string& title,
                              const std::string& request_id = "") {
    return records.Create(NoteKind(), {kParent, id, request_id}, MakeNote(id, title));
  }

  std::unique_ptr<sql::Database> database;
  Records records;
};

class ReplicasTest : public ::testing::Test {
 protected:
  ReplicasTest() {
    EXPECT_THAT(sql::Migrate(*ahead_.database, {RecordsMigration(), testing::NoteMigration()}),
                IsOk());
  }

  // Both at once, each in a thread of its own.
  void OnBoth(const std::function<void(Replica&)>& work) {
    std::thread other([&] { work(ahead_); });
    work(behind_);
    other.join();
  }

  sql::PostgresServer server_{/*fsync=*/false};
  const std::string url_ = *server_.NewDatabase();
  Replica ahead_{url_, absl::FromUnixSeconds(1'546'304'400)};
  Replica behind_{url_, absl::FromUnixSeconds(1'546'300'800)};
};

TEST_F(ReplicasTest, WhatOneWroteTheOtherKnowsWhateverItsClockSays) {
  for (int i = 0; i < 5; ++i) {
    Replica& writer = i % 2 == 0 ? ahead_ : behind_;
    Replica& reader = i % 2 == 0 ? behind_ : ahead_;
    ASSERT_THAT(writer.Create(absl::StrCat("n", i), "t"), IsOk());
    const auto read = reader.records.Get<Note>(NoteKind(), absl::StrCat(kParent, "/notes/n", i));
    ASSERT_THAT(read, IsOk());
    EXPECT_EQ(*reader.records.DataVersion(), *writer.records.DataVersion());
  }
}

TEST_F(ReplicasTest, ARequestThatWasSentToBothHasOneEffect) {
  std::atomic<int> answers = 0;
  std::set<std::string> names;
  absl::Mutex mutex;
  OnBoth([&](Replica& replica) {
    for (int i = 0; i < 30; ++i) {
      const auto created = replica.Create("", "t", absl::StrCat("request-", i));
      ASSERT_THAT(created, IsOk());
      ++answers;
      absl::MutexLock lock(&mutex);
      names.insert(created->name());
    }
  });
  EXPECT_EQ(answers, 60);
  EXPECT_EQ(names.size(), 30);
}

TEST_F(ReplicasTest, OfTwoWritersWithOneEtagOneWins) {
  for (int i = 0; i < 20; ++i) {
    const auto created = ahead_.Create(absl::StrCat("n", i), "first");
    ASSERT_THAT(created, IsOk());
    std::atomic<int> won = 0;
    std::atomic<int> lost = 0;
    OnBoth([&](Replica& replica) {
      google::protobuf::FieldMask mask;
      mask.add_paths("title");
      Note change = *created;
      change.set_title("second");
      const auto updated = replica.records.Update(NoteKind(), change, {mask, ""});
      if (updated.ok()) ++won;
      if (absl::IsAborted(updated.status())) ++lost;
    });
    EXPECT_EQ(won, 1);
    EXPECT_EQ(lost, 1);
  }
}

TEST_F(ReplicasTest, OfTwoWhoCreateOneRecordOneWins) {
  for (int i = 0; i < 20; ++i) {
    std::atomic<int> won = 0;
    std::atomic<int> lost = 0;
    OnBoth([&](Replica& replica) {
      const auto created = replica.Create(absl::StrCat("n", i), "t");
      if (created.ok()) ++won;
      if (absl::IsAlreadyExists(created.status())) ++lost;
    });
    EXPECT_EQ(won, 1);
    EXPECT_EQ(lost, 1);
  }
}

TEST_F(ReplicasTest, VersionsHaveOneOrder) {
  OnBoth([&](Replica& replica) {
    for (int i = 0; i < 50; ++i) ASSERT_THAT(replica.Create("", "t"), IsOk());
  });
  std::set<std::int64_t> times;
  ASSERT_THAT(behind_.records.ForEach<Note>(
                  NoteKind(), {kMunicipality, *behind_.records.DataVersion()},
                  [&](const Note& note) {
                    const auto& time = note.recorded_time();
                    times.insert(time.seconds() * 1'000'000 + time.nanos() / 1000);
                  }),
              IsOk());
  EXPECT_EQ(times.size(), 100);
  EXPECT_EQ(*times.rbegin(), *behind_.records.DataVersion());
}

TEST_F(ReplicasTest, WhatOneKeepsInMemoryTheOtherMakesStale) {
  int loads = 0;
  KnownCache<std::size_t> cache(
      behind_.records,
      [&](const std::string& municipality, std::int64_t known_at) -> absl::StatusOr<std::size_t> {
        ++loads;
        std::size_t count = 0;
        RETURN_IF_ERROR(behind_.records.ForEach<Note>(NoteKind(), {municipality, known_at},
                                                      [&](const Note&) { ++count; }));
        return count;
      });
  const auto count = [&] {
    const auto known_at = behind_.records.KnownAt(nullptr);
    return **cache.Get(kMunicipality, *known_at);
  };
  for (std::size_t i = 1; i < 5; ++i) {
    ASSERT_THAT(ahead_.Create("", "t"), IsOk());
    EXPECT_EQ(count(), i);
    EXPECT_EQ(count(), i);
    EXPECT_EQ(loads, static_cast<int>(i));
  }
}

}  // namespace
}  // namespace ett::records
