#include "records/judge.h"

#include "absl/strings/str_cat.h"
#include "records/row.h"

namespace ett::records {

absl::Status ForEachCurrent(sql::Session& session, const CurrentRows& wanted,
                            const std::string& municipality, const std::vector<std::string>& keys,
                            absl::FunctionRef<absl::Status(const sql::Row&)> row) {
  if (keys.empty()) return absl::OkStatus();
  std::string statement = absl::StrCat("SELECT ", wanted.columns, " FROM ", wanted.table,
                                       " WHERE municipality = $1 AND superseded_at = $2 AND ",
                                       sql::IsAmong(session.engine(), wanted.column, "$3"));
  if (!wanted.group_by.empty()) absl::StrAppend(&statement, " GROUP BY ", wanted.group_by);
  return session.ForEach(statement, {municipality, kNotSuperseded, sql::ListOf(keys)}, row);
}

std::string IdOf(absl::string_view name) {
  const std::size_t slash = name.rfind('/');
  return std::string(slash == absl::string_view::npos ? name : name.substr(slash + 1));
}

}  // namespace ett::records
