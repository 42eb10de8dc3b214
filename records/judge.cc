#include "records/judge.h"

#include "absl/strings/str_cat.h"
#include "records/row.h"

namespace ett::records {

absl::Status ForEachCurrent(sql::Session& session, const CurrentRows& wanted,
                            const std::string& municipality, const std::vector<std::string>& keys,
                            absl::FunctionRef<absl::Status(const sql::Row&)> row) {
  if (keys.empty()) return absl::OkStatus();
  std::string statement =
      absl::StrCat("SELECT ", wanted.columns, " FROM ", wanted.table,
                   " WHERE municipality = $1 AND superseded_at = $2 AND ", wanted.column, " IN (");
  std::vector<sql::Value> arguments = {municipality, kNotSuperseded};
  for (const std::string& key : keys) {
    arguments.emplace_back(key);
    absl::StrAppend(&statement, arguments.size() == 3 ? "$" : ", $", arguments.size());
  }
  absl::StrAppend(&statement, ")");
  if (!wanted.group_by.empty()) absl::StrAppend(&statement, " GROUP BY ", wanted.group_by);
  return session.ForEach(statement, arguments, row);
}

std::string IdOf(absl::string_view name) {
  const std::size_t slash = name.rfind('/');
  return std::string(slash == absl::string_view::npos ? name : name.substr(slash + 1));
}

}  // namespace ett::records
