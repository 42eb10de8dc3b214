#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "ett/imports/v1/import.pb.h"
#include "records/import_session.h"

namespace ett::records {

// Takes in rows of one kind: a new or changed row makes a version, an equal one is unchanged, a bad
// one is rejected with field and reason and stops nobody else. Rows are decided in order of
// arrival; about a thousand at a time become durable together. When the stream breaks, what was
// durable stays, and the same rows sent again are unchanged.
class Import {
 public:
  Import(Records& records, const Kind& kind);

  // The first message's parent decides; a later one may repeat it or leave it out.
  absl::Status Begin(const ImportStart& start);
  absl::Status Add(const Message& row);
  // Makes the rest durable. The same request id and rows again get this report again.
  absl::StatusOr<imports::v1::ImportReport> Finish();

 private:
  struct Row {
    RecordName name;
    sql::Row columns;
  };

  absl::StatusOr<Row> Read(const Message& message);
  absl::StatusOr<Row> Check(const Message& message);
  absl::Status CheckReferences(const Row& row);
  absl::StatusOr<const std::set<std::string>*> IdsOf(const Kind& kind);
  absl::Status Flush();
  absl::Status Write(sql::Session& session, std::vector<imports::v1::Verdict>& verdicts);
  absl::StatusOr<std::map<std::string, sql::Row>> CurrentOfBatch(sql::Session& session);

  Records& records_;
  const Kind& kind_;
  ImportSession session_;
  std::vector<Row> batch_;
  std::set<std::string> batch_ids_;
  std::map<const Kind*, std::set<std::string>> ids_;
};

}  // namespace ett::records
