#include "chassis/figure_notes.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "figures/change.h"
#include "figures/round.h"

namespace ett::chassis {
namespace {

using figures::Cube;
using figures::CubeMetric;
using figures::kTotal;
using figures::MakeText;
using figures::Period;
using Place = std::vector<std::string>;  // period, then categories

int DecimalsOf(const std::string& printed) {
  const std::size_t point = printed.find('.');
  return point == std::string::npos ? 0 : static_cast<int>(printed.size() - point - 1);
}

double NumberOf(const std::string& printed) {
  double number = 0;
  (void)absl::SimpleAtod(printed, &number);
  return number;
}

// A break that concerns `key` and lies after `from` and not after `to`.
bool BreaksBetween(const std::vector<pb::SeriesBreak>& breaks, const std::string& key,
                   absl::CivilDay from, absl::CivilDay to) {
  return std::any_of(breaks.begin(), breaks.end(), [&](const pb::SeriesBreak& each) {
    const auto first = Period::Parse(each.first_period());
    return first.ok() && from < first->first_day() && first->first_day() <= to &&
           std::find(each.metrics().begin(), each.metrics().end(), key) != each.metrics().end();
  });
}

// Where a reported figure stands; nothing when it is of other dimensions than those asked for.
std::optional<Place> PlaceOf(const pb::ReportedFigure& figure,
                             const std::vector<figures::MetricDimension>& dimensions) {
  Place place = {figure.period()};
  int placed = 0;
  for (const figures::MetricDimension& dimension : dimensions) {
    place.push_back(kTotal);
    for (const std::string& category : figure.categories()) {
      const std::vector<std::string> parts = absl::StrSplit(category, absl::MaxSplits('=', 1));
      if (parts[0] != dimension.id) continue;
      place.back() = parts[1];
      ++placed;
    }
  }
  if (placed != figure.categories_size()) return std::nullopt;
  return place;
}

// A note on a computed cell, unless it prints as the reported figure does.
void NoteDifference(const pb::ReportedFigure& figure, Cube& cube, pb::Cell& computed) {
  const int decimals = DecimalsOf(figure.value());
  const double number = NumberOf(figure.value());
  const double rounded = figures::RoundDecimal(computed.number(), decimals);
  if (std::fabs(rounded - number) < std::pow(10.0, -decimals) / 2) return;
  pb::Footnote footnote;
  footnote.set_id(
      absl::StrCat("reported-differs/", figure.name().substr(figure.name().rfind('/') + 1)));
  *footnote.mutable_text() = MakeText(
      absl::StrCat("rapportert: ", figures::Print(number, decimals, figures::Language::kNb), " (",
                   figure.source(), ")"),
      absl::StrCat("reported: ", figures::Print(number, decimals, figures::Language::kEn), " (",
                   figure.source(), ")"));
  computed.add_footnotes(cube.AddFootnote(footnote));
}

pb::Cell ReportedCell(const std::string& domain, const pb::ReportedFigure& figure, Cube& cube) {
  pb::Provenance provenance;
  provenance.set_domain(domain);
  provenance.set_source(figure.source());
  provenance.set_synthetic(figure.synthetic());
  pb::Cell cell;
  cell.set_number(NumberOf(figure.value()));
  cell.set_status(pb::CELL_STATUS_REPORTED);
  cell.set_decimals(DecimalsOf(figure.value()));
  cell.set_provenance(cube.AddProvenance(provenance));
  return cell;
}

// The categories of a place become part of the table.
void AddCategories(const Place& place, Cube& cube) {
  for (std::size_t i = 1; i < place.size(); ++i) {
    if (place[i] == kTotal) continue;
    pb::Category category;
    category.set_id(place[i]);
    *category.mutable_label() = MakeText(place[i], place[i]);
    cube.AddCategory(i - 1, category);
  }
}

}  // namespace

void AddReported(const ReportedPlaces& places, Cube& cube, CubeMetric& cells) {
  for (const pb::ReportedFigure& figure : places.notes.reported) {
    if (figure.metric() != cells.description.key()) continue;
    const std::optional<Place> place = PlaceOf(figure, places.dimensions);
    if (!place.has_value()) continue;
    const auto computed = cells.cells.find(*place);
    const bool is_there = computed != cells.cells.end();
    if (is_there && computed->second.has_number()) {
      NoteDifference(figure, cube, computed->second);
    } else if (!is_there || computed->second.reason() != pb::CELL_REASON_SUPPRESSED) {
      AddCategories(*place, cube);
      cells.cells[*place] = ReportedCell(places.domain, figure, cube);
    }
  }
}

void AddBreaks(const FigureNotes& notes, Cube& cube, CubeMetric& cells) {
  for (const pb::SeriesBreak& each : notes.breaks) {
    const auto& keys = each.metrics();
    const auto first = Period::Parse(each.first_period());
    if (!first.ok()) continue;
    if (std::find(keys.begin(), keys.end(), cells.description.key()) == keys.end()) continue;
    pb::Footnote footnote;
    footnote.set_id(absl::StrCat("series-break/", each.name().substr(each.name().rfind('/') + 1)));
    *footnote.mutable_text() = MakeText(each.text_nb(), each.text_en());
    for (auto& [place, cell] : cells.cells) {
      const auto period = Period::Parse(place[0]);
      if (period->first_day() < first->first_day()) continue;
      cell.add_footnotes(cube.AddFootnote(footnote));
    }
  }
}

void AddChanges(const std::vector<Period>& periods, const FigureNotes& notes, CubeMetric& cells) {
  for (auto& [place, cell] : cells.cells) {
    const Period period = *Period::Parse(place[0]);
    if (std::find(periods.begin(), periods.end(), period) == periods.end()) continue;
    Place earlier = place;
    earlier[0] = period.Previous().ToString();
    const auto before = cells.cells.find(earlier);
    if (before == cells.cells.end() || !cell.has_number() || !before->second.has_number()) continue;
    pb::Change& change = *cell.mutable_change();
    change.set_from_period(earlier[0]);
    change.set_from_number(before->second.number());
    change.set_difference(figures::ChangeInPoints(before->second.number(), cell.number()));
    const auto percent = figures::ChangeInPercent(before->second.number(), cell.number());
    if (percent.has_value()) change.set_percent(*percent);
    change.set_across_break(BreaksBetween(notes.breaks, cells.description.key(),
                                          period.Previous().first_day(), period.first_day()));
  }
}

}  // namespace ett::chassis
