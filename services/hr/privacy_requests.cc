#include "services/hr/privacy_requests.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "records/row.h"
#include "services/hr/domain/personal_data.h"

namespace ett::hr {
namespace {

constexpr char kNotRepeated[] = "…";
constexpr char kOutOfRange[] = "OUT_OF_RANGE";
constexpr char kRequired[] = "REQUIRED";
constexpr std::size_t kLongestPurpose = 500;
constexpr int kMostMonths = 1200;
constexpr int kMostVersions = 100'000;
constexpr int kUsualVersions = 10'000;

// Whether a word stands in a text, whatever the case of their letters.
bool Names(absl::string_view text, absl::string_view word) {
  const std::string in = absl::AsciiStrToLower(text);
  const std::string what = absl::AsciiStrToLower(word);
  if (what.empty()) return false;
  for (std::size_t at = in.find(what); at != std::string::npos; at = in.find(what, at + 1)) {
    const std::size_t end = at + what.size();
    const bool begins = at == 0 || !absl::ascii_isalnum(in[at - 1]);
    if (begins && (end == in.size() || !absl::ascii_isalnum(in[end]))) return true;
  }
  return false;
}

bool IsUuid(absl::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
    if (hyphen ? text[i] != '-' : !absl::ascii_isxdigit(text[i])) return false;
  }
  return true;
}

void CheckNumber(absl::string_view field, int value, int most, records::FieldErrors& errors) {
  if (value >= 0 && value <= most) return;
  errors.Add(field, kOutOfRange, absl::StrCat("0..", most), absl::StrCat(value));
}

void CheckReference(const google::type::Date& date, absl::CivilDay today,
                    records::FieldErrors& errors) {
  if (!records::IsPossible(date) || !records::IsFull(date)) {
    errors.Add("reference_date", "MALFORMED", "a day of the calendar", records::PrintDate(date));
  } else if (records::FirstDayOf(date) > today) {
    errors.Add("reference_date", "IN_THE_FUTURE",
               absl::StrCat(absl::FormatCivilTime(today), " or earlier"), records::PrintDate(date));
  }
}

}  // namespace

void CheckPerson(absl::string_view person, records::FieldErrors& errors) {
  if (person.empty()) return errors.Add("person", kRequired, "a pseudonym", "");
  if (IsPseudonym(person)) return;
  errors.Add("person", "MALFORMED", "a pseudonym: 1..63 letters, digits, '.', '_' or '-'",
             kNotRepeated);
}

void CheckPurpose(absl::string_view purpose, absl::string_view person,
                  records::FieldErrors& errors) {
  if (absl::StripAsciiWhitespace(purpose).empty()) {
    errors.Add("purpose", kRequired, "why this is asked, for the audit", "");
  } else if (purpose.size() > kLongestPurpose) {
    errors.Add("purpose", "TOO_LONG", absl::StrCat("at most ", kLongestPurpose, " bytes"),
               absl::StrCat(purpose.size(), " bytes"));
  } else if (Names(purpose, person) || LooksLikeBirthNumber(purpose)) {
    errors.Add("purpose", "PERSONAL_DATA",
               "a purpose without the pseudonym and without anything like a birth number",
               kNotRepeated);
  } else if (purpose.find('\0') != absl::string_view::npos) {
    errors.Add("purpose", "MALFORMED_TEXT", "text without NUL", "text with NUL");
  }
}

void CheckRequestId(absl::string_view request_id, records::FieldErrors& errors) {
  if (request_id.empty() || IsUuid(request_id)) return;
  errors.Add("request_id", "MALFORMED", "a UUID: 01234567-89ab-cdef-0123-456789abcdef",
             kNotRepeated);
}

absl::CivilDay MonthsBefore(absl::CivilDay day, int months) {
  const absl::CivilMonth month = absl::CivilMonth(day) - months;
  return std::min(absl::CivilDay(month) + (day.day() - 1), absl::CivilDay(month + 1) - 1);
}

absl::StatusOr<Age> AgeOf(const v1::RunRetentionRequest& request, absl::CivilDay today) {
  records::FieldErrors errors;
  CheckReference(request.reference_date(), today, errors);
  CheckNumber("absence_months", request.absence_months(), kMostMonths, errors);
  CheckNumber("person_months", request.person_months(), kMostMonths, errors);
  CheckNumber("max_versions", request.max_versions(), kMostVersions, errors);
  if (request.absence_months() == 0 && request.person_months() == 0) {
    errors.Add("absence_months", kRequired, "absence_months, person_months or both above 0", "0");
  }
  if (!errors.empty()) return status::InvalidFields(errors.all());
  const absl::CivilDay reference = records::FirstDayOf(request.reference_date());
  Age age;
  if (request.absence_months() > 0) {
    age.absences_before = MonthsBefore(reference, request.absence_months());
  }
  if (request.person_months() > 0) {
    age.persons_before = MonthsBefore(reference, request.person_months());
  }
  age.most = request.max_versions() == 0 ? kUsualVersions : request.max_versions();
  return age;
}

}  // namespace ett::hr
