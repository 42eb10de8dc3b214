#include "figures/cube.h"

#include <google/protobuf/util/message_differencer.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "status/errors.h"

namespace ett::figures {
namespace {

using google::protobuf::util::MessageDifferencer;

template <typename Message>
int AddOnce(const Message& message, google::protobuf::RepeatedPtrField<Message>* list) {
  for (int i = 0; i < list->size(); ++i) {
    if (MessageDifferencer::Equals(list->Get(i), message)) return i;
  }
  *list->Add() = message;
  return list->size() - 1;
}

pb::Category ToProto(const Category& category) {
  pb::Category message;
  message.set_id(category.id);
  *message.mutable_label() = category.label;
  return message;
}

pb::Category Plain(const std::string& id, const Text& label) { return ToProto({id, label}); }

// Steps through all combinations of positions, the last one fastest; false after the last.
bool Advance(std::vector<int>& positions, const std::vector<int>& sizes) {
  for (std::size_t i = positions.size(); i-- > 0;) {
    if (++positions[i] < sizes[i]) return true;
    positions[i] = 0;
  }
  return false;
}

}  // namespace

Cube::Cube(std::vector<std::string> periods, std::vector<MetricDimension> dimensions,
           const std::set<std::string>& without_total)
    : periods_(std::move(periods)) {
  for (MetricDimension& dimension : dimensions) {
    pb::Dimension message;
    message.set_id(dimension.id);
    *message.mutable_title() = std::move(dimension.title);
    if (!without_total.contains(dimension.id)) *message.add_categories() = ToProto(Total());
    dimensions_.push_back(std::move(message));
  }
}

void Cube::AddCategory(std::size_t dimension, const pb::Category& category) {
  auto* categories = dimensions_[dimension].mutable_categories();
  const bool known = std::any_of(categories->begin(), categories->end(),
                                 [&](const auto& each) { return each.id() == category.id(); });
  if (!known) *categories->Add() = category;
}

void Cube::AddMetric(CubeMetric metric) { metrics_.push_back(std::move(metric)); }

int Cube::AddFootnote(const pb::Footnote& footnote) {
  return AddOnce(footnote, table_.mutable_footnotes());
}

int Cube::AddProvenance(const pb::Provenance& provenance) {
  return AddOnce(provenance, table_.mutable_provenances());
}

// `place` is the period, then the category of each dimension.
pb::Cell Cube::CellAt(const CubeMetric& metric, const std::vector<std::string>& place) const {
  if (const auto found = metric.cells.find(place); found != metric.cells.end()) {
    return found->second;
  }
  for (std::size_t i = 0; i < dimensions_.size(); ++i) {
    const auto& own = metric.dimensions;
    const bool broken_down = std::find(own.begin(), own.end(), dimensions_[i].id()) != own.end();
    if (!broken_down && place[i + 1] != kTotal) {
      pb::Cell cell;
      cell.set_reason(pb::CELL_REASON_NOT_APPLICABLE);
      cell.set_provenance(-1);
      return cell;
    }
  }
  return metric.absent;
}

absl::StatusOr<pb::Table> Cube::Build() && {
  pb::Dimension metric_axis;
  metric_axis.set_id("metric");
  *metric_axis.mutable_title() = MakeText("Nøkkeltall", "Figure");
  for (const CubeMetric& metric : metrics_) {
    *metric_axis.add_categories() = Plain(metric.description.key(), metric.description.title());
    *table_.add_metrics() = metric.description;
  }
  pb::Dimension period_axis;
  period_axis.set_id("period");
  *period_axis.mutable_title() = MakeText("Periode", "Period");
  for (const std::string& period : periods_) {
    *period_axis.add_categories() = Plain(period, MakeText(period, period));
  }
  dimensions_.insert(dimensions_.begin(), {std::move(metric_axis), std::move(period_axis)});
  std::vector<int> sizes;
  std::int64_t total = 1;
  for (const pb::Dimension& dimension : dimensions_) {
    sizes.push_back(dimension.categories_size());
    total *= dimension.categories_size();
    *table_.add_dimensions() = dimension;
    if (total > kMostCells) {
      return status::InvalidField("metrics",
                                  absl::StrCat("a table of at most ", kMostCells, " cells"),
                                  absl::StrCat(total, " or more"), "TABLE_TOO_LARGE");
    }
  }
  dimensions_.erase(dimensions_.begin(), dimensions_.begin() + 2);
  std::vector<int> positions(sizes.size(), 0);
  if (total == 0) return std::move(table_);
  do {
    std::vector<std::string> place;
    for (std::size_t i = 1; i < positions.size(); ++i) {
      place.push_back(table_.dimensions(static_cast<int>(i)).categories(positions[i]).id());
    }
    *table_.add_cells() = CellAt(metrics_[positions[0]], place);
  } while (Advance(positions, sizes));
  return std::move(table_);
}

}  // namespace ett::figures
