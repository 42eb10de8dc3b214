#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "ett/imports/v1/import.pb.h"
#include "records/judge.h"
#include "records/row_sink.h"

namespace ett::records {

// Takes in rows of one kind: a new or changed row makes a version, an equal one is unchanged, a bad
// one is rejected with field and reason and stops nobody else. Rows are decided in order of
// arrival; about a thousand at a time become durable together. When the stream breaks, what was
// durable stays, and the same rows sent again are unchanged.
class Import final : public RowSink {
 public:
  Import(Records& records, const Kind& kind, ImportOptions options = {});

  absl::Status Begin(const ImportStart& start) override;
  absl::Status Add(const Message& row);
  absl::StatusOr<imports::v1::ImportReport> Finish() override;

  // For rows that are read from something else, such as a file: what tells two requests apart is
  // what the session counts, not the rows.
  ImportSession& session() override { return session_; }
  absl::Status Take(std::unique_ptr<Message> row, std::string where) override;
  absl::Status TakeUnreadable(status::FieldError error, std::string where) override;
  // Decides all rows that have come and makes them durable.
  absl::Status Flush();

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
  absl::Status Decide(sql::Session& session, Decision& decision);
  absl::StatusOr<std::optional<status::FieldError>> SucceedKept(const sql::Row& kept, Row& row);
  absl::Status AskJudge(sql::Session& session, Decision& decision);
  absl::Status Write(sql::Session& session, std::int64_t recorded_at, const Decision& decision);
  absl::Status LoadKept(sql::Session& session, Decision& decision);
  void Conclude(const Decision& decision);
  void Reject(const Row& row, status::FieldError error);
  void Tell(imports::v1::Verdict verdict);

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
