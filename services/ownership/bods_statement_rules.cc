#include "services/ownership/bods_statement_rules.h"

#include <optional>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/time/civil_time.h"
#include "services/ownership/bods_format.h"

namespace ett::ownership::bods {
namespace {

// The day of a date or time as it is written, or the first that a year or month may be.
std::optional<absl::CivilDay> DayOf(const Json& json) {
  if (!json.IsText()) return std::nullopt;
  if (const auto day = ParseCoarseDay(json.text())) return day;
  const std::optional<WrittenInstant> instant = ParseInstant(json.text());
  if (!instant) return std::nullopt;
  return instant->written;
}

Json Element(const Json& array, absl::string_view index) {
  std::size_t position = 0;
  if (!absl::SimpleAtoi(index, &position) || absl::StrCat(position) != index) return Json();
  Json element = array.first();
  for (; element && position > 0; --position) element = element.next();
  return element;
}

// What a JSON Pointer (RFC 6901) leads to.
Json Resolve(Json at, absl::string_view pointer) {
  if (pointer.empty()) return at;
  if (!absl::StartsWith(pointer, "/")) return Json();
  for (const absl::string_view part : absl::StrSplit(pointer.substr(1), '/')) {
    const std::string token = absl::StrReplaceAll(part, {{"~1", "/"}, {"~0", "~"}});
    at = at.IsArray() ? Element(at, token) : at[token];
    if (!at) break;
  }
  return at;
}

void CheckAnnotations(const Json& statement, absl::CivilDay today, Findings& findings) {
  for (Json annotation = statement["annotations"].first(); annotation;
       annotation = annotation.next()) {
    CheckNotFuture(annotation["creationDate"], today, findings);
    const Json target = annotation["statementPointerTarget"];
    if (target.IsText() && !Resolve(statement, target.text())) {
      findings.Add(Rule::kAnnotationTarget, target, "a JSON Pointer to a part of the statement");
    }
  }
}

void CheckProvenance(const Json& statement, absl::CivilDay today, Findings& findings) {
  CheckNotFuture(statement["statementDate"], today, findings);
  const Json publication = statement["publicationDetails"];
  CheckNotFuture(publication["publicationDate"], today, findings);
  const Json source = statement["source"];
  if (!source) findings.Add(Rule::kSource, "/source", "where the statement is from", "nothing");
  CheckNotFuture(source["retrievedAt"], today, findings);
}

}  // namespace

void CheckNotFuture(const Json& date, absl::CivilDay today, Findings& findings) {
  const std::optional<absl::CivilDay> day = DayOf(date);
  if (day && *day > today) {
    findings.Add(Rule::kDateFuture, date,
                 absl::StrCat("at the latest ", absl::FormatCivilTime(today)));
  }
}

void CheckDateOrder(const Json& start, const Json& end, Findings& findings) {
  const std::optional<absl::CivilDay> first = DayOf(start), last = DayOf(end);
  if (first && last && *last < *first) {
    findings.Add(Rule::kDateOrder, end, absl::StrCat("a date not before ", start.key()));
  }
}

void CheckUnspecified(const Json& type, const Json& unspecified, Findings& findings) {
  const bool untold =
      absl::StartsWith(type.text(), "anonymous") || absl::StartsWith(type.text(), "unknown");
  if (untold && !unspecified) {
    findings.Add(Rule::kUnspecifiedAbsent, type, "a reason in unspecified…Details beside it");
  }
  if (!untold && unspecified && !type.text().empty()) {
    findings.Add(Rule::kUnspecifiedKnown, unspecified, absl::StrCat("nothing for ", type.text()));
  }
}

void CheckStatement(const Json& statement, absl::CivilDay today, Findings& findings) {
  if (!statement.IsObject()) return;
  CheckProvenance(statement, today, findings);
  CheckAnnotations(statement, today, findings);
  const absl::string_view type = statement["recordType"].text();
  const Json details = statement["recordDetails"];
  if (type == "entity") CheckEntity(details, findings);
  if (type == "person") CheckPerson(details, today, findings);
  if (type == "relationship") CheckRelationship(details, findings);
}

}  // namespace ett::ownership::bods
