#include "services/property/counter_kinds.h"

#include <cmath>
#include <string>

#include "absl/strings/str_cat.h"
#include "records/row.h"
#include "services/property/checks.h"
#include "services/property/domain/gsrn.h"
#include "services/property/kinds.h"

namespace ett::property {
namespace {

namespace pb = ::ett::property::v1;
using records::FieldErrors;
using records::Kind;

constexpr int kMostDigits = 12;
constexpr std::int64_t kMostWhPerStep = 1'000'000'000;
// More than a country uses; sums of such energies fit 64 bits.
constexpr double kMostWh = 1e16;
constexpr double kDecimals = 1000;
constexpr double kWhInKwhUnit = 1e3;
constexpr double kWhInMwh = 1e6;
constexpr double kWhInGwh = 1e9;
constexpr double kJoulesOfAWh = 3600;
constexpr double kJoulesOfAKbtu = 1'055'055.85262;

double WhOf(pb::MeteredUnit unit) {
  switch (unit) {
    case pb::METERED_UNIT_KWH:
    case pb::METERED_UNIT_CUBIC_METRE:
      return kWhInKwhUnit;
    case pb::METERED_UNIT_MWH:
      return kWhInMwh;
    case pb::METERED_UNIT_GWH:
      return kWhInGwh;
    case pb::METERED_UNIT_MJ:
      return 1e6 / kJoulesOfAWh;
    case pb::METERED_UNIT_GJ:
      return 1e9 / kJoulesOfAWh;
    case pb::METERED_UNIT_KBTU:
      return kJoulesOfAKbtu / kJoulesOfAWh;
    default:
      return 1;
  }
}

void CheckReadMeter(const std::string& meter, FieldErrors& errors) {
  if (IsReadMeter(meter)) return;
  errors.Add("meter", "VIRTUAL_METER", "a meter that is read, its id a GSRN", meter);
}

void CheckCounter(const pb::Counter& counter, FieldErrors& errors) {
  CheckReadMeter(counter.meter(), errors);
  CheckRange("digits", counter.digits(), 1, kMostDigits, errors);
  CheckRange("wh_per_step", counter.wh_per_step(), 1, kMostWhPerStep, errors);
  const double full = std::pow(10, counter.digits()) * static_cast<double>(counter.wh_per_step());
  if (errors.empty() && full > kMostWh) {
    errors.Add("digits", kOutOfRange, "digits and wh_per_step that hold at most 10^16 Wh",
               absl::StrCat(full, " Wh"));
  }
  if (counter.has_removal_time() &&
      counter.removal_time().seconds() <= counter.install_time().seconds()) {
    errors.Add("removal_time", kOutOfRange, "a time after install_time",
               absl::StrCat(counter.removal_time().seconds(), " s from 1970"));
  }
}

void CheckStand(const pb::CounterStand& stand, FieldErrors& errors) {
  const double number = stand.stand();
  if (!std::isfinite(number) || number < 0 || number >= std::pow(10, kMostDigits)) {
    errors.Add("stand", kOutOfRange, "0 up to what the counter holds", absl::StrCat(number));
    return;
  }
  // As exact as a double of this size is.
  const double thousandths = number * kDecimals;
  if (std::abs(thousandths - std::round(thousandths)) > 1e-6 + thousandths * 1e-15) {
    errors.Add("stand", kMalformed, "at most three decimals", absl::StrCat(number));
  }
}

void CheckDates(const pb::MeteredPeriod& period, FieldErrors& errors) {
  if (period.has_end_date() == period.has_last_date()) {
    errors.Add("end_date", "CONTRADICTION", "one of end_date and last_date",
               period.has_end_date() ? "both" : "none");
    return;
  }
  const char* const end = period.has_end_date() ? "end_date" : "last_date";
  const auto& end_date = period.has_end_date() ? period.end_date() : period.last_date();
  for (const auto& [field, date] :
       {std::pair{"start_date", &period.start_date()}, std::pair{end, &end_date}}) {
    if (!records::IsFull(*date)) errors.Add(field, kMalformed, "a day", records::PrintDate(*date));
  }
  if (errors.empty() && DaysOf(period).last < DaysOf(period).first) {
    errors.Add(end, kOutOfRange, "a period of a day at least", records::PrintDate(end_date));
  }
}

void CheckPeriod(const pb::MeteredPeriod& period, FieldErrors& errors) {
  CheckReadMeter(period.meter(), errors);
  CheckDates(period, errors);
  const double wh = period.quantity() * WhOf(period.unit());
  if (std::isfinite(wh) && wh >= 0 && wh <= kMostWh) return;
  errors.Add("quantity", kOutOfRange, "0 up to 10^16 Wh", absl::StrCat(period.quantity()));
}

}  // namespace

const Kind& CounterKind() {
  static const Kind& kind =
      *new Kind(records::MakeKind<pb::Counter>("counter", CheckCounter, {{"meter", &MeterKind()}}));
  return kind;
}

const Kind& CounterStandKind() {
  static const Kind& kind = *new Kind(records::MakeKind<pb::CounterStand>(
      "counter_stand", CheckStand, {{"counter", &CounterKind()}}));
  return kind;
}

const Kind& MeteredPeriodKind() {
  static const Kind& kind = *new Kind(records::MakeKind<pb::MeteredPeriod>(
      "metered_period", CheckPeriod, {{"meter", &MeterKind()}}));
  return kind;
}

std::vector<const Kind*> CounterKinds() {
  return {&CounterKind(), &CounterStandKind(), &MeteredPeriodKind()};
}

bool IsReadMeter(const std::string& name) { return IsGsrn(name.substr(name.rfind('/') + 1)); }

std::int64_t FullWh(const pb::Counter& counter) {
  std::int64_t full = counter.wh_per_step();
  for (int digit = 0; digit < counter.digits(); ++digit) full *= 10;
  return full;
}

std::int64_t ShownWh(const pb::Counter& counter, double stand) {
  const long double thousandths = std::round(static_cast<long double>(stand) * 1000);
  return std::llround(thousandths * static_cast<long double>(counter.wh_per_step()) / 1000);
}

bool IsOfWater(pb::MeteredUnit unit) {
  return unit == pb::METERED_UNIT_LITRE || unit == pb::METERED_UNIT_CUBIC_METRE;
}

std::int64_t EnergyOf(const pb::MeteredPeriod& period) {
  return std::llround(period.quantity() * WhOf(period.unit()));
}

Days DaysOf(const pb::MeteredPeriod& period) {
  return {records::FirstDayOf(period.start_date()),
          period.has_last_date() ? records::FirstDayOf(period.last_date())
                                 : records::FirstDayOf(period.end_date()) - 1};
}

bool IsTold(pb::ReadingStatus status) {
  return status != pb::READING_STATUS_MISSING && status != pb::READING_STATUS_REJECTED;
}

}  // namespace ett::property
