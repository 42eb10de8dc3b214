#include "services/hr/decisions.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "records/clock.h"
#include "services/hr/domain/universe.h"
#include "status/deadline.h"
#include "status/macros.h"

namespace ett::hr {
namespace {

constexpr char kFind[] =
    "SELECT withheld FROM disclosure_decision WHERE municipality = $1 AND scope = $2 AND "
    "year = $3 AND month = $4 AND fingerprint = $5";
constexpr char kFindLatest[] =
    "SELECT withheld FROM disclosure_decision WHERE municipality = $1 AND scope = $2 AND "
    "year = $3 AND month = $4 ORDER BY number DESC LIMIT 1";
constexpr char kYears[] = "SELECT DISTINCT year FROM disclosure_decision WHERE municipality = $1";
constexpr char kKeep[] =
    "INSERT INTO disclosure_decision (municipality, scope, year, month, fingerprint, number, "
    "withheld) SELECT $1, $2, $3, $4, $5, COALESCE(MAX(number), 0) + 1, $6 FROM "
    "disclosure_decision WHERE municipality = $1 ON CONFLICT (municipality, scope, year, month, "
    "fingerprint) DO NOTHING";

std::vector<sql::Value> KeyOf(const Decisions::Month& month) {
  return {month.municipality, month.scope, std::int64_t{month.year}, std::int64_t{month.month}};
}

// A line for each cell: `persons name`.
std::string Print(const WithheldCells& withheld) {
  std::string lines;
  for (const auto& [name, persons] : withheld) absl::StrAppend(&lines, persons, " ", name, "\n");
  return lines;
}

absl::StatusOr<WithheldCells> Parse(absl::string_view lines) {
  WithheldCells withheld;
  for (const absl::string_view line : absl::StrSplit(lines, '\n', absl::SkipEmpty())) {
    const std::pair<absl::string_view, absl::string_view> parts =
        absl::StrSplit(line, absl::MaxSplits(' ', 1));
    int persons = 0;
    if (!absl::SimpleAtoi(parts.first, &persons)) {
      return absl::DataLossError("a kept decision on disclosure cannot be read");
    }
    withheld.emplace(parts.second, persons);
  }
  return withheld;
}

absl::StatusOr<std::optional<WithheldCells>> FindOne(sql::Session& session, const char* statement,
                                                     const std::vector<sql::Value>& arguments) {
  ASSIGN_OR_RETURN(const std::vector<sql::Row> rows, session.Query(statement, arguments));
  if (rows.empty()) return std::nullopt;
  return Parse(sql::Text(rows[0][0]));
}

}  // namespace

bool StaysWithheld(const WithheldCells& earlier, const std::string& cell, std::int64_t persons) {
  const auto found = earlier.find(cell);
  return found != earlier.end() && std::abs(persons - found->second) < kFewestPersons;
}

std::string FingerprintOfLines(const std::string& method, std::vector<std::string> lines) {
  std::sort(lines.begin(), lines.end());
  records::Fingerprint fingerprint;
  fingerprint.Add(method);
  for (const std::string& line : lines) fingerprint.Add(line);
  return fingerprint.Hex();
}

absl::StatusOr<std::optional<WithheldCells>> Decisions::Find(const Month& month,
                                                             const std::string& fingerprint) {
  std::vector<sql::Value> arguments = KeyOf(month);
  arguments.emplace_back(fingerprint);
  std::optional<WithheldCells> found;
  const absl::Status read = database_.Read([&](sql::Session& session) -> absl::Status {
    ASSIGN_OR_RETURN(found, FindOne(session, kFind, arguments));
    return absl::OkStatus();
  });
  RETURN_IF_ERROR(read);
  return found;
}

absl::StatusOr<std::set<int>> Decisions::YearsOf(const std::string& municipality) {
  std::set<int> years;
  const absl::Status read = database_.Read([&](sql::Session& session) {
    return session.ForEach(kYears, {municipality}, [&](const sql::Row& row) {
      years.insert(static_cast<int>(sql::Int(row[0])));
      return absl::OkStatus();
    });
  });
  RETURN_IF_ERROR(read);
  return years;
}

absl::StatusOr<WithheldCells> Decisions::FindLatest(const Month& month) {
  std::optional<WithheldCells> found;
  const absl::Status read = database_.Read([&](sql::Session& session) -> absl::Status {
    ASSIGN_OR_RETURN(found, FindOne(session, kFindLatest, KeyOf(month)));
    return absl::OkStatus();
  });
  RETURN_IF_ERROR(read);
  return found.value_or(WithheldCells());
}

absl::StatusOr<WithheldCells> Decisions::Keep(const Month& month, const std::string& fingerprint,
                                              const WithheldCells& withheld) {
  std::vector<sql::Value> key = KeyOf(month);
  key.emplace_back(fingerprint);
  std::vector<sql::Value> row = key;
  row.emplace_back(Print(withheld));
  std::optional<WithheldCells> kept;
  // What took minutes to decide is kept even when this caller has gone.
  const status::DeadlineScope unbounded(absl::InfiniteFuture());
  std::int64_t added = 0;
  const absl::Status written = database_.Transact([&](sql::Session& session) -> absl::Status {
    ASSIGN_OR_RETURN(added, session.Execute(kKeep, row));
    ASSIGN_OR_RETURN(kept, FindOne(session, kFind, key));
    return absl::OkStatus();
  });
  RETURN_IF_ERROR(written);
  if (added > 0 && told_) told_(month.scope, withheld.size());
  return kept.value_or(withheld);
}

}  // namespace ett::hr
