#include "services/property/weather_figures.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "figures/local_time.h"
#include "services/property/domain/degree_days.h"
#include "services/property/domain/local_day.h"
#include "services/property/energy_figures.h"
#include "services/property/labels.h"
#include "services/property/station_temperatures.h"
#include "services/property/tally.h"
#include "status/errors.h"

namespace ett::property {
namespace {

using figures::Absent;
using figures::Category;
using figures::Entry;
using figures::Figure;
using figures::MakeText;
using figures::Value;

constexpr char kNormalPeriod[] = "normal-period";
constexpr char kBase[] = "base";
constexpr double kHighestBase = 40;  // °C

// What the weather of a period was, and what it is in a normal one.
struct Weather {
  double degree_days = 0;
  int days = 0;  // with a temperature
  int days_of_period = 0;
  std::map<std::string, std::map<int, double>> normals;  // by period and month
  bool synthetic = false;

  bool IsWhole() const { return days == days_of_period; }

  // Of the months of the period; nothing where one is missing.
  std::optional<double> NormalOf(const std::string& normal, const figures::Period& period) const {
    double sum = 0;
    for (absl::CivilMonth month(period.first_day()); month <= absl::CivilMonth(period.last_day());
         ++month) {
      const auto found = normals.at(normal).find(month.month());
      if (found == normals.at(normal).end()) return std::nullopt;
      sum += found->second;
    }
    return sum;
  }
};

std::optional<Weather> WeatherOf(const Register& known, const figures::Period& period,
                                 double base = kDegreeDayBase) {
  const v1::WeatherStation* station = known.CorrectingStation();
  if (station == nullptr) return std::nullopt;
  Weather weather;
  weather.days_of_period = static_cast<int>(period.last_day() - period.first_day()) + 1;
  const auto by_day =
      TemperaturesOf(known, figures::LocalTimeZone(), {period.first_day(), period.last_day()});
  for (const auto& [day, celsius] : *by_day) {
    weather.degree_days += DegreeDaysOf(celsius.mean, base);
    weather.synthetic |= celsius.synthetic;
  }
  weather.days = static_cast<int>(by_day->size());
  for (const v1::DegreeDayNormal& normal : known.degree_day_normals) {
    if (normal.station() != station->name()) continue;
    weather.normals[normal.period()][normal.month()] = normal.degree_days();
    weather.synthetic |= normal.synthetic();
  }
  return weather;
}

bool IsBy(const figures::Query& query, const char* dimension) {
  return std::find(query.dimensions.begin(), query.dimensions.end(), dimension) !=
         query.dimensions.end();
}

bool IsByNormal(const figures::Query& query) { return IsBy(query, kNormalPeriod); }

// Those that are asked for: all, or the newest.
std::set<std::string> NormalsOf(const Question& asked, const Weather& weather) {
  std::set<std::string> all;
  for (const auto& [period, months] : weather.normals) all.insert(period);
  if (all.empty() || IsByNormal(asked.query)) return all;
  return {*all.rbegin()};
}

Category NormalCategory(const std::string& period) { return {period, MakeText(period, period)}; }

figures::Footnote NormalNote(const std::string& period) {
  return {absl::StrCat("normal-", period),
          MakeText(absl::StrCat("normalperiode ", period, ", graddager under 17 °C"),
                   absl::StrCat("normal period ", period, ", degree days below 17 °C"))};
}

Figure Missing(const Weather& weather) {
  return Absent{
      figures::pb::CELL_REASON_MISSING,
      MakeText(
          absl::StrCat("temperaturer for ", weather.days, " av ", weather.days_of_period, " døgn"),
          absl::StrCat("temperatures of ", weather.days, " of ", weather.days_of_period, " days"))};
}

Figure NoNormal() {
  return Absent{figures::pb::CELL_REASON_MISSING,
                MakeText("normalen mangler måneder", "the normal lacks months")};
}

// Energy by the cells of one normal period.
Tally TallyOf(const Question& asked, const Weather& weather, const std::string& normal,
              double normal_days) {
  Tally tally(asked.query);
  ForEachMetered(asked.known, asked.period, [&](const Metered& metered) {
    const double factor = CorrectionOf(HeatingShareOf(asked.known, metered.building), normal_days,
                                       weather.degree_days);
    const Place place{metered.building,
                      {{"carrier", CarrierCategory(metered.meter.carrier())},
                       {kNormalPeriod, NormalCategory(normal)}}};
    Add(asked, tally, place, [&](Cell& cell) {
      cell.amount += factor * static_cast<double>(metered.energy.sum_wh);
      cell.energy += metered.energy;
      ++cell.records;
      cell.synthetic |= metered.synthetic || weather.synthetic;
    });
  });
  return tally;
}

using FigureOfCell = Figure (*)(const Cell&);

// One normal period's figures.
Entries CorrectedBy(const Question& asked, const Weather& weather, const std::string& normal,
                    bool by_area, FigureOfCell figure_of) {
  const std::optional<double> days = weather.NormalOf(normal, asked.period);
  Tally tally = TallyOf(asked, weather, normal, days.value_or(0));
  if (by_area) AddDivisor(asked, tally, {{kNormalPeriod, NormalCategory(normal)}});
  return tally.Entries(asked.period, asked.status, [&](const Cell& cell) -> Figure {
    if (!weather.IsWhole()) return Missing(weather);
    if (!days) return NoNormal();
    Figure told = figure_of(cell);
    auto* const value = std::get_if<Value>(&told);
    if (value != nullptr) value->footnotes.push_back(NormalNote(normal));
    return told;
  });
}

// Divided by the owned area, where the metric has one.
Entries Corrected(const Question& asked, bool by_area, FigureOfCell figure_of) {
  const std::optional<Weather> weather = WeatherOf(asked.known, asked.period);
  if (!weather) return {};
  Entries all;
  for (const std::string& normal : NormalsOf(asked, *weather)) {
    Entries of_normal = CorrectedBy(asked, *weather, normal, by_area, figure_of);
    std::move(of_normal.begin(), of_normal.end(), std::back_inserter(all));
  }
  return all;
}

// Nothing for a text that is no number of 0 up to the highest with at most one decimal.
std::optional<double> BaseOf(const std::string& category) {
  double base = 0;
  const bool is_number = absl::SimpleAtod(category, &base) && absl::StrCat(base) == category;
  if (!is_number || base < 0 || base > kHighestBase) return std::nullopt;
  return std::round(base * 10) == base * 10 ? std::optional<double>(base) : std::nullopt;
}

// Those that are filtered by; else the usual one.
std::set<double> BasesOf(const figures::Query& query) {
  std::set<double> bases;
  const auto [first, last] = query.filters.equal_range(kBase);
  for (auto filter = first; filter != last; ++filter) {
    if (const auto base = BaseOf(filter->second)) bases.insert(*base);
  }
  if (bases.empty()) bases.insert(kDegreeDayBase);
  return bases;
}

Category BaseCategory(double base) {
  const std::string id = absl::StrCat(base);
  return {id, MakeText(absl::StrCat(absl::StrReplaceAll(id, {{".", ","}}), " °C"),
                       absl::StrCat(id, " °C"))};
}

Value Known(const Question& asked, double number, const Weather& weather) {
  Value value{number};
  value.status = asked.status;
  value.synthetic = weather.synthetic;
  return value;
}

}  // namespace

std::optional<ActualDegreeDays> DegreeDaysIn(const Register& known, const figures::Period& period) {
  const std::optional<Weather> weather = WeatherOf(known, period);
  if (!weather || !weather->IsWhole()) return std::nullopt;
  return ActualDegreeDays{weather->degree_days, weather->synthetic};
}

double HeatingShareOf(const Register& known, const v1::Building& building) {
  double share = 0;
  for (const v1::HeatingShare& each : known.heating_shares) {
    if (each.use_type() == building.use_type()) return each.share();
    if (each.use_type() == v1::USE_TYPE_UNSPECIFIED) share = each.share();
  }
  return share;
}

absl::Status CheckDegreeDayBases(const figures::Query& query) {
  const auto [first, last] = query.filters.equal_range(kBase);
  for (auto filter = first; filter != last; ++filter) {
    if (BaseOf(filter->second)) continue;
    return status::InvalidField(
        "filters", absl::StrCat("base=N, N °C of 0..", kHighestBase, " with at most one decimal"),
        filter->second, "MALFORMED");
  }
  return absl::OkStatus();
}

Entries DegreeDays(const Question& asked) {
  Entries entries;
  for (const double base : BasesOf(asked.query)) {
    const std::optional<Weather> weather = WeatherOf(asked.known, asked.period, base);
    if (!weather || weather->days == 0) return {};
    Entry entry{asked.period,
                {},
                weather->IsWhole() ? Figure(Known(asked, weather->degree_days, *weather))
                                   : Missing(*weather)};
    if (IsBy(asked.query, kBase)) entry.categories.push_back(BaseCategory(base));
    entries.push_back(std::move(entry));
  }
  return entries;
}

Entries NormalDegreeDays(const Question& asked) {
  const std::optional<Weather> weather = WeatherOf(asked.known, asked.period);
  if (!weather) return {};
  Entries entries;
  for (const std::string& normal : NormalsOf(asked, *weather)) {
    if (IsByNormal(asked.query) && !figures::Keeps(asked.query, kNormalPeriod, normal)) continue;
    const std::optional<double> days = weather->NormalOf(normal, asked.period);
    Entry entry{asked.period, {}, days ? Figure(Known(asked, *days, *weather)) : NoNormal()};
    if (IsByNormal(asked.query)) entry.categories.push_back(NormalCategory(normal));
    if (auto* const value = std::get_if<Value>(&entry.figure)) {
      value->footnotes.push_back(NormalNote(normal));
    }
    entries.push_back(std::move(entry));
  }
  return entries;
}

Entries CorrectedEnergyUse(const Question& asked) {
  return Corrected(asked, false,
                   [](const Cell& cell) { return Told(cell.energy, cell.amount, 1); });
}

Entries CorrectedEnergyUsePerSquareMetre(const Question& asked) {
  return Corrected(asked, true, [](const Cell& cell) {
    return cell.base <= 0 ? NoArea() : Told(cell.energy, cell.amount, cell.base);
  });
}

}  // namespace ett::property
