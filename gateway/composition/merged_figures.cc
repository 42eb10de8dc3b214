#include "gateway/composition/merged_figures.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/synchronization/blocking_counter.h"
#include "figures/merge.h"
#include "gateway/composition/domain_versions.h"
#include "gateway/composition/page.h"
#include "status/errors.h"
#include "status/grpc.h"
#include "status/macros.h"

namespace ett::composition {
namespace {

constexpr int kLargestPage = 1000;

// One call to each of several domains at the same time; `start(i, context, done)` begins one.
template <class Start>
std::vector<absl::Status> Ask(std::size_t count, const CallOptions& options, const Start& start) {
  std::vector<absl::Status> statuses(count);
  std::vector<std::unique_ptr<grpc::ClientContext>> contexts;
  absl::BlockingCounter left(static_cast<int>(count));
  for (std::size_t i = 0; i < count; ++i) {
    contexts.push_back(std::make_unique<grpc::ClientContext>());
    Apply(options, *contexts.back());
    start(i, contexts.back().get(), [&, i](const grpc::Status& status) {
      statuses[i] = status::FromGrpc(status);
      left.DecrementCount();
    });
  }
  left.Wait();
  return statuses;
}

std::string DomainOf(const std::string& key) { return key.substr(0, key.find('/')); }

std::string DimensionOf(const std::string& filter) { return filter.substr(0, filter.find('=')); }

// Dimensions of the metrics that are asked for.
std::set<std::string> DimensionsOf(const pb::QueryTableRequest& request,
                                   const pb::ListMetricsResponse& known) {
  std::set<std::string> dimensions;
  for (const pb::Metric& metric : known.metrics()) {
    const auto& asked = request.metrics();
    if (std::find(asked.begin(), asked.end(), metric.key()) == asked.end()) continue;
    for (const pb::Dimension& dimension : metric.dimensions()) dimensions.insert(dimension.id());
  }
  return dimensions;
}

// Of what was asked, what concerns these dimensions.
void KeepDimensions(const std::set<std::string>& own, const pb::QueryTableRequest& asked,
                    pb::QueryTableRequest& narrowed) {
  narrowed.clear_dimensions();
  narrowed.clear_filters();
  for (const std::string& dimension : asked.dimensions()) {
    if (own.contains(dimension)) narrowed.add_dimensions(dimension);
  }
  for (const std::string& filter : asked.filters()) {
    if (own.contains(DimensionOf(filter))) narrowed.add_filters(filter);
  }
}

}  // namespace

absl::Status NobodyAnswers(const std::string& why) {
  return status::Unavailable("NO_DOMAIN_ANSWERS", absl::StrCat("no domain answers: ", why));
}

google::protobuf::Timestamp MergedFigures::KnownAt(const google::protobuf::Timestamp* asked) const {
  if (asked != nullptr) return *asked;
  google::protobuf::Timestamp now;
  const std::int64_t micros = absl::ToUnixMicros(now_());
  now.set_seconds(micros / 1'000'000);
  now.set_nanos(static_cast<int>(micros % 1'000'000) * 1000);
  return now;
}

absl::StatusOr<std::vector<MergedFigures::Share>> MergedFigures::Split(
    const pb::QueryTableRequest& request, const CallOptions& options) const {
  if (request.metrics().empty()) {
    return status::InvalidField("metrics", "at least one metric as domain/metric", "none",
                                "REQUIRED");
  }
  std::vector<Share> shares;
  for (const std::string& key : request.metrics()) {
    const absl::StatusOr<const Domain*> domain = domains_.Find(DomainOf(key));
    if (!domain.ok()) {
      return status::InvalidField("metrics", "domain/metric of a known domain", key,
                                  "UNKNOWN_DOMAIN");
    }
    auto share = std::find_if(shares.begin(), shares.end(),
                              [&](const Share& each) { return each.domain == *domain; });
    if (share == shares.end()) {
      share = shares.insert(share, {*domain, request});
      share->request.clear_metrics();
      *share->request.mutable_as_known_at() =
          KnownAt(request.has_as_known_at() ? &request.as_known_at() : nullptr);
    }
    share->request.add_metrics(key);
  }
  if (shares.size() > 1 && request.dimensions_size() > 0) {
    RETURN_IF_ERROR(Narrow(request, options, shares));
  }
  return shares;
}

// Each domain is asked for the dimensions that its metrics have.
absl::Status MergedFigures::Narrow(const pb::QueryTableRequest& request, const CallOptions& options,
                                   std::vector<Share>& shares) const {
  pb::ListMetricsRequest question;
  question.set_parent(request.parent());
  question.set_page_size(kLargestPage);
  std::vector<pb::ListMetricsResponse> known(shares.size());
  const auto statuses = Ask(shares.size(), options, [&](std::size_t i, auto* context, auto done) {
    shares[i].domain->figures->async()->ListMetrics(context, &question, &known[i], done);
  });
  std::set<std::string> anywhere;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const std::set<std::string> own = DimensionsOf(shares[i].request, known[i]);
    anywhere.insert(own.begin(), own.end());
    KeepDimensions(own, request, shares[i].request);
  }
  const bool all_known = std::all_of(statuses.begin(), statuses.end(),
                                     [](const absl::Status& each) { return each.ok(); });
  for (const std::string& dimension : request.dimensions()) {
    if (all_known && !anywhere.contains(dimension)) {
      return status::InvalidField("dimensions", "a dimension of one of the metrics", dimension,
                                  "UNKNOWN_DIMENSION");
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<pb::Table> MergedFigures::QueryTable(const pb::QueryTableRequest& request,
                                                    const CallOptions& options) const {
  ASSIGN_OR_RETURN(VersionedTable versioned, QueryTable(request, options, ""));
  return std::move(versioned.table);
}

absl::StatusOr<VersionedTable> MergedFigures::QueryTable(const pb::QueryTableRequest& request,
                                                         const CallOptions& options,
                                                         const std::string& known_version) const {
  ASSIGN_OR_RETURN(const std::vector<Share> shares, Split(request, options));
  DomainVersions versions(shares.size(), known_version);
  std::vector<pb::Table> tables(shares.size());
  std::vector<absl::Status> statuses;
  // Who has a newer version makes the others say theirs in full.
  do {
    statuses = Ask(shares.size(), options, [&](std::size_t i, auto* context, auto done) {
      versions.Tell(i, *context);
      shares[i].domain->figures->async()->QueryTable(
          context, &shares[i].request, &tables[i],
          [&, i, context, done](const grpc::Status& status) {
            versions.Told(i, *context);
            done(status);
          });
    });
  } while (versions.MustAskAgain());
  if (versions.are_known()) return VersionedTable{{}, known_version, true};
  std::vector<figures::Part> parts;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if (!statuses[i].ok() && !IsOutage(statuses[i])) return statuses[i];
    const auto& keys = shares[i].request.metrics();
    parts.push_back({shares[i].domain->name,
                     {keys.begin(), keys.end()},
                     std::move(tables[i]),
                     statuses[i].ok() ? "" : std::string(statuses[i].message())});
  }
  figures::Layout layout{{request.metrics().begin(), request.metrics().end()},
                         {request.periods().begin(), request.periods().end()},
                         {request.dimensions().begin(), request.dimensions().end()}};
  for (const std::string& filter : request.filters()) layout.filtered.insert(DimensionOf(filter));
  ASSIGN_OR_RETURN(pb::Table table, figures::Merge(layout, parts));
  *table.mutable_known_at() = shares.front().request.as_known_at();
  return VersionedTable{std::move(table), versions.now(), false};
}

// The domain that `parent` names, which is cut off from it, or all.
absl::StatusOr<std::vector<const Domain*>> MergedFigures::OfParent(std::string& parent) const {
  std::vector<const Domain*> domains;
  const std::size_t split = parent.find("/domains/");
  if (split == std::string::npos) {
    for (const Domain& domain : domains_.all()) domains.push_back(&domain);
    return domains;
  }
  ASSIGN_OR_RETURN(const Domain* domain, domains_.OfName("parent", parent));
  domains.push_back(domain);
  parent.resize(split);
  return domains;
}

absl::StatusOr<pb::ListMetricsResponse> MergedFigures::ListMetrics(
    const pb::ListMetricsRequest& request, const CallOptions& options) const {
  std::string municipality = request.parent();
  ASSIGN_OR_RETURN(const std::vector<const Domain*> asked, OfParent(municipality));
  pb::ListMetricsRequest question;
  question.set_parent(municipality);
  question.set_page_size(kLargestPage);
  std::vector<pb::ListMetricsResponse> answers(asked.size());
  const auto statuses = Ask(asked.size(), options, [&](std::size_t i, auto* context, auto done) {
    asked[i]->figures->async()->ListMetrics(context, &question, &answers[i], done);
  });
  std::vector<pb::Metric> all;
  pb::ListMetricsResponse response;
  for (std::size_t i = 0; i < asked.size(); ++i) {
    if (!statuses[i].ok() && !IsOutage(statuses[i])) return statuses[i];
    for (pb::Metric& metric : *answers[i].mutable_metrics()) all.push_back(std::move(metric));
    if (statuses[i].ok()) continue;
    pb::DomainOutage* outage = response.add_outages();
    outage->set_domain(asked[i]->name);
    outage->set_message(std::string(statuses[i].message()));
  }
  if (response.outages_size() == static_cast<int>(asked.size())) {
    return NobodyAnswers(response.outages(0).message());
  }
  std::sort(all.begin(), all.end(),
            [](const pb::Metric& a, const pb::Metric& b) { return a.key() < b.key(); });
  std::vector<std::string> keys;
  for (const pb::Metric& metric : all) keys.push_back(metric.key());
  ASSIGN_OR_RETURN(const Page page, PageOf(keys, request.page_size(), request.page_token()));
  for (std::size_t i = page.first; i < page.end; ++i) {
    *response.add_metrics() = std::move(all[i]);
  }
  response.set_next_page_token(page.next_token);
  return response;
}

}  // namespace ett::composition
