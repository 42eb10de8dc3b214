#pragma once

#include <cstdint>
#include <set>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "records/kind.h"
#include "records/row.h"
#include "sql/database.h"
#include "status/macros.h"

namespace ett::ownership {

// A time of knowledge that is after all that is known: what is current.
inline constexpr std::int64_t kNow = records::kNotSuperseded - 1;

// Some records of a kind: by a column of its table, at a time of knowledge in microseconds.
struct RowsAsked {
  const records::Kind& kind;
  const char* column;
  const std::string& municipality;
  std::int64_t known_at = kNow;
};

// Calls `visit` for each whose column is among `keys`. One statement; none for no keys.
template <class T>
absl::Status ForEachRow(sql::Session& session, const RowsAsked& asked,
                        const std::set<std::string>& keys,
                        absl::FunctionRef<void(const T&)> visit) {
  if (keys.empty()) return absl::OkStatus();
  const std::string statement =
      absl::StrCat("SELECT ", asked.kind.selected, " FROM ", asked.kind.table,
                   " WHERE municipality = $1 AND recorded_at <= $2 AND superseded_at > $2 AND ",
                   sql::IsAmong(session.engine(), asked.column, "$3"));
  T record;
  return session.ForEach(
      statement, {asked.municipality, asked.known_at, sql::ListOf({keys.begin(), keys.end()})},
      [&](const sql::Row& row) -> absl::Status {
        record.Clear();
        RETURN_IF_ERROR(records::FromRow(asked.kind, asked.municipality, row, record));
        visit(record);
        return absl::OkStatus();
      });
}

}  // namespace ett::ownership
