#include "admin/import_reader.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::admin {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kShown = 60;

}  // namespace

absl::Status ImportReader::Wanted(const std::string& wanted) const {
  return absl::InvalidArgumentError(
      absl::StrCat("line ", line_, ": want ", wanted, ", got ",
                   text_.empty() ? "the end of the file" : text_.substr(0, kShown)));
}

absl::StatusOr<std::string> ImportReader::NextLine() {
  ++line_;
  text_.clear();
  if (!std::getline(file_, text_)) return Wanted("more lines");
  return text_;
}

absl::StatusOr<Json> ImportReader::NextObject() {
  ASSIGN_OR_RETURN(const std::string line, NextLine());
  Json json = Json::parse(line, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) return Wanted("an object of JSON");
  return json;
}

absl::StatusOr<Json> ImportReader::Head() {
  ASSIGN_OR_RETURN(Json head, NextObject());
  if (head.value("ett_export", Json()) != Json(1) || !head.contains("migrations")) {
    return Wanted("{\"ett_export\":1,\"migrations\":{…}}");
  }
  return head;
}

absl::Status ImportReader::BeginTable(const Table& table) {
  table_ = table;
  ASSIGN_OR_RETURN(const Json begin, NextObject());
  if (begin == Json({{"table", table.name}, {"columns", table.columns}})) return absl::OkStatus();
  return Wanted(
      absl::StrCat("table ", table.name, " with the columns ", absl::StrJoin(table.columns, ", ")));
}

absl::StatusOr<bool> ImportReader::NextRow(std::vector<sql::Row>& rows) {
  ASSIGN_OR_RETURN(const std::string line, NextLine());
  if (absl::StartsWith(line, "{")) return false;
  absl::StatusOr<sql::Row> row = ParseRow(line);
  if (!row.ok() || row->size() != table_.columns.size()) {
    return Wanted(absl::StrCat("a row of ", table_.columns.size(), " values"));
  }
  rows.push_back(*std::move(row));
  return true;
}

absl::Status ImportReader::EndTable(const Checksum& kept) {
  const Json end = Json::parse(text_, nullptr, /*allow_exceptions=*/false);
  if (!end.is_object() || !end.contains("rows") || !end.contains("sum")) {
    return Wanted("{\"rows\":…,\"sum\":\"…\"}");
  }
  if (end == Json({{"rows", kept.rows()}, {"sum", kept.Hex()}})) return absl::OkStatus();
  return absl::DataLossError(absl::StrCat("line ", line_, ": table ", table_.name, " has ",
                                          kept.rows(), " rows with the sum ", kept.Hex(),
                                          " in the database, and ", text_, " in the file"));
}

absl::Status ImportReader::End(std::size_t tables) {
  ASSIGN_OR_RETURN(const Json end, NextObject());
  if (end != Json({{"tables", tables}})) return Wanted(absl::StrCat("{\"tables\":", tables, "}"));
  return absl::OkStatus();
}

}  // namespace ett::admin
