#include "services/hr/kinds.h"

#include <cmath>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "ett/hr/v1/hr.pb.h"
#include "ett/hr/v1/vacancy.pb.h"
#include "services/hr/domain/personal_data.h"
#include "services/hr/org_unit_history.h"

namespace ett::hr {
namespace {

namespace pb = ::ett::hr::v1;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::type::Date;
using records::FieldErrors;
using records::Kind;

constexpr char kOutOfRange[] = "OUT_OF_RANGE";
constexpr char kMalformed[] = "MALFORMED";
constexpr char kPersonalData[] = "PERSONAL_DATA";
// Stands for what came where that may be personal data.
constexpr char kNotRepeated[] = "…";

void RefusePersonalData(const Message& message, FieldErrors& errors) {
  const google::protobuf::Descriptor& fields = *message.GetDescriptor();
  const google::protobuf::Reflection& reflection = *message.GetReflection();
  std::string unpacked;
  for (int i = 0; i < fields.field_count(); ++i) {
    const FieldDescriptor& field = *fields.field(i);
    if (field.cpp_type() != FieldDescriptor::CPPTYPE_STRING || field.is_repeated()) continue;
    if (LooksLikeBirthNumber(reflection.GetStringReference(message, &field, &unpacked))) {
      errors.Add(field.name(), kPersonalData, "nothing like a birth number", kNotRepeated);
    }
  }
}

void CheckRange(absl::string_view field, std::int64_t value, std::int64_t least, std::int64_t most,
                FieldErrors& errors) {
  if (value < least || value > most) {
    errors.Add(field, kOutOfRange, absl::StrCat(least, "..", most), absl::StrCat(value));
  }
}

std::string Print(const Date& date) {
  return absl::StrCat(date.year(), "-", date.month(), "-", date.day());
}

// HR counts days, so a year or a month alone is not enough.
void CheckDay(absl::string_view field, const Date& date, FieldErrors& errors) {
  if (date.month() == 0 || date.day() == 0) {
    errors.Add(field, kMalformed, "a day", Print(date));
  }
}

std::int64_t Ordinal(const Date& date) {
  return (date.year() * 100 + date.month()) * 100 + date.day();
}

void CheckOrder(absl::string_view last_field, const Date& first, const Date& last,
                FieldErrors& errors) {
  if (Ordinal(last) < Ordinal(first)) {
    errors.Add(last_field, kOutOfRange, absl::StrCat(Print(first), " or later"), Print(last));
  }
}

void CheckCode(absl::string_view field, absl::string_view code, FieldErrors& errors) {
  if (!code.empty() && !IsCode(code)) {
    errors.Add(field, kMalformed, "lower-case letters, digits and hyphens", code);
  }
}

void CheckPseudonym(absl::string_view field, absl::string_view text, FieldErrors& errors) {
  if (!text.empty() && !IsPseudonym(text)) {
    errors.Add(field, kPersonalData, "a pseudonym: 1..63 letters, digits, '.', '_' or '-'",
               kNotRepeated);
  }
}

void CheckOrgUnit(const pb::OrgUnit& unit, FieldErrors& errors) {
  RefusePersonalData(unit, errors);
  CheckRange("level", unit.level(), 1, 20, errors);
  CheckCode("service", unit.service(), errors);
  CheckDay("valid_from", unit.valid_from(), errors);
  if (unit.has_valid_to()) {
    CheckDay("valid_to", unit.valid_to(), errors);
    CheckOrder("valid_to", unit.valid_from(), unit.valid_to(), errors);
  }
  CheckHistory(unit, errors);
  if (!unit.name().empty() && unit.parent_unit() == unit.name()) {
    errors.Add("parent_unit", "CYCLE", "another unit", unit.parent_unit());
  }
}

void CheckTarget(const pb::Target& target, FieldErrors& errors) {
  RefusePersonalData(target, errors);
  const std::vector<absl::string_view> key = absl::StrSplit(target.metric(), '/');
  if (key.size() != 2 || !IsCode(key[0]) || !IsCode(key[1])) {
    errors.Add("metric", kMalformed, "{domain}/{metric}", target.metric());
  }
  CheckRange("year", target.year(), 1900, 2100, errors);
  if (!std::isfinite(target.value())) {
    errors.Add("value", kMalformed, "a number", absl::StrCat(target.value()));
  }
}

void CheckPosition(absl::string_view field, double percent, double above, FieldErrors& errors) {
  const double hundredths = percent * 100;
  const bool in_range = percent > above && percent <= 100;
  if (!in_range || std::abs(hundredths - std::round(hundredths)) > 1e-6) {
    errors.Add(field, kOutOfRange,
               absl::StrCat("above ", above, ", at most 100, at most two decimals"),
               absl::StrCat(percent));
  }
}

// What a job has where it is known.
void CheckTerms(const pb::Employment& employment, FieldErrors& errors) {
  // Ten million kroner a month: a wrong unit rather than a pay.
  if (employment.has_monthly_full_time_pay_ore()) {
    CheckRange("monthly_full_time_pay_ore", employment.monthly_full_time_pay_ore(), 1,
               1'000'000'000, errors);
  }
  if (employment.wished_position_percent() != 0) {
    CheckPosition("wished_position_percent", employment.wished_position_percent(),
                  employment.position_percent(), errors);
  }
  CheckRange("job_level", employment.job_level(), 0, 20, errors);
  if (employment.has_seniority_date()) {
    CheckDay("seniority_date", employment.seniority_date(), errors);
    if (Ordinal(employment.seniority_date()) > Ordinal(employment.start_date())) {
      errors.Add("seniority_date", kOutOfRange,
                 absl::StrCat(Print(employment.start_date()), " or earlier"),
                 Print(employment.seniority_date()));
    }
  }
}

void CheckEmployment(const pb::Employment& employment, FieldErrors& errors) {
  RefusePersonalData(employment, errors);
  CheckPseudonym("person", employment.person(), errors);
  CheckRange("birth_year", employment.birth_year(), 1900, 2100, errors);
  CheckCode("job_group", employment.job_group(), errors);
  CheckPosition("position_percent", employment.position_percent(), 0, errors);
  CheckTerms(employment, errors);
  CheckDay("start_date", employment.start_date(), errors);
  if (!employment.has_end_date()) return;
  CheckDay("end_date", employment.end_date(), errors);
  CheckOrder("end_date", employment.start_date(), employment.end_date(), errors);
}

void CheckVacancy(const pb::Vacancy& vacancy, FieldErrors& errors) {
  RefusePersonalData(vacancy, errors);
  CheckCode("job_group", vacancy.job_group(), errors);
  CheckPosition("position_percent", vacancy.position_percent(), 0, errors);
  CheckDay("announced_date", vacancy.announced_date(), errors);
  const bool is_vacant = vacancy.outcome() == pb::VACANCY_OUTCOME_UNSPECIFIED;
  if (!vacancy.has_closed_date()) {
    if (!is_vacant) errors.Add("closed_date", "REQUIRED", "the day of the outcome", "");
    return;
  }
  if (is_vacant) errors.Add("outcome", "REQUIRED", "what became of it on closed_date", "");
  CheckDay("closed_date", vacancy.closed_date(), errors);
  CheckOrder("closed_date", vacancy.announced_date(), vacancy.closed_date(), errors);
}

template <class T>
void CheckDays(const T& record, FieldErrors& errors) {
  CheckDay("start_date", record.start_date(), errors);
  CheckDay("end_date", record.end_date(), errors);
  CheckOrder("end_date", record.start_date(), record.end_date(), errors);
}

void CheckAbsence(const pb::Absence& absence, FieldErrors& errors) {
  RefusePersonalData(absence, errors);
  const bool self = absence.kind() == pb::ABSENCE_KIND_SELF_CERTIFIED;
  CheckRange("degree_percent", absence.degree_percent(), self ? 100 : 20, 100, errors);
  CheckDays(absence, errors);
}

void CheckLeave(const pb::Leave& leave, FieldErrors& errors) {
  RefusePersonalData(leave, errors);
  CheckRange("degree_percent", leave.degree_percent(), 1, 100, errors);
  CheckDays(leave, errors);
}

void CheckQualification(const pb::Qualification& qualification, FieldErrors& errors) {
  RefusePersonalData(qualification, errors);
  CheckPseudonym("person", qualification.person(), errors);
  CheckCode("trade", qualification.trade(), errors);
  CheckDay("obtained_date", qualification.obtained_date(), errors);
}

void CheckParticipation(const pb::Participation& participation, FieldErrors& errors) {
  RefusePersonalData(participation, errors);
  CheckCode("programme", participation.programme(), errors);
  CheckPseudonym("leader_group", participation.leader_group(), errors);
  if (participation.has_completed_date()) {
    CheckDay("completed_date", participation.completed_date(), errors);
  }
}

template <class T>
const Kind* Personal(std::string table, void (*check)(const T&, FieldErrors&),
                     const std::vector<records::Reference>& references) {
  auto* kind = new Kind(records::MakeKind<T>(std::move(table), check, references));
  kind->withhold = LooksLikeBirthNumber;
  return kind;
}

// A unit refers to its own kind, which must therefore stand where it will stay.
const Kind* MakeOrgUnitKind() {
  auto* kind = new Kind();
  *kind = records::MakeKind<pb::OrgUnit>("org_unit", CheckOrgUnit, {{"parent_unit", kind}});
  kind->succeed = [](const Message& kept, absl::CivilDay from, Message& next) {
    return SucceedUnit(static_cast<const pb::OrgUnit&>(kept), from,
                       static_cast<pb::OrgUnit&>(next));
  };
  return kind;
}

}  // namespace

const Kind& OrgUnitKind() {
  static const Kind& kind = *MakeOrgUnitKind();
  return kind;
}

const Kind& TargetKind() {
  static const Kind& kind = *new Kind(records::MakeKind<pb::Target>("target", CheckTarget));
  return kind;
}

const Kind& VacancyKind() {
  static const Kind& kind = *new Kind(
      records::MakeKind<pb::Vacancy>("vacancy", CheckVacancy, {{"org_unit", &OrgUnitKind()}}));
  return kind;
}

const Kind& EmploymentKind() {
  static const Kind& kind =
      *Personal<pb::Employment>("employment", CheckEmployment, {{"org_unit", &OrgUnitKind()}});
  return kind;
}

const Kind& AbsenceKind() {
  static const Kind& kind =
      *Personal<pb::Absence>("absence", CheckAbsence, {{"employment", &EmploymentKind()}});
  return kind;
}

const Kind& LeaveKind() {
  static const Kind& kind =
      *Personal<pb::Leave>("leave_of_absence", CheckLeave, {{"employment", &EmploymentKind()}});
  return kind;
}

const Kind& QualificationKind() {
  static const Kind& kind = *Personal<pb::Qualification>("qualification", CheckQualification,
                                                         {{"employment", &EmploymentKind()}});
  return kind;
}

const Kind& ParticipationKind() {
  static const Kind& kind = *Personal<pb::Participation>("participation", CheckParticipation,
                                                         {{"org_unit", &OrgUnitKind()}});
  return kind;
}

std::vector<const Kind*> Kinds() {
  return {&OrgUnitKind(), &TargetKind(), &VacancyKind(),       &EmploymentKind(),
          &AbsenceKind(), &LeaveKind(),  &QualificationKind(), &ParticipationKind()};
}

}  // namespace ett::hr
