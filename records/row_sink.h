#pragma once

#include <functional>
#include <memory>
#include <string>

#include "records/import_session.h"
#include "records/kind.h"

namespace ett::records {

struct ImportOptions {
  // What a request id is unique within, besides the municipality and the kind.
  std::string method = "Import";
  // A dry run: everything is checked and counted, nothing is written or kept. A record that comes
  // twice, more than a batch apart, is compared with what is kept, not with its first row.
  bool validate_only = false;
  // Called for each row that is refused, in order of row, when it is decided.
  std::function<void(std::int64_t row, const status::FieldError&)> rejected = nullptr;
  // Called for each row, in order, when it is decided and after `rejected`.
  std::function<void(imports::v1::Verdict)> decided = nullptr;
  // The caller has seen that what rows refer to is there or, in a dry run, would be: references are
  // not looked up, and in a dry run the rules between records are not asked.
  bool references_are_known = false;
};

// What takes in the rows of a file: decides them in order of arrival, makes many durable together,
// and says of each what became of it.
class RowSink {
 public:
  virtual ~RowSink() = default;

  // The first message's parent decides; a later one may repeat it or leave it out.
  virtual absl::Status Begin(const ImportStart& start) = 0;
  // The verdicts of the rows that are decided. What tells two requests apart is to be counted here.
  virtual ImportSession& session() = 0;
  // A row of the kind that was asked for. `where` heads the message of a refusal: `line 17: `.
  virtual absl::Status Take(std::unique_ptr<Message> row, std::string where) = 0;
  // A row that could not be read.
  virtual absl::Status TakeUnreadable(status::FieldError error, std::string where) = 0;
  // Makes the rest durable. The same request id and file again get this report again.
  virtual absl::StatusOr<imports::v1::ImportReport> Finish() = 0;
};

}  // namespace ett::records
