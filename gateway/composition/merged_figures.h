#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "gateway/composition/answers.h"

namespace ett::composition {

// UNAVAILABLE: there is nothing to answer with.
absl::Status NobodyAnswers(const std::string& why);

// False when all cells are UNAVAILABLE.
bool IsAnswered(const pb::Table& table);

// A table, and of which version of all its domains' data it is.
struct VersionedTable {
  pb::Table table;
  std::string version;    // empty where a domain did not say
  bool is_known = false;  // the version that the caller has: there is no table
};

// The figures of all domains as if one had them, and those composed of several: a metric's domain
// is in its key, and a table may mix domains. A domain that does not answer leaves UNAVAILABLE
// cells and an outage; what it refuses for the caller's sake is the answer of the whole. Safe to
// call from any thread.
class MergedFigures {
 public:
  using Now = std::function<absl::Time()>;
  // `domains` and `composed` must outlive it.
  MergedFigures(const CurrentDomains& domains, const ComposedMetrics& composed, Now now)
      : domains_(domains), composed_(composed), now_(std::move(now)) {}

  // One moment of knowledge for all domains: the one asked for, or now. When no domain answers, all
  // cells are UNAVAILABLE.
  absl::StatusOr<pb::Table> QueryTable(const pb::QueryTableRequest& request,
                                       const CallOptions& options) const;
  // The same, unless the caller has the table of that version already.
  absl::StatusOr<VersionedTable> QueryTable(const pb::QueryTableRequest& request,
                                            const CallOptions& options,
                                            const std::string& known_version) const;

  // Several questions at once, of one moment of knowledge, while their answers come in. `versions`,
  // if any, are of all parts, in the plan's order, and outlive the answers.
  absl::StatusOr<std::unique_ptr<Answers>> Ask(std::vector<pb::QueryTableRequest> questions,
                                               const CallOptions& options,
                                               DomainVersions* versions = nullptr) const;

  // The metrics of all domains and those composed of them, ordered by key, or those of one for a
  // parent `municipalities/{m}/domains/{domain}`. UNAVAILABLE when none answers.
  absl::StatusOr<pb::ListMetricsResponse> ListMetrics(const pb::ListMetricsRequest& request,
                                                      const CallOptions& options) const;

  // Null unless `name` is that of a composed metric,
  // `municipalities/{m}/domains/composed/metrics/…`. NOT_FOUND when there is no such one.
  absl::StatusOr<std::optional<pb::Metric>> FindComposedMetric(const std::string& name) const;

  google::protobuf::Timestamp KnownAt(const google::protobuf::Timestamp* asked) const;

 private:
  static absl::StatusOr<std::vector<pb::Metric>> MetricsOf(const std::vector<const Domain*>& asked,
                                                           const std::string& municipality,
                                                           const CallOptions& options,
                                                           pb::ListMetricsResponse& response);
  std::vector<pb::Metric> ComposedIn(const Domains& domains, const std::string& municipality) const;

  const CurrentDomains& domains_;
  const ComposedMetrics& composed_;
  const Now now_;
};

}  // namespace ett::composition
