#include "records/version.h"

#include "absl/random/random.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "status/macros.h"

namespace ett::records {

std::string NewId() {
  absl::BitGen random;
  std::uint32_t words[4];
  for (std::uint32_t& word : words) word = absl::Uniform<std::uint32_t>(random);
  return absl::StrFormat("%08x-%04x-4%03x-%04x-%04x%08x", words[0], words[1] >> 16,
                         words[1] & 0xFFF, 0x8000 | (words[2] >> 18), words[2] & 0xFFFF, words[3]);
}

absl::StatusOr<std::optional<sql::Row>> Current(sql::Session& session, const Kind& kind,
                                                const RecordName& name) {
  ASSIGN_OR_RETURN(
      auto rows,
      session.Query(
          absl::StrCat(kind.select, " WHERE municipality = $1 AND id = $2 AND superseded_at = $3"),
          {name.municipality, name.id, kNotSuperseded}));
  if (rows.empty()) return std::nullopt;
  return std::move(rows[0]);
}

absl::Status Supersede(sql::Session& session, const Kind& kind, const RecordName& name,
                       std::int64_t recorded_at) {
  return session.Execute(kind.supersede, {recorded_at, name.municipality, name.id}).status();
}

absl::Status Insert(sql::Session& session, const Kind& kind, const RecordName& name,
                    std::int64_t recorded_at, sql::Row columns) {
  sql::Row row = {name.municipality, name.id, recorded_at, kNotSuperseded};
  row.insert(row.end(), std::make_move_iterator(columns.begin()),
             std::make_move_iterator(columns.end()));
  return session.Execute(kind.insert, row).status();
}

absl::StatusOr<bool> Exists(sql::Session& session, const Kind& kind,
                            const std::string& municipality, const std::string& id) {
  ASSIGN_OR_RETURN(
      const auto rows,
      session.Query(absl::StrCat("SELECT 1 FROM ", kind.table,
                                 " WHERE municipality = $1 AND id = $2 AND superseded_at = $3"),
                    {municipality, id, kNotSuperseded}));
  return !rows.empty();
}

}  // namespace ett::records
