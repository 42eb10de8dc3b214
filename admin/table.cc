#include "admin/table.h"

#include <openssl/sha.h>

#include <cmath>
#include <cstring>
#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "status/macros.h"

namespace ett::admin {
namespace {

using Json = nlohmann::json;

constexpr char kSqliteTables[] = R"sql(
  SELECT t.name, c.name FROM sqlite_master AS t, pragma_table_info(t.name) AS c
  WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name NOT LIKE 'schema%'
  ORDER BY t.name, c.cid)sql";

// Of a table that is in partitions, the whole.
constexpr char kPostgresTables[] = R"sql(
  SELECT CAST(t.relname AS TEXT), CAST(c.attname AS TEXT)
  FROM pg_class AS t JOIN pg_namespace AS n ON n.oid = t.relnamespace
    JOIN pg_attribute AS c ON c.attrelid = t.oid
  WHERE n.nspname = current_schema() AND t.relkind IN ('r', 'p') AND NOT t.relispartition
    AND c.attnum > 0 AND NOT c.attisdropped AND t.relname NOT LIKE 'schema%'
  ORDER BY t.relname, c.attnum)sql";

constexpr char kFetch[] = "FETCH 1000 FROM rows_of_table";

absl::StatusOr<sql::Value> ValueOf(const Json& json) {
  if (json.is_null()) return std::monostate();
  if (json.is_number_integer()) return json.get<std::int64_t>();
  if (json.is_number_float()) return json.get<double>();
  if (json.is_string()) return json.get<std::string>();
  return absl::InvalidArgumentError(
      absl::StrCat("want null, a number or a text, got ", json.dump()));
}

absl::StatusOr<Json> JsonOf(const sql::Value& value) {
  if (sql::IsNull(value)) return Json();
  if (const auto* number = std::get_if<std::int64_t>(&value)) return Json(*number);
  if (const auto* text = std::get_if<std::string>(&value)) return Json(*text);
  const double real = std::get<double>(value);
  if (std::isfinite(real)) return Json(real);
  return absl::InvalidArgumentError("want finite numbers, got another");
}

}  // namespace

absl::StatusOr<std::vector<Table>> TablesOf(sql::Session& session) {
  std::vector<Table> tables;
  RETURN_IF_ERROR(
      session.ForEach(session.engine() == sql::Engine::kSqlite ? kSqliteTables : kPostgresTables,
                      {}, [&](const sql::Row& row) {
                        if (tables.empty() || tables.back().name != sql::Text(row[0])) {
                          tables.push_back({sql::Text(row[0]), {}});
                        }
                        tables.back().columns.push_back(sql::Text(row[1]));
                        return absl::OkStatus();
                      }));
  return tables;
}

absl::Status ForEachRow(sql::Session& session, const Table& table,
                        absl::FunctionRef<absl::Status(const sql::Row&)> row) {
  const std::string select =
      absl::StrCat("SELECT ", absl::StrJoin(table.columns, ", "), " FROM ", table.name);
  if (session.engine() == sql::Engine::kSqlite) return session.ForEach(select, {}, row);
  RETURN_IF_ERROR(session.Run(absl::StrCat("DECLARE rows_of_table CURSOR FOR ", select)));
  for (bool more = true; more;) {
    more = false;
    RETURN_IF_ERROR(session.ForEach(kFetch, {}, [&](const sql::Row& each) {
      more = true;
      return row(each);
    }));
  }
  return session.Run("CLOSE rows_of_table");
}

void Checksum::Add(const std::string& row_text) {
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(row_text.data()), row_text.size(), digest);
  std::uint64_t parts[4];
  static_assert(sizeof parts == sizeof digest);
  std::memcpy(parts, digest, sizeof parts);
  std::uint64_t carry = 0;
  for (int i = 0; i < 4; ++i) {
    const std::uint64_t with_carry = parts[i] + carry;
    carry = with_carry < carry ? 1 : 0;
    sum_[i] += with_carry;
    if (sum_[i] < with_carry) carry = 1;
  }
  ++rows_;
}

std::string Checksum::Hex() const {
  std::string text;
  for (int i = 3; i >= 0; --i) absl::StrAppend(&text, absl::Hex(sum_[i], absl::kZeroPad16));
  return text;
}

absl::StatusOr<std::string> PrintRow(const sql::Row& row) {
  Json array = Json::array();
  for (const sql::Value& value : row) {
    ASSIGN_OR_RETURN(Json json, JsonOf(value));
    array.push_back(std::move(json));
  }
  return array.dump(-1, ' ', false, Json::error_handler_t::replace);
}

absl::StatusOr<sql::Row> ParseRow(const std::string& line) {
  const Json array = Json::parse(line, nullptr, /*allow_exceptions=*/false);
  if (!array.is_array()) return absl::InvalidArgumentError("want a row, [1,\"text\",…]");
  sql::Row row;
  for (const Json& json : array) {
    ASSIGN_OR_RETURN(sql::Value value, ValueOf(json));
    row.push_back(std::move(value));
  }
  return row;
}

absl::StatusOr<Checksum> ChecksumOf(sql::Session& session, const Table& table) {
  Checksum sum;
  RETURN_IF_ERROR(ForEachRow(session, table, [&](const sql::Row& row) -> absl::Status {
    ASSIGN_OR_RETURN(const std::string text, PrintRow(row));
    sum.Add(text);
    return absl::OkStatus();
  }));
  return sum;
}

}  // namespace ett::admin
