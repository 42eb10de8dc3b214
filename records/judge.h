#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "records/kind.h"
#include "sql/database.h"

namespace ett::records {

// A row that is about to become the current version of the record `id`. Its `name` may be empty.
struct Candidate {
  std::string id;
  const Message* record;
  std::optional<status::FieldError> error;  // set: refused; the row changes nothing
};

// The rules of one kind that hold between records, which no row can keep or break alone. Made anew
// for each import, Create, Update or Delete, and used by one thread.
class Judge {
 public:
  virtual ~Judge() = default;

  // Refuses what contradicts the records that are current, rows of `batch` in order of arrival
  // included. The ids of a batch differ; rows with an error are left alone and do not count. Reads
  // what the whole batch needs in a few statements, never one a row. Called again with the same
  // batch when a transaction is run again.
  virtual absl::Status Decide(sql::Session& session, const std::string& municipality,
                              std::vector<Candidate>& batch) = 0;

  // Refuses the removal of a current record that others cannot be without. References need no
  // judge. FAILED_PRECONDITION says which record and why.
  virtual absl::Status DecideRemoval(sql::Session& /*session*/, const std::string& /*municipality*/,
                                     const std::string& /*id*/) {
    return absl::OkStatus();
  }

  // In a dry run nothing is written: from now on, the rows of `batch` without an error count as if
  // they were. Nothing to do for rules that look at other kinds alone.
  virtual void Remember(const std::vector<Candidate>& /*batch*/) {}
  // Rows that are kept in memory for that.
  virtual std::size_t remembered() const { return 0; }
};

// What makes the judge of a kind; kinds without rules between records have none.
using Judges = std::map<const Kind*, std::function<std::unique_ptr<Judge>()>>;

// The current records of a municipality whose `column` is among `keys`: calls `row` with
// `columns` of each. One statement; none for no keys.
struct CurrentRows {
  absl::string_view columns;  // `id, start_date`, from our code
  absl::string_view table;
  absl::string_view column;
  absl::string_view group_by = "";  // a column; empty: no grouping
};
absl::Status ForEachCurrent(sql::Session& session, const CurrentRows& wanted,
                            const std::string& municipality, const std::vector<std::string>& keys,
                            absl::FunctionRef<absl::Status(const sql::Row&)> row);

// The last segment of a resource name.
std::string IdOf(absl::string_view name);

}  // namespace ett::records
