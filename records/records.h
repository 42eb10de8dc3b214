#pragma once

#include <google/protobuf/field_mask.pb.h>
#include <google/protobuf/timestamp.pb.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "ett/imports/v1/import.pb.h"
#include "google/type/date.pb.h"
#include "records/clock.h"
#include "records/judge.h"
#include "records/kind.h"
#include "sql/database.h"

namespace ett::records {

struct CreateArgs {
  std::string parent;
  std::string id;  // generated when empty
  std::string request_id;
};

struct UpdateArgs {
  google::protobuf::FieldMask mask;
  std::string request_id;
  google::type::Date effective_date = {};  // unset: a correction
};

struct ListArgs {
  std::string parent;
  int page_size = 0;
  std::string page_token;
  std::string filter;
  const google::protobuf::Timestamp* as_known_at = nullptr;
};

// As `2018-12-31`.
struct Days {
  std::string first, last;
};

struct ForEachArgs {
  std::string municipality;
  std::int64_t known_at = 0;  // microseconds
  // Only records, of those which have a first and a last day, that have any of these.
  std::optional<Days> days = std::nullopt;
  // Also versions that had been superseded or deleted at the time of knowledge.
  bool superseded_too = false;
};

template <class T>
struct Page {
  std::vector<T> records;
  std::string next_page_token;
};

// Records of all kinds in one database: every version is kept with the time that it was learnt and
// the time that it was superseded, so that any past state of knowledge can be read. Standard
// methods as the AIPs have them. Safe to call from any thread.
class Records {
 public:
  // `kinds` are all that the database holds: what is referenced cannot be deleted. `judges` hold
  // the rules between records. Everything given must outlive this.
  Records(sql::Database& database, Now now, std::vector<const Kind*> kinds = {},
          Judges judges = {});

  // Told of the rows of each import that came to its end, but not of dry runs, nor of what was
  // answered before. `kind` as `Employment`. Set before the first import.
  using Imported = std::function<void(absl::string_view kind, const imports::v1::ImportReport&)>;
  void TellImports(Imported imported) { imported_ = std::move(imported); }
  const Imported& imported() const { return imported_; }

  template <class T>
  absl::StatusOr<T> Create(const Kind& kind, const CreateArgs& args, const T& record) {
    T created;
    if (auto status = CreateAny(kind, args, record, created); !status.ok()) return status;
    return created;
  }

  template <class T>
  absl::StatusOr<T> Get(const Kind& kind, const std::string& name,
                        const google::protobuf::Timestamp* as_known_at = nullptr) {
    T record;
    if (auto status = GetAny(kind, name, as_known_at, record); !status.ok()) return status;
    return record;
  }

  template <class T>
  absl::StatusOr<Page<T>> List(const Kind& kind, const ListArgs& args) {
    Page<T> page;
    const auto add = [&]() -> Message& { return page.records.emplace_back(); };
    auto token = ListAny(kind, args, add);
    if (!token.ok()) return token.status();
    page.next_page_token = *std::move(token);
    return page;
  }

  template <class T>
  absl::StatusOr<T> Update(const Kind& kind, const T& record, const UpdateArgs& args) {
    T updated;
    if (auto status = UpdateAny(kind, args, record, updated); !status.ok()) return status;
    return updated;
  }

  // `etag` empty: whatever the current version is.
  absl::Status Delete(const Kind& kind, const std::string& name, const std::string& etag);

  // All records of a municipality as known at `known_at` (microseconds), ordered by id.
  template <class T>
  absl::StatusOr<std::vector<T>> All(const Kind& kind, const std::string& municipality,
                                     std::int64_t known_at) {
    std::vector<T> records;
    const auto add = [&]() -> Message& { return records.emplace_back(); };
    if (auto status = AllAny(kind, municipality, known_at, add); !status.ok()) return status;
    return records;
  }

  // The same one by one, in no order, for more records than fit into memory.
  template <class T>
  absl::Status ForEach(const Kind& kind, const ForEachArgs& args,
                       absl::FunctionRef<void(const T&)> visit) {
    T record;
    return ForEachAny(kind, args, record, [&] { visit(record); });
  }

  // The moment of knowledge to answer for: what was asked, or the newest version's time. More than
  // ten seconds ahead of this clock is INVALID_ARGUMENT (clocks of callers differ a little).
  absl::StatusOr<std::int64_t> KnownAt(const google::protobuf::Timestamp* asked);

  // Changes with every write that is committed: a key for caches.
  absl::StatusOr<std::int64_t> DataVersion();

  sql::Database& database() { return database_; }
  absl::Time now() const { return now_(); }

 private:
  friend class Import;

  absl::Status CreateAny(const Kind& kind, const CreateArgs& args, const Message& record,
                         Message& created);
  absl::Status GetAny(const Kind& kind, const std::string& name,
                      const google::protobuf::Timestamp* as_known_at, Message& record);
  absl::StatusOr<std::string> ListAny(const Kind& kind, const ListArgs& args,
                                      absl::FunctionRef<Message&()> add);
  absl::Status UpdateAny(const Kind& kind, const UpdateArgs& args, const Message& record,
                         Message& updated);
  absl::Status AllAny(const Kind& kind, const std::string& municipality, std::int64_t known_at,
                      absl::FunctionRef<Message&()> add);
  absl::Status ForEachAny(const Kind& kind, const ForEachArgs& args, Message& record,
                          absl::FunctionRef<void()> visit);
  // Null for a kind without rules between records.
  std::unique_ptr<Judge> MakeJudge(const Kind& kind) const;
  absl::Status AskJudge(sql::Session& session, const Kind& kind, const RecordName& name,
                        const Message& record);
  // A version that is about to be written, in a transaction that has its time.
  struct NewVersion {
    const Kind& kind;
    const RecordName& name;
    std::int64_t recorded_at = 0;
  };
  absl::Status WriteVersion(sql::Session& session, const NewVersion& version, const Message& record,
                            Message& written);
  // Writes under the request's id, or finds what was answered to it.
  absl::Status Once(sql::Session& session, const RequestKey& key, Message& answer,
                    absl::FunctionRef<absl::Status(std::int64_t recorded_at)> write);
  absl::Status CheckUnreferenced(sql::Session& session, const Kind& kind, const RecordName& name);

  sql::Database& database_;
  const Now now_;
  const std::vector<const Kind*> kinds_;
  const Judges judges_;
  Imported imported_;
};

}  // namespace ett::records
