#include "services/hr/privacy_requests.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "chassis/officer_call.h"
#include "records/row.h"
#include "services/hr/domain/personal_data.h"

namespace ett::hr {
namespace {

constexpr char kNotRepeated[] = "…";
constexpr char kOutOfRange[] = "OUT_OF_RANGE";
constexpr char kRequired[] = "REQUIRED";
constexpr int kMostMonths = 1200;
constexpr int kMostVersions = 100'000;
constexpr int kUsualVersions = 10'000;

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
  chassis::CheckPurpose(
      purpose,
      [&](absl::string_view text) {
        return chassis::Names(text, person) || LooksLikeBirthNumber(text);
      },
      errors);
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
