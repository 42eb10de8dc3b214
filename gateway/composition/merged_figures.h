#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "gateway/composition/domains.h"

namespace ett::composition {

// UNAVAILABLE: there is nothing to answer with.
absl::Status NobodyAnswers(const std::string& why);

// A table, and of which version of all its domains' data it is.
struct VersionedTable {
  pb::Table table;
  std::string version;    // empty where a domain did not say
  bool is_known = false;  // the version that the caller has: there is no table
};

// The figures of all domains as if one had them: a metric's domain is in its key, and a table may
// mix domains. A domain that does not answer leaves UNAVAILABLE cells and an outage; everything
// else that a domain refuses is the answer of the whole. Safe to call from any thread.
class MergedFigures {
 public:
  using Now = std::function<absl::Time()>;
  // `domains` must outlive it.
  MergedFigures(const Domains& domains, Now now) : domains_(domains), now_(std::move(now)) {}

  // One moment of knowledge for all domains: the one asked for, or now. When no domain answers, all
  // cells are UNAVAILABLE.
  absl::StatusOr<pb::Table> QueryTable(const pb::QueryTableRequest& request,
                                       const CallOptions& options) const;
  // The same, unless the caller has the table of that version already.
  absl::StatusOr<VersionedTable> QueryTable(const pb::QueryTableRequest& request,
                                            const CallOptions& options,
                                            const std::string& known_version) const;

  // The metrics of all domains, ordered by key, or those of one for a parent
  // `municipalities/{m}/domains/{domain}`. UNAVAILABLE when none answers.
  absl::StatusOr<pb::ListMetricsResponse> ListMetrics(const pb::ListMetricsRequest& request,
                                                      const CallOptions& options) const;

  google::protobuf::Timestamp KnownAt(const google::protobuf::Timestamp* asked) const;

 private:
  // What is asked of one domain.
  struct Share {
    const Domain* domain = nullptr;
    pb::QueryTableRequest request;
  };

  absl::StatusOr<std::vector<const Domain*>> OfParent(std::string& parent) const;
  absl::StatusOr<std::vector<Share>> Split(const pb::QueryTableRequest& request,
                                           const CallOptions& options) const;
  absl::Status Narrow(const pb::QueryTableRequest& request, const CallOptions& options,
                      std::vector<Share>& shares) const;

  const Domains& domains_;
  const Now now_;
};

}  // namespace ett::composition
