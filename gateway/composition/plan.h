#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "gateway/composition/composed_metric.h"
#include "gateway/composition/domains.h"

namespace ett::composition {

// A question to one domain: metrics of one shape, which is their periods, dimensions and filters.
struct PlannedPart {
  const Domain* domain = nullptr;
  pb::QueryTableRequest request;
  // The dimensions are those of several domains: this one is to be asked for those that it has.
  bool is_mixed = false;
};

// Where the metrics of a question are answered.
struct PlannedQuestion {
  pb::QueryTableRequest request;
  struct Share {
    std::size_t part = 0;
    std::vector<std::string> metrics;
  };
  // By domain, in the order of the metrics.
  std::vector<Share> shares;
  struct Composed {
    const ComposedMetric* metric = nullptr;
    std::map<std::string, std::size_t> parts;  // by figure of the formula
  };
  std::vector<Composed> composed;

  // Positions of all parts that the question needs.
  std::set<std::size_t> Parts() const;
};

// What is to be asked of which domain, so that questions over domains are answered: as few
// questions as there are domains and shapes, however many figures.
class Plan {
 public:
  // `domains` and `composed` must outlive it. INVALID_ARGUMENT for a metric of no domain.
  static absl::StatusOr<Plan> Make(const Domains& domains, const ComposedMetrics& composed,
                                   std::vector<pb::QueryTableRequest> questions);

  const std::vector<PlannedPart>& parts() const { return parts_; }
  const std::vector<PlannedQuestion>& questions() const { return questions_; }

 private:
  // The domains and metrics that plans are made of.
  struct Sources {
    const Domains& domains;
    const ComposedMetrics& composed;
  };

  absl::Status Add(const Sources& sources, pb::QueryTableRequest request);
  // The part that asks `domain` for a metric in the shape of `shape`.
  std::size_t Ask(const Domain* domain, const std::string& metric,
                  const pb::QueryTableRequest& shape, bool is_mixed);

  std::vector<PlannedPart> parts_;
  std::vector<PlannedQuestion> questions_;
};

// `hr` of `hr/sick-leave-rate`, `sex` of `sex=female`.
std::string DomainOf(const std::string& key);
std::string DimensionOf(const std::string& filter);

}  // namespace ett::composition
