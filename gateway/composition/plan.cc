#include "gateway/composition/plan.h"

#include <algorithm>

#include "gateway/composition/composed_table.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::composition {
namespace {

constexpr int kMostMetrics = 100;  // of one question to a domain

template <class Repeated>
bool Same(const Repeated& a, const Repeated& b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin());
}

bool HasShape(const PlannedPart& part, const pb::QueryTableRequest& shape, bool is_mixed) {
  const pb::QueryTableRequest& asked = part.request;
  return part.is_mixed == is_mixed && asked.parent() == shape.parent() &&
         asked.with_change() == shape.with_change() && Same(asked.periods(), shape.periods()) &&
         Same(asked.dimensions(), shape.dimensions()) && Same(asked.filters(), shape.filters());
}

absl::StatusOr<const Domain*> FindDomain(const Domains& domains, const std::string& key) {
  absl::StatusOr<const Domain*> domain = domains.Find(DomainOf(key));
  if (domain.ok()) return domain;
  return status::InvalidField("metrics", "domain/metric of a known domain", key, "UNKNOWN_DOMAIN");
}

// Whether the metrics are of several sources, whose dimensions may differ.
bool IsMixed(const pb::QueryTableRequest& request) {
  std::set<std::string> sources;
  for (const std::string& key : request.metrics()) sources.insert(DomainOf(key));
  return sources.size() > 1 && request.dimensions_size() > 0;
}

absl::Status CheckComposed(const pb::QueryTableRequest& request, const PlannedQuestion& question) {
  if (!question.shares.empty()) return absl::OkStatus();
  for (const std::string& dimension : request.dimensions()) {
    const auto& all = question.composed;
    const bool is_known = std::any_of(
        all.begin(), all.end(), [&](const auto& each) { return each.metric->Has(dimension); });
    if (!is_known) {
      return status::InvalidField("dimensions", "a dimension of one of the metrics", dimension,
                                  "UNKNOWN_DIMENSION");
    }
  }
  return absl::OkStatus();
}

}  // namespace

std::string DomainOf(const std::string& key) { return key.substr(0, key.find('/')); }

std::string DimensionOf(const std::string& filter) { return filter.substr(0, filter.find('=')); }

std::set<std::size_t> PlannedQuestion::Parts() const {
  std::set<std::size_t> parts;
  for (const Share& share : shares) parts.insert(share.part);
  for (const Composed& each : composed) {
    for (const auto& [name, part] : each.parts) parts.insert(part);
  }
  return parts;
}

absl::StatusOr<Plan> Plan::Make(const Domains& domains, const ComposedMetrics& composed,
                                std::vector<pb::QueryTableRequest> questions) {
  Plan plan;
  for (pb::QueryTableRequest& request : questions) {
    RETURN_IF_ERROR(plan.Add({domains, composed}, std::move(request)));
  }
  return plan;
}

absl::Status Plan::Add(const Sources& sources, pb::QueryTableRequest request) {
  if (request.metrics().empty()) {
    return status::InvalidField("metrics", "at least one metric as domain/metric", "none",
                                "REQUIRED");
  }
  PlannedQuestion question;
  const bool is_mixed = IsMixed(request);
  for (const std::string& key : request.metrics()) {
    if (const ComposedMetric* metric = FindComposed(sources.composed, key)) {
      PlannedQuestion::Composed& composed = question.composed.emplace_back();
      composed.metric = metric;
      for (const auto& [name, figure] : metric->figures) {
        ASSIGN_OR_RETURN(const Domain* domain, FindDomain(sources.domains, figure.metric));
        composed.parts[name] = Ask(domain, figure.metric, FigureRequest(figure, request), false);
      }
      continue;
    }
    ASSIGN_OR_RETURN(const Domain* domain, FindDomain(sources.domains, key));
    const std::size_t part = Ask(domain, key, request, is_mixed);
    auto share = std::find_if(question.shares.begin(), question.shares.end(),
                              [&](const auto& each) { return each.part == part; });
    if (share == question.shares.end()) share = question.shares.insert(share, {part, {}});
    share->metrics.push_back(key);
  }
  RETURN_IF_ERROR(CheckComposed(request, question));
  question.request = std::move(request);
  questions_.push_back(std::move(question));
  return absl::OkStatus();
}

std::size_t Plan::Ask(const Domain* domain, const std::string& metric,
                      const pb::QueryTableRequest& shape, bool is_mixed) {
  auto part = std::find_if(parts_.begin(), parts_.end(), [&](const PlannedPart& each) {
    const auto& metrics = each.request.metrics();
    const bool has_it = std::find(metrics.begin(), metrics.end(), metric) != metrics.end();
    return each.domain == domain && HasShape(each, shape, is_mixed) &&
           (has_it || metrics.size() < kMostMetrics);
  });
  if (part == parts_.end()) {
    part = parts_.insert(part, {domain, shape, is_mixed});
    part->request.clear_metrics();
    part->request.clear_explain();
  }
  const auto& metrics = part->request.metrics();
  if (std::find(metrics.begin(), metrics.end(), metric) == metrics.end()) {
    part->request.add_metrics(metric);
  }
  return static_cast<std::size_t>(part - parts_.begin());
}

}  // namespace ett::composition
