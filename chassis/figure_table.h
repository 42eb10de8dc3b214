#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "chassis/figure_notes.h"
#include "chassis/figure_store.h"
#include "ett/figures/v1/figure_service.pb.h"
#include "figures/cube.h"
#include "figures/figure.h"
#include "records/records.h"

namespace ett::chassis {

// Answers QueryTable for one domain: asks its metrics' functions, and adds what all figures share:
// reported figures, footnotes of series breaks, changes, provenance.
class FigureTable {
 public:
  // Everything given must outlive this.
  FigureTable(std::string domain, const figures::Catalogue& catalogue, const FigureKinds& kinds,
              records::Records& records);

  absl::StatusOr<pb::Table> Query(const pb::QueryTableRequest& request);

  // The metric as the contract describes it.
  pb::Metric Describe(const figures::Metric& metric, const std::string& municipality) const;

 private:
  // A request that was read.
  struct Asked {
    std::string municipality;
    std::vector<const figures::Metric*> metrics;
    std::vector<figures::Period> periods;
    std::vector<figures::MetricDimension> dimensions;
    std::multimap<std::string, std::string> filters;
    bool with_change = false;
    std::int64_t known_at = 0;
    absl::CivilDay today;
  };
  using Place = std::vector<std::string>;  // period, then categories

  absl::StatusOr<Asked> Read(const pb::QueryTableRequest& request);
  static absl::Status ReadDimensions(const pb::QueryTableRequest& request, Asked& asked);
  static absl::Status ReadFilters(const pb::QueryTableRequest& request, Asked& asked);
  absl::StatusOr<pb::Table> Compute(const Asked& asked);
  absl::StatusOr<figures::CubeMetric> MetricCells(const figures::Metric& metric, const Asked& asked,
                                                  const FigureNotes& notes, figures::Cube& cube);
  absl::Status AddEntries(const figures::Metric& metric, const Asked& asked,
                          const std::vector<std::string>& dimensions, figures::Cube& cube,
                          figures::CubeMetric& cells) const;
  pb::Cell ToCell(const figures::Metric& metric, const figures::Entry& entry, const Asked& asked,
                  figures::Cube& cube) const;

  const std::string domain_;
  const figures::Catalogue& catalogue_;
  const FigureKinds& kinds_;
  records::Records& records_;
  // Answers by what they depend on; all of it is in the key, so that none goes stale.
  absl::Mutex mutex_;
  std::map<std::string, pb::Table> cache_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace ett::chassis
