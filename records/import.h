#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "ett/imports/v1/import.pb.h"
#include "records/import_session.h"
#include "records/judge.h"

namespace ett::records {

struct ImportOptions {
  // What a request id is unique within, besides the municipality and the kind.
  std::string method = "Import";
  // A dry run: everything is checked and counted, nothing is written or kept. A record that comes
  // twice, more than a batch apart, is compared with what is kept, not with its first row.
  bool validate_only = false;
  // Called for each row that is refused, in order of row, when it is decided.
  std::function<void(std::int64_t row, const status::FieldError&)> rejected;
};

// Takes in rows of one kind: a new or changed row makes a version, an equal one is unchanged, a bad
// one is rejected with field and reason and stops nobody else. Rows are decided in order of
// arrival; about a thousand at a time become durable together. When the stream breaks, what was
// durable stays, and the same rows sent again are unchanged.
class Import {
 public:
  Import(Records& records, const Kind& kind, ImportOptions options = {});

  // The first message's parent decides; a later one may repeat it or leave it out.
  absl::Status Begin(const ImportStart& start);
  absl::Status Add(const Message& row);
  // Makes the rest durable. The same request id and rows again get this report again.
  absl::StatusOr<imports::v1::ImportReport> Finish();

  // For rows that are read from something else, such as a file: what tells two requests apart is
  // what is counted here, not the rows.
  void Count(absl::string_view piece) { session_.Count(piece); }
  // The next bytes, however they are cut.
  void CountBytes(absl::string_view bytes) { session_.CountBytes(bytes); }
  // True when the request was answered before: no rows are wanted.
  bool replay() const { return session_.replay(); }
  // `where` heads the message of a refusal: `line 17: `.
  absl::Status Take(std::unique_ptr<Message> row, std::string where);
  // A row that could not be read.
  absl::Status TakeUnreadable(status::FieldError error, std::string where);
  // The verdicts of the rows that are decided.
  const imports::v1::ImportReport& decided() { return session_.verdicts().report(); }
  const std::string& municipality() const { return session_.municipality(); }

 private:
  using Ids = absl::flat_hash_set<std::string>;
  struct Row {
    RecordName name;
    sql::Row columns;
    std::unique_ptr<Message> message;
    std::string where;
    std::optional<status::FieldError> error;
  };
  // What becomes of the batch. Made again when its transaction is run again.
  struct Decision {
    absl::flat_hash_map<std::string, sql::Row> kept;  // current versions by id
    std::vector<Candidate> candidates;                // rows that would make a version
    std::vector<imports::v1::Verdict> verdicts;
  };

  absl::Status Read(Row& row);
  absl::Status CheckReferences(const Row& row);
  absl::StatusOr<const Ids*> IdsOf(const Kind& kind);
  absl::Status Push(Row row);
  absl::Status Flush();
  absl::Status Decide(sql::Session& session, Decision& decision);
  absl::StatusOr<std::optional<status::FieldError>> SucceedKept(const sql::Row& kept, Row& row);
  absl::Status AskJudge(sql::Session& session, Decision& decision);
  absl::Status Write(sql::Session& session, std::int64_t recorded_at, const Decision& decision);
  absl::Status LoadKept(sql::Session& session, Decision& decision);
  void Conclude(const Decision& decision);
  void Reject(const Row& row, status::FieldError error);

  Records& records_;
  const Kind& kind_;
  const ImportOptions options_;
  ImportSession session_;
  const std::unique_ptr<Judge> judge_;
  std::optional<absl::CivilDay> effective_;  // from when the terms of rows hold
  std::vector<Row> batch_;
  Ids batch_ids_;
  std::map<const Kind*, Ids> ids_;  // that references may stand for
};

}  // namespace ett::records
