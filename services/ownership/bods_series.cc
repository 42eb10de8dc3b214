#include "services/ownership/bods_series.h"

#include <algorithm>
#include <optional>

#include "absl/strings/str_cat.h"
#include "services/ownership/bods_format.h"

namespace ett::ownership::bods {
namespace {

RecordType TypeOf(absl::string_view code) {
  const auto at = std::find(std::begin(kRecordTypes), std::end(kRecordTypes), code);
  if (at == std::end(kRecordTypes)) return RecordType::kNone;
  return static_cast<RecordType>(std::distance(std::begin(kRecordTypes), at) + 1);
}

RecordForm FormOf(const Json& type) {
  const absl::string_view subtype = type["subtype"].text();
  if (subtype == "trust") return RecordForm::kTrust;
  if (subtype == "nomination" && type["type"].text() == "arrangement") {
    return RecordForm::kNomination;
  }
  return RecordForm::kNone;
}

Minute MinuteOf(const Json& date) {
  if (!date.IsText()) return kNever;
  const std::optional<WrittenInstant> instant = ParseInstant(date.text());
  if (!instant) return kNever;
  const absl::Time time =
      instant->instant.time.value_or(absl::FromCivil(instant->instant.day, absl::UTCTimeZone()));
  return static_cast<Minute>(absl::ToUnixSeconds(time) / 60);
}

// Whether something is told that is wrong.
bool CheckOpening(const Json& statement, Minute minute, const Record& record, Findings& findings) {
  const Json status = statement["recordStatus"], date = statement["statementDate"];
  if (status.text() == "new") {
    if (record.is_new) {
      findings.Add(Rule::kSeriesTwoNew, status, "one statement of the record that is new");
      return true;
    }
    if (record.earliest == kNever || record.earliest > minute) return false;
    findings.Add(Rule::kSeriesNewLate, status,
                 "updated or closed, for an earlier statement tells of the record");
    return true;
  }
  if (!record.is_new || record.opened <= minute) return false;
  findings.Add(Rule::kSeriesNewLate, date, "a date not before that of the statement that is new");
  return true;
}

bool CheckClosing(const Json& statement, Minute minute, const Record& record, Findings& findings) {
  const Json status = statement["recordStatus"], date = statement["statementDate"];
  if (status.text() == "closed") {
    if (record.is_closed) {
      findings.Add(Rule::kSeriesTwoClosed, status, "one statement of the record that is closed");
      return true;
    }
    if (record.latest <= minute) return false;
    findings.Add(Rule::kSeriesClosedEarly, date, "a date not before that of the record's others");
    return true;
  }
  if (!record.is_closed || record.closed > minute) return false;
  findings.Add(Rule::kSeriesClosedEarly, date, "a date before that on which the record was closed");
  return true;
}

void CheckDates(const Json& statement, Minute minute, const Record& record, Findings& findings) {
  if (CheckOpening(statement, minute, record, findings) ||
      CheckClosing(statement, minute, record, findings)) {
    return;
  }
  if (minute < record.latest) {
    findings.Add(Rule::kSeriesBackwards, statement["statementDate"],
                 "a date not before that of the record's statement before");
  }
}

void NoteDates(absl::string_view status, Minute minute, Record& record) {
  record.earliest = record.earliest == kNever ? minute : std::min(record.earliest, minute);
  record.latest = std::max(record.latest, minute);
  if (status == "new") {
    record.is_new = true;
    record.opened = minute;
  }
  if (status == "closed") {
    record.is_closed = true;
    record.closed = minute;
  }
}

}  // namespace

void EnterSeries(const Json& statement, Record& record, Findings& findings) {
  const Json details = statement["recordDetails"];
  const Json code = statement["recordType"];
  const RecordType type = TypeOf(code.text());
  if (record.type == RecordType::kNone) {
    record.type = type;
  } else if (type != RecordType::kNone && type != record.type) {
    findings.Add(Rule::kSeriesType, code,
                 absl::StrCat(kRecordTypes[static_cast<std::size_t>(record.type) - 1],
                              ", as before of the record"));
  }
  record.form = FormOf(details["entityType"]);
  record.component = record.component || details["isComponent"].text() == "true";
  const Minute minute = MinuteOf(statement["statementDate"]);
  if (minute == kNever) return;
  if (record.told) CheckDates(statement, minute, record, findings);
  NoteDates(statement["recordStatus"].text(), minute, record);
}

}  // namespace ett::ownership::bods
