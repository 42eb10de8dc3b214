#include "chassis/figure_table.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "figures/local_time.h"
#include "records/row.h"
#include "status/macros.h"

namespace ett::chassis {
namespace {

using figures::Cube;
using figures::CubeMetric;
using figures::kTotal;
using figures::MakeText;
using figures::Metric;
using figures::Period;

constexpr int kMostMetrics = 100;
constexpr int kMostPeriods = 400;
constexpr std::size_t kCached = 256;

absl::Status CheckCount(const char* field, int count, int most) {
  if (count >= 1 && count <= most) return absl::OkStatus();
  return status::InvalidField(field, absl::StrCat("1..", most, " of them"), absl::StrCat(count),
                              "OUT_OF_RANGE");
}

bool Has(const Metric& metric, const std::string& dimension) {
  return std::any_of(metric.dimensions.begin(), metric.dimensions.end(),
                     [&](const auto& each) { return each.id == dimension; });
}

// The subsets of `dimensions` that totals are wanted for: a filtered dimension has none.
std::vector<std::vector<std::string>> Subsets(
    const std::vector<std::string>& dimensions,
    const std::multimap<std::string, std::string>& filters) {
  std::vector<std::vector<std::string>> subsets = {{}};
  for (const std::string& dimension : dimensions) {
    std::vector<std::vector<std::string>> next;
    for (const auto& subset : subsets) {
      if (!filters.contains(dimension)) next.push_back(subset);
      next.push_back(subset);
      next.back().push_back(dimension);
    }
    subsets = std::move(next);
  }
  return subsets;
}

void SetValue(const figures::Value& value, pb::Cell& cell) {
  if (const auto* number = std::get_if<double>(&value.value)) cell.set_number(*number);
  if (const auto* text = std::get_if<figures::Text>(&value.value)) *cell.mutable_text() = *text;
  if (const auto* day = std::get_if<absl::CivilDay>(&value.value)) {
    *cell.mutable_date() = records::DateOf(*day);
  }
}

}  // namespace

FigureTable::FigureTable(std::string domain, const figures::Catalogue& catalogue,
                         const FigureKinds& kinds, records::Records& records)
    : domain_(std::move(domain)), catalogue_(catalogue), kinds_(kinds), records_(records) {}

absl::StatusOr<pb::Table> FigureTable::Query(const pb::QueryTableRequest& request) {
  ASSIGN_OR_RETURN(const Asked asked, Read(request));
  pb::QueryTableRequest plain = request;
  plain.clear_as_known_at();
  const std::string key = absl::StrCat(asked.known_at, " ", absl::FormatCivilTime(asked.today), " ",
                                       plain.SerializeAsString());
  absl::StatusOr<pb::Table> table;
  {
    absl::MutexLock lock(&mutex_);
    if (const auto found = cache_.find(key); found != cache_.end()) table = found->second;
  }
  if (!table.ok()) {
    table = Compute(asked);
    if (!table.ok()) return table;
    absl::MutexLock lock(&mutex_);
    if (cache_.size() >= kCached) cache_.clear();
    cache_[key] = *table;
  }
  *table->mutable_known_at() =
      request.has_as_known_at() ? request.as_known_at() : records::ToTimestamp(asked.known_at);
  return table;
}

absl::StatusOr<FigureTable::Asked> FigureTable::Read(const pb::QueryTableRequest& request) {
  Asked asked;
  ASSIGN_OR_RETURN(asked.municipality, records::ParseMunicipality(request.parent()));
  RETURN_IF_ERROR(CheckCount("metrics", request.metrics_size(), kMostMetrics));
  RETURN_IF_ERROR(CheckCount("periods", request.periods_size(), kMostPeriods));
  for (const std::string& key : request.metrics()) {
    const Metric* metric = FindMetric(domain_, catalogue_, key);
    if (metric == nullptr) {
      return status::InvalidField("metrics", absl::StrCat("a metric of ", domain_), key,
                                  "UNKNOWN_METRIC");
    }
    asked.metrics.push_back(metric);
  }
  ASSIGN_OR_RETURN(asked.periods,
                   figures::ParsePeriods({request.periods().begin(), request.periods().end()}));
  RETURN_IF_ERROR(ReadDimensions(request, asked));
  RETURN_IF_ERROR(ReadFilters(request, asked));
  asked.with_change = request.with_change();
  ASSIGN_OR_RETURN(const std::int64_t known_at,
                   records_.KnownAt(request.has_as_known_at() ? &request.as_known_at() : nullptr));
  ASSIGN_OR_RETURN(const std::int64_t newest, records_.DataVersion());
  // What is known after the newest version is what is known with it.
  asked.known_at = std::min(known_at, newest);
  asked.today = figures::LocalDayOf(records_.now());
  return asked;
}

absl::Status FigureTable::ReadDimensions(const pb::QueryTableRequest& request, Asked& asked) {
  for (const std::string& id : request.dimensions()) {
    const auto having = std::find_if(asked.metrics.begin(), asked.metrics.end(),
                                     [&](const Metric* metric) { return Has(*metric, id); });
    if (having == asked.metrics.end()) {
      return status::InvalidField("dimensions", "a dimension of one of the metrics", id,
                                  "UNKNOWN_DIMENSION");
    }
    const auto& all = (*having)->dimensions;
    asked.dimensions.push_back(
        *std::find_if(all.begin(), all.end(),
                      [&](const figures::MetricDimension& each) { return each.id == id; }));
  }
  return absl::OkStatus();
}

absl::Status FigureTable::ReadFilters(const pb::QueryTableRequest& request, Asked& asked) {
  for (const std::string& filter : request.filters()) {
    const std::vector<std::string> parts = absl::StrSplit(filter, absl::MaxSplits('=', 1));
    const bool broken_down = std::any_of(asked.dimensions.begin(), asked.dimensions.end(),
                                         [&](const auto& each) { return each.id == parts[0]; });
    if (parts.size() != 2 || !broken_down) {
      return status::InvalidField("filters", "dimension=category of a dimension that is asked for",
                                  filter, "MALFORMED_FILTER");
    }
    asked.filters.emplace(parts[0], parts[1]);
  }
  return absl::OkStatus();
}

absl::StatusOr<pb::Table> FigureTable::Compute(const Asked& asked) {
  FigureNotes notes;
  ASSIGN_OR_RETURN(notes.breaks, records_.All<pb::SeriesBreak>(kinds_.series_break,
                                                               asked.municipality, asked.known_at));
  ASSIGN_OR_RETURN(notes.reported, records_.All<pb::ReportedFigure>(
                                       kinds_.reported_figure, asked.municipality, asked.known_at));
  std::vector<std::string> periods;
  for (const Period& period : asked.periods) periods.push_back(period.ToString());
  std::set<std::string> filtered;
  for (const auto& [dimension, category] : asked.filters) filtered.insert(dimension);
  Cube cube(periods, asked.dimensions, filtered);
  for (const Metric* metric : asked.metrics) {
    ASSIGN_OR_RETURN(CubeMetric cells, MetricCells(*metric, asked, notes, cube));
    cube.AddMetric(std::move(cells));
  }
  return std::move(cube).Build();
}

absl::StatusOr<CubeMetric> FigureTable::MetricCells(const Metric& metric, const Asked& asked,
                                                    const FigureNotes& notes, Cube& cube) {
  CubeMetric cells;
  cells.description = Describe(metric, asked.municipality);
  for (const figures::MetricDimension& dimension : asked.dimensions) {
    if (Has(metric, dimension.id)) cells.dimensions.push_back(dimension.id);
  }
  cells.absent.set_reason(pb::CELL_REASON_MISSING);
  *cells.absent.mutable_reason_text() = MakeText("ikke samlet inn", "not collected");
  cells.absent.set_provenance(-1);
  if (metric.compute != nullptr) {
    for (const auto& dimensions : Subsets(cells.dimensions, asked.filters)) {
      RETURN_IF_ERROR(AddEntries(metric, asked, dimensions, cube, cells));
    }
  }
  AddReported({domain_, asked.dimensions, notes}, cube, cells);
  if (asked.with_change) AddChanges(asked.periods, notes, cells);
  AddBreaks(notes, cube, cells);
  return cells;
}

absl::Status FigureTable::AddEntries(const Metric& metric, const Asked& asked,
                                     const std::vector<std::string>& dimensions, Cube& cube,
                                     CubeMetric& cells) const {
  figures::Query query{asked.municipality, asked.periods, dimensions, asked.filters,
                       asked.known_at};
  for (const Period& period : asked.periods) {
    const Period before = period.Previous();
    const auto& known = query.periods;
    if (asked.with_change && std::find(known.begin(), known.end(), before) == known.end()) {
      query.periods.push_back(before);
    }
  }
  ASSIGN_OR_RETURN(const std::vector<figures::Entry> entries, metric.compute(query));
  for (const figures::Entry& entry : entries) {
    Place place = {entry.period.ToString()};
    for (std::size_t i = 0; i < asked.dimensions.size(); ++i) {
      const auto at = std::find(dimensions.begin(), dimensions.end(), asked.dimensions[i].id);
      if (at == dimensions.end()) {
        place.push_back(kTotal);
        continue;
      }
      const figures::Category& category = entry.categories[at - dimensions.begin()];
      place.push_back(category.id);
      pb::Category message;
      message.set_id(category.id);
      *message.mutable_label() = category.label;
      cube.AddCategory(i, message);
    }
    cells.cells[place] = ToCell(metric, entry, asked, cube);
  }
  return absl::OkStatus();
}

pb::Cell FigureTable::ToCell(const Metric& metric, const figures::Entry& entry, const Asked& asked,
                             Cube& cube) const {
  pb::Cell cell;
  cell.set_provenance(-1);
  if (const auto* absent = std::get_if<figures::Absent>(&entry.figure)) {
    cell.set_reason(absent->reason);
    *cell.mutable_reason_text() = absent->reason_text;
    return cell;
  }
  const auto& value = std::get<figures::Value>(entry.figure);
  SetValue(value, cell);
  const bool ended = entry.period.last_day() < asked.today;
  cell.set_status(value.status == pb::CELL_STATUS_FINAL && !ended ? pb::CELL_STATUS_PROVISIONAL
                                                                  : value.status);
  cell.set_revision(value.revision);
  if (value.decimals.has_value()) cell.set_decimals(*value.decimals);
  if (value.coverage.has_value()) cell.set_coverage(*value.coverage);
  if (value.exact.has_value()) {
    cell.mutable_exact()->set_numerator(value.exact->numerator);
    cell.mutable_exact()->set_denominator(value.exact->denominator);
  }
  for (const figures::Footnote& footnote : value.footnotes) {
    pb::Footnote message;
    message.set_id(footnote.id);
    *message.mutable_text() = footnote.text;
    cell.add_footnotes(cube.AddFootnote(message));
  }
  pb::Provenance provenance;
  provenance.set_domain(domain_);
  provenance.set_source(value.source.empty() ? metric.provenance : value.source);
  provenance.set_synthetic(value.synthetic);
  if (value.record_count.has_value()) provenance.set_record_count(*value.record_count);
  cell.set_provenance(cube.AddProvenance(provenance));
  return cell;
}

pb::Metric FigureTable::Describe(const Metric& metric, const std::string& municipality) const {
  pb::Metric message;
  message.set_name(
      absl::StrCat("municipalities/", municipality, "/domains/", domain_, "/metrics/", metric.id));
  message.set_key(absl::StrCat(domain_, "/", metric.id));
  *message.mutable_title() = metric.title;
  *message.mutable_definition() = metric.definition;
  message.set_definition_source(metric.definition_source);
  *message.mutable_unit() = metric.unit;
  message.set_change_kind(metric.change_kind);
  message.set_decimals(metric.decimals);
  for (const figures::MetricDimension& dimension : metric.dimensions) {
    auto* added = message.add_dimensions();
    added->set_id(dimension.id);
    *added->mutable_title() = dimension.title;
  }
  message.set_reported_only(metric.compute == nullptr);
  return message;
}

}  // namespace ett::chassis
