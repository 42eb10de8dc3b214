#pragma once

#include <string>
#include <vector>

#include "ett/figures/v1/figures.pb.h"
#include "figures/figure.h"
#include "records/records.h"
#include "sql/migrate.h"

namespace ett::chassis {

namespace pb = ::ett::figures::v1;

// The tables of measures, series breaks and reported figures. Number 2.
sql::Migration FiguresMigration();

// The kinds of record that every domain keeps beside its own, under `domains/{domain}`.
struct FigureKinds {
  // `catalogue` is what reported figures may be of; it must outlive the kinds.
  FigureKinds(const std::string& domain, const figures::Catalogue& catalogue);

  records::Kind measure;
  records::Kind series_break;
  records::Kind reported_figure;
};

// The metric of a key `{domain}/{id}`; null when there is none.
const figures::Metric* FindMetric(const std::string& domain, const figures::Catalogue& catalogue,
                                  const std::string& key);

// The id of a reported figure: metric, period and categories, which are its own key.
std::string ReportedFigureId(const pb::ReportedFigure& figure);

// The counts of measures: planned, under way on the last day of a period, carried out in it; by
// plan and by measure.
std::vector<figures::Metric> MeasureMetrics(records::Records& records,
                                            const records::Kind& measure);

}  // namespace ett::chassis
