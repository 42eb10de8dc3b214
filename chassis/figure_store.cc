#include "chassis/figure_store.h"

#include <algorithm>
#include <map>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "figures/period.h"
#include "records/clock.h"
#include "records/row.h"
#include "status/macros.h"

namespace ett::chassis {
namespace {

using figures::MakeText;
using figures::Period;
using records::FieldErrors;

constexpr char kTables[] = R"sql(
CREATE TABLE measure (
  municipality TEXT NOT NULL, id TEXT NOT NULL, recorded_at BIGINT NOT NULL,
  superseded_at BIGINT NOT NULL,
  title_nb TEXT, title_en TEXT, plan TEXT, owner TEXT, start_date TEXT, end_date TEXT,
  status BIGINT, source TEXT, synthetic BIGINT,
  PRIMARY KEY (municipality, id, recorded_at)
);
CREATE TABLE series_break (
  municipality TEXT NOT NULL, id TEXT NOT NULL, recorded_at BIGINT NOT NULL,
  superseded_at BIGINT NOT NULL,
  metrics TEXT, first_period TEXT, text_nb TEXT, text_en TEXT, source TEXT,
  PRIMARY KEY (municipality, id, recorded_at)
);
CREATE TABLE reported_figure (
  municipality TEXT NOT NULL, id TEXT NOT NULL, recorded_at BIGINT NOT NULL,
  superseded_at BIGINT NOT NULL,
  metric TEXT, period TEXT, value TEXT, source TEXT, published_date TEXT, categories TEXT,
  synthetic BIGINT,
  PRIMARY KEY (municipality, id, recorded_at)
);
)sql";

void CheckMeasure(const pb::Measure& measure, FieldErrors& errors) {
  if (!records::CheckId("plan", measure.plan()).ok()) {
    errors.Add("plan", "MALFORMED_ID", "lower-case letters, digits and hyphens", measure.plan());
  }
  const bool possible = records::IsPossible(measure.start_date()) &&
                        (!measure.has_end_date() || records::IsPossible(measure.end_date()));
  if (!possible) return;  // the dates themselves are refused already
  const bool ended = measure.status() == pb::MEASURE_STATUS_CARRIED_OUT ||
                     measure.status() == pb::MEASURE_STATUS_STOPPED;
  if (ended != measure.has_end_date()) {
    errors.Add("end_date", "INCONSISTENT",
               "a date for a measure that is carried out or stopped, none for others",
               measure.has_end_date() ? records::PrintDate(measure.end_date()) : "");
  }
  if (measure.has_end_date() &&
      records::LastDayOf(measure.end_date()) < records::FirstDayOf(measure.start_date())) {
    errors.Add("end_date", "BEFORE_START", "a day not before start_date",
               records::PrintDate(measure.end_date()));
  }
}

void CheckMetric(const std::string& domain, const figures::Catalogue& catalogue,
                 const std::string& key, FieldErrors& errors) {
  if (FindMetric(domain, catalogue, key) != nullptr) return;
  errors.Add("metric", "UNKNOWN_METRIC", absl::StrCat("a metric of ", domain), key);
}

void CheckPeriod(const std::string& field, const std::string& text, FieldErrors& errors) {
  const auto period = Period::Parse(text, field);
  if (!period.ok()) errors.Add(status::FieldErrorsOf(period.status()).front());
}

void CheckValue(const std::string& value, FieldErrors& errors) {
  double number = 0;
  const bool plain = value.find_first_not_of("-0123456789.") == std::string::npos;
  if (plain && absl::SimpleAtod(value, &number)) return;
  errors.Add("value", "MALFORMED_NUMBER", "a number with a decimal point, such as 7.3", value);
}

void CheckCategories(const figures::Metric& metric, const pb::ReportedFigure& figure,
                     FieldErrors& errors) {
  for (const std::string& category : figure.categories()) {
    const std::vector<std::string> parts = absl::StrSplit(category, absl::MaxSplits('=', 1));
    const bool known = std::any_of(metric.dimensions.begin(), metric.dimensions.end(),
                                   [&](const auto& each) { return each.id == parts[0]; });
    if (parts.size() == 2 && known && !parts[1].empty()) continue;
    errors.Add("categories", "UNKNOWN_DIMENSION", "dimension=category of the metric", category);
  }
}

// 1 for each place of `measure` among the dimensions asked.
struct Counts {
  std::map<std::vector<std::string>, std::pair<std::int64_t, bool>> by_place;  // count, synthetic
  std::map<std::vector<std::string>, std::vector<figures::Category>> categories;
};

std::vector<figures::Category> PlaceOf(const pb::Measure& measure,
                                       const std::vector<std::string>& dimensions) {
  std::vector<figures::Category> place;
  for (const std::string& dimension : dimensions) {
    if (dimension == "plan") {
      place.push_back({measure.plan(), MakeText(measure.plan(), measure.plan())});
    } else {
      const std::string id = measure.name().substr(measure.name().rfind('/') + 1);
      place.push_back({id, MakeText(measure.title_nb(), measure.title_en())});
    }
  }
  return place;
}

bool KeepsPlace(const figures::Query& query, const std::vector<figures::Category>& place) {
  for (std::size_t i = 0; i < place.size(); ++i) {
    if (!figures::Keeps(query, query.dimensions[i], place[i].id)) return false;
  }
  return true;
}

using Counted = std::function<bool(const pb::Measure&, const Period&)>;

Counts CountMeasures(const std::vector<pb::Measure>& measures, const figures::Query& query,
                     const Period& period, const Counted& counted) {
  Counts counts;
  for (const pb::Measure& measure : measures) {
    std::vector<figures::Category> place = PlaceOf(measure, query.dimensions);
    if (!KeepsPlace(query, place)) continue;
    std::vector<std::string> ids;
    ids.reserve(place.size());
    for (const figures::Category& category : place) ids.push_back(category.id);
    const bool is_counted = counted(measure, period);
    // A measure that is not counted has no line of its own, but its plan has, with zero.
    const bool by_measure = std::find(query.dimensions.begin(), query.dimensions.end(),
                                      "measure") != query.dimensions.end();
    if (by_measure && !is_counted) continue;
    auto& [count, synthetic] = counts.by_place[ids];
    count += is_counted ? 1 : 0;
    synthetic = synthetic || (is_counted && measure.synthetic());
    counts.categories[ids] = std::move(place);
  }
  return counts;
}

absl::StatusOr<std::vector<figures::Entry>> ComputeMeasures(records::Records& records,
                                                            const records::Kind& kind,
                                                            const figures::Query& query,
                                                            const Counted& counted) {
  ASSIGN_OR_RETURN(const auto measures,
                   records.All<pb::Measure>(kind, query.municipality, query.known_at));
  std::vector<figures::Entry> entries;
  for (const Period& period : query.periods) {
    Counts counts = CountMeasures(measures, query, period, counted);
    for (auto& [ids, count] : counts.by_place) {
      figures::Value value{static_cast<double>(count.first)};
      value.record_count = count.first;
      value.synthetic = count.second;
      entries.push_back({period, std::move(counts.categories[ids]), std::move(value)});
    }
  }
  return entries;
}

absl::CivilDay Start(const pb::Measure& measure) {
  return records::FirstDayOf(measure.start_date());
}

bool IsPlanned(const pb::Measure& measure, const Period& period) {
  return measure.status() == pb::MEASURE_STATUS_PLANNED || Start(measure) > period.last_day();
}

bool IsUnderWay(const pb::Measure& measure, const Period& period) {
  if (IsPlanned(measure, period)) return false;
  return !measure.has_end_date() || records::LastDayOf(measure.end_date()) > period.last_day();
}

bool IsCarriedOut(const pb::Measure& measure, const Period& period) {
  return measure.status() == pb::MEASURE_STATUS_CARRIED_OUT && measure.has_end_date() &&
         period.Contains(records::LastDayOf(measure.end_date()));
}

}  // namespace

sql::Migration FiguresMigration() { return {2, "0002_figures", kTables}; }

FigureKinds::FigureKinds(const std::string& domain, const figures::Catalogue& catalogue)
    : measure(records::MakeKind<pb::Measure>("measure", CheckMeasure, {}, domain)),
      series_break(records::MakeKind<pb::SeriesBreak>(
          "series_break",
          [domain, &catalogue](const pb::SeriesBreak& each, FieldErrors& errors) {
            CheckPeriod("first_period", each.first_period(), errors);
            for (const std::string& key : each.metrics()) {
              CheckMetric(domain, catalogue, key, errors);
            }
          },
          {}, domain)),
      reported_figure(records::MakeKind<pb::ReportedFigure>(
          "reported_figure",
          [domain, &catalogue](const pb::ReportedFigure& figure, FieldErrors& errors) {
            CheckMetric(domain, catalogue, figure.metric(), errors);
            CheckPeriod("period", figure.period(), errors);
            CheckValue(figure.value(), errors);
            const figures::Metric* metric = FindMetric(domain, catalogue, figure.metric());
            if (metric != nullptr) CheckCategories(*metric, figure, errors);
          },
          {}, domain)) {}

const figures::Metric* FindMetric(const std::string& domain, const figures::Catalogue& catalogue,
                                  const std::string& key) {
  const auto found = std::find_if(
      catalogue.begin(), catalogue.end(),
      [&](const figures::Metric& metric) { return key == absl::StrCat(domain, "/", metric.id); });
  return found == catalogue.end() ? nullptr : &*found;
}

std::string ReportedFigureId(const pb::ReportedFigure& figure) {
  std::vector<std::string> categories(figure.categories().begin(), figure.categories().end());
  std::sort(categories.begin(), categories.end());
  std::string id =
      absl::StrCat(figure.metric().substr(figure.metric().find('/') + 1), ".", figure.period());
  for (const std::string& category : categories) absl::StrAppend(&id, ".", category);
  for (char& c : id) {
    c = absl::ascii_tolower(static_cast<unsigned char>(c));
    const bool allowed = absl::ascii_isalnum(c) || c == '.' || c == '-';
    if (!allowed) c = '_';
  }
  if (id.size() <= 63) return id;
  // Too long for an id: its start, and what tells it from others that start so.
  records::Fingerprint fingerprint;
  fingerprint.Add(id);
  return absl::StrCat(id.substr(0, 46), "-", fingerprint.Hex().substr(0, 16));
}

std::vector<figures::Metric> MeasureMetrics(records::Records& records,
                                            const records::Kind& measure) {
  const auto metric = [&](const char* id, figures::Text title, figures::Text definition,
                          const Counted& counted) {
    figures::Metric made;
    made.id = id;
    made.title = std::move(title);
    made.definition = std::move(definition);
    made.definition_source = "Ett";
    made.unit = MakeText("tiltak", "measures");
    made.change_kind = pb::CHANGE_KIND_DIFFERENCE;
    made.dimensions = {{"plan", MakeText("Plan", "Plan")},
                       {"measure", MakeText("Tiltak", "Measure")}};
    made.provenance = "measures";
    made.compute = [&records, &measure, counted](const figures::Query& query) {
      return ComputeMeasures(records, measure, query, counted);
    };
    return made;
  };
  return {
      metric("measures-planned", MakeText("Planlagte tiltak", "Measures planned"),
             MakeText("Tiltak som er vedtatt, men ikke begynt, ved periodens slutt.",
                      "Measures decided but not begun at the end of the period."),
             IsPlanned),
      metric("measures-under-way", MakeText("Tiltak i gang", "Measures under way"),
             MakeText("Tiltak som er begynt og ikke avsluttet ved periodens slutt.",
                      "Measures begun and not ended at the end of the period."),
             IsUnderWay),
      metric("measures-carried-out", MakeText("Gjennomførte tiltak", "Measures carried out"),
             MakeText("Tiltak som ble gjennomført i perioden.",
                      "Measures that were carried out in the period."),
             IsCarriedOut),
  };
}

}  // namespace ett::chassis
