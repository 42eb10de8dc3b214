#include "services/property/analysis_question.h"

#include "absl/strings/str_cat.h"
#include "records/row.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::property {
namespace {

using status::InvalidField;

constexpr int kMostDays = 20 * 366;
constexpr int kFirstYear = 1970;
constexpr int kLastYear = 2199;

absl::StatusOr<absl::CivilDay> DayAsked(const std::string& field, const google::type::Date& date) {
  if (records::IsFull(date)) {
    const absl::CivilDay day = records::FirstDayOf(date);
    const bool is_real = day.month() == date.month() && day.day() == date.day();
    if (is_real && day.year() >= kFirstYear && day.year() <= kLastYear) return day;
  }
  return InvalidField(field, absl::StrCat("a day of ", kFirstYear, "..", kLastYear),
                      records::PrintDate(date), "IMPOSSIBLE_DATE");
}

absl::Status NoStation() {
  return status::Precondition("NO_WEATHER",
                              "no weather station corrects: import one whose "
                              "`corrects` is set, with daily or hourly temperatures");
}

}  // namespace

absl::StatusOr<Days> DaysAsked(const std::string& field, bool given, const v1::DayRange& range) {
  if (!given) return InvalidField(field, "a first_date and a last_date", "", "REQUIRED");
  Days days;
  ASSIGN_OR_RETURN(days.first, DayAsked(field + ".first_date", range.first_date()));
  ASSIGN_OR_RETURN(days.last, DayAsked(field + ".last_date", range.last_date()));
  if (days.first <= days.last && days.last - days.first < kMostDays) return days;
  return InvalidField(field + ".last_date", "not before first_date, by twenty years at most",
                      records::PrintDate(range.last_date()), "OUT_OF_RANGE");
}

absl::StatusOr<double> ConfidenceOf(double asked, double usual) {
  if (asked == 0) return usual;
  if (asked > 0 && asked < 1) return asked;
  return InvalidField("confidence", "above 0 and below 1", absl::StrCat(asked), "OUT_OF_RANGE");
}

absl::StatusOr<absl::TimeZone> TimeZoneOf(const std::string& name) {
  absl::TimeZone zone;
  if (absl::LoadTimeZone(name.empty() ? "Europe/Oslo" : name, &zone)) return zone;
  return InvalidField("time_zone", "an IANA name, as Europe/Oslo or UTC", name, "UNKNOWN_VALUE");
}

absl::Status CheckModel(const v1::AnalyseEnergyRequest& asked) {
  if (!v1::EnergyModelKind_IsValid(asked.model_kind())) {
    return InvalidField("model_kind", "a value of EnergyModelKind",
                        absl::StrCat(asked.model_kind()), "UNKNOWN_VALUE");
  }
  for (const int carrier : asked.carriers()) {
    if (v1::Carrier_IsValid(carrier) && carrier != v1::CARRIER_UNSPECIFIED) continue;
    return InvalidField("carriers", "values of Carrier", absl::StrCat(carrier), "UNKNOWN_VALUE");
  }
  if (asked.has_normal() && !asked.has_reporting()) {
    return InvalidField("normal", "none without reporting", "days", "CONTRADICTION");
  }
  return absl::OkStatus();
}

absl::StatusOr<CelsiusByDay> NeededTemperatures(const Register& known, absl::TimeZone zone) {
  std::optional<CelsiusByDay> temperatures = TemperaturesOf(known, zone);
  if (temperatures) return *std::move(temperatures);
  return NoStation();
}

absl::Status CheckHourlyTemperatures(const Register& known) {
  const v1::WeatherStation* const station = known.CorrectingStation();
  if (station == nullptr) return NoStation();
  if (!HourlyTemperaturesOf(known).empty()) return absl::OkStatus();
  return status::Precondition(
      "NO_HOURLY_WEATHER",
      absl::StrCat(station->name(),
                   " has no hourly temperatures, which the hourly model needs: import them, or ask "
                   "for a model of days or months"));
}

}  // namespace ett::property
