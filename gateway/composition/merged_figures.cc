#include "gateway/composition/merged_figures.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/synchronization/blocking_counter.h"
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
std::vector<absl::Status> AskAll(std::size_t count, const CallOptions& options,
                                 const Start& start) {
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

// The domain that `parent` names, which is cut off from it, or all.
absl::StatusOr<std::vector<const Domain*>> OfParent(const Domains& all, std::string& parent) {
  std::vector<const Domain*> domains;
  const std::size_t split = parent.find("/domains/");
  if (split == std::string::npos) {
    for (const Domain& domain : all.all()) domains.push_back(&domain);
    return domains;
  }
  if (parent.substr(split) != absl::StrCat("/domains/", kComposed)) {
    ASSIGN_OR_RETURN(const Domain* domain, all.OfName("parent", parent));
    domains.push_back(domain);
  }
  parent.resize(split);
  return domains;
}

}  // namespace

absl::Status NobodyAnswers(const std::string& why) {
  return status::Unavailable("NO_DOMAIN_ANSWERS", absl::StrCat("no domain answers: ", why));
}

bool IsAnswered(const pb::Table& table) {
  return std::any_of(table.cells().begin(), table.cells().end(), [](const pb::Cell& cell) {
    return cell.reason() != pb::CELL_REASON_UNAVAILABLE;
  });
}

google::protobuf::Timestamp MergedFigures::KnownAt(const google::protobuf::Timestamp* asked) const {
  if (asked != nullptr) return *asked;
  google::protobuf::Timestamp now;
  const std::int64_t micros = absl::ToUnixMicros(now_());
  now.set_seconds(micros / 1'000'000);
  now.set_nanos(static_cast<int>(micros % 1'000'000) * 1000);
  return now;
}

absl::StatusOr<std::unique_ptr<Answers>> MergedFigures::Ask(
    std::vector<pb::QueryTableRequest> questions, const CallOptions& options,
    DomainVersions* versions) const {
  const google::protobuf::Timestamp now = KnownAt(nullptr);
  for (pb::QueryTableRequest& question : questions) {
    if (!question.has_as_known_at()) *question.mutable_as_known_at() = now;
  }
  return Answers::Ask({domains_.now(), composed_, std::move(questions)}, options, versions);
}

absl::StatusOr<pb::Table> MergedFigures::QueryTable(const pb::QueryTableRequest& request,
                                                    const CallOptions& options) const {
  ASSIGN_OR_RETURN(VersionedTable versioned, QueryTable(request, options, ""));
  return std::move(versioned.table);
}

absl::StatusOr<VersionedTable> MergedFigures::QueryTable(const pb::QueryTableRequest& request,
                                                         const CallOptions& options,
                                                         const std::string& known_version) const {
  // A plan is of this answer alone.
  const bool is_versioned = !request.explain();
  DomainVersions versions(is_versioned ? known_version : "");
  std::unique_ptr<Answers> answers;
  // Who has a newer version makes the others say theirs in full.
  do {
    ASSIGN_OR_RETURN(answers, Ask({request}, options, &versions));
    answers->WaitForAll();
  } while (versions.MustAskAgain());
  if (versions.are_known()) return VersionedTable{{}, known_version, true};
  ASSIGN_OR_RETURN(pb::Table table, answers->TableOf(0));
  if (request.explain()) *table.mutable_plan() = answers->Explain();
  return VersionedTable{std::move(table), is_versioned ? versions.now() : "", false};
}

// Those whose figures' domains are all here.
std::vector<pb::Metric> MergedFigures::ComposedIn(const Domains& domains,
                                                  const std::string& municipality) const {
  std::vector<pb::Metric> metrics;
  for (const ComposedMetric& metric : composed_) {
    const auto& figures = metric.figures;
    const bool is_possible = std::all_of(figures.begin(), figures.end(), [&](const auto& each) {
      return domains.Find(DomainOf(each.second.metric)).ok();
    });
    if (is_possible) metrics.push_back(metric.DescriptionIn(municipality));
  }
  return metrics;
}

absl::StatusOr<std::optional<pb::Metric>> MergedFigures::FindComposedMetric(
    const std::string& name) const {
  const std::vector<std::string> parts = absl::StrSplit(name, '/');
  const bool is_composed = parts.size() == 6 && parts[0] == "municipalities" &&
                           parts[2] == "domains" && parts[3] == kComposed && parts[4] == "metrics";
  if (!is_composed) return std::nullopt;
  for (pb::Metric& metric : ComposedIn(*domains_.now(), absl::StrCat(parts[0], "/", parts[1]))) {
    if (metric.name() == name) return std::move(metric);
  }
  return status::NotFound("ett.no/Metric", name);
}

// What each domain says, in their order; outages are in `response`.
absl::StatusOr<std::vector<pb::Metric>> MergedFigures::MetricsOf(
    const std::vector<const Domain*>& asked, const std::string& municipality,
    const CallOptions& options, pb::ListMetricsResponse& response) {
  pb::ListMetricsRequest question;
  question.set_parent(municipality);
  question.set_page_size(kLargestPage);
  std::vector<pb::ListMetricsResponse> answers(asked.size());
  const auto statuses =
      AskAll(asked.size(), WithMargin(options), [&](std::size_t i, auto* context, auto done) {
        asked[i]->figures->async()->ListMetrics(context, &question, &answers[i], done);
      });
  std::vector<pb::Metric> all;
  for (std::size_t i = 0; i < asked.size(); ++i) {
    if (!statuses[i].ok() && !IsOutage(statuses[i])) return statuses[i];
    for (pb::Metric& metric : *answers[i].mutable_metrics()) all.push_back(std::move(metric));
    if (statuses[i].ok()) continue;
    pb::DomainOutage* outage = response.add_outages();
    outage->set_domain(asked[i]->name);
    outage->set_message(std::string(statuses[i].message()));
  }
  if (!asked.empty() && response.outages_size() == static_cast<int>(asked.size())) {
    return NobodyAnswers(response.outages(0).message());
  }
  return all;
}

absl::StatusOr<pb::ListMetricsResponse> MergedFigures::ListMetrics(
    const pb::ListMetricsRequest& request, const CallOptions& options) const {
  std::string municipality = request.parent();
  const std::shared_ptr<const Domains> domains = domains_.now();
  ASSIGN_OR_RETURN(const std::vector<const Domain*> asked, OfParent(*domains, municipality));
  pb::ListMetricsResponse response;
  ASSIGN_OR_RETURN(std::vector<pb::Metric> all, MetricsOf(asked, municipality, options, response));
  const bool is_of_all = request.parent() == municipality;
  if (is_of_all || asked.empty()) {
    RETURN_IF_ERROR(CheckMunicipality("parent", municipality));
    for (pb::Metric& metric : ComposedIn(*domains, municipality)) all.push_back(std::move(metric));
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
