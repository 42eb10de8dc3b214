#include "gateway/composition/answers.h"

#include <algorithm>

#include "absl/memory/memory.h"
#include "absl/time/clock.h"
#include "figures/merge.h"
#include "gateway/composition/composed_table.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::composition {
namespace {

std::set<std::size_t> PartsOf(const PlannedQuestion::Composed& composed) {
  std::set<std::size_t> parts;
  for (const auto& [name, part] : composed.parts) parts.insert(part);
  return parts;
}

bool HasDimension(const pb::QueryTableRequest& request, const std::string& dimension) {
  const auto& all = request.dimensions();
  return std::find(all.begin(), all.end(), dimension) != all.end();
}

// Keys of the composed metrics of a question.
std::vector<std::string> ComposedKeys(const PlannedQuestion& question) {
  std::vector<std::string> keys;
  for (const auto& each : question.composed) keys.push_back(each.metric->description.key());
  return keys;
}

// The metrics in the order that they were asked for in.
std::vector<std::string> InOrder(const pb::QueryTableRequest& request,
                                 const std::set<std::string>& keys) {
  std::vector<std::string> ordered;
  for (const std::string& key : request.metrics()) {
    if (keys.contains(key)) ordered.push_back(key);
  }
  return ordered;
}

void AddOutage(const std::string& domain, const std::string& why, pb::Table& table) {
  const auto& outages = table.outages();
  const bool is_told =
      std::any_of(outages.begin(), outages.end(),
                  [&](const pb::DomainOutage& each) { return each.domain() == domain; });
  if (is_told) return;
  pb::DomainOutage* outage = table.add_outages();
  outage->set_domain(domain);
  outage->set_message(why);
}

}  // namespace

Answers::Answers(std::shared_ptr<const Domains> domains, Plan plan, const CallOptions& options,
                 DomainVersions* versions)
    : domains_(std::move(domains)),
      plan_(std::move(plan)),
      inquiry_({plan_.parts(), [] { return absl::Now(); }, versions}, options) {}

absl::StatusOr<std::unique_ptr<Answers>> Answers::Ask(Asked asked, const CallOptions& options,
                                                      DomainVersions* versions) {
  ASSIGN_OR_RETURN(Plan plan,
                   Plan::Make(*asked.domains, asked.composed, std::move(asked.questions)));
  return absl::WrapUnique(
      new Answers(std::move(asked.domains), std::move(plan), options, versions));
}

bool Answers::Wait() {
  const std::optional<std::size_t> part = inquiry_.Next();
  if (part.has_value()) ended_.insert(*part);
  return part.has_value();
}

void Answers::WaitForAll() {
  while (Wait()) {
  }
}

bool Answers::HasParts(const std::set<std::size_t>& parts) const {
  return std::includes(ended_.begin(), ended_.end(), parts.begin(), parts.end());
}

bool Answers::Has(std::size_t question) const {
  return HasParts(plan_.questions()[question].Parts());
}

absl::StatusOr<pb::Table> Answers::TableOf(std::size_t question) const {
  const PlannedQuestion& asked = plan_.questions()[question];
  RETURN_IF_ERROR(CheckCaller(asked.Parts()));
  RETURN_IF_ERROR(CheckDimensions(asked));
  return Merged(asked, asked.shares, true);
}

std::vector<Answers::Piece> Answers::PiecesOf(std::size_t question) const {
  const PlannedQuestion& asked = plan_.questions()[question];
  std::vector<Piece> pieces;
  for (const PlannedQuestion::Share& share : asked.shares) {
    pieces.push_back({plan_.parts()[share.part].domain->name, share.metrics});
  }
  if (!asked.composed.empty()) pieces.push_back({kComposed, ComposedKeys(asked)});
  return pieces;
}

bool Answers::HasPiece(std::size_t question, std::size_t piece) const {
  const PlannedQuestion& asked = plan_.questions()[question];
  if (piece < asked.shares.size()) return ended_.contains(asked.shares[piece].part);
  return std::all_of(asked.composed.begin(), asked.composed.end(),
                     [this](const auto& each) { return HasParts(PartsOf(each)); });
}

absl::StatusOr<pb::Table> Answers::PieceOf(std::size_t question, std::size_t piece) const {
  const PlannedQuestion& asked = plan_.questions()[question];
  if (piece < asked.shares.size()) {
    RETURN_IF_ERROR(CheckCaller({asked.shares[piece].part}));
    return Merged(asked, {asked.shares[piece]}, false);
  }
  for (const auto& each : asked.composed) RETURN_IF_ERROR(CheckCaller(PartsOf(each)));
  return Merged(asked, {}, true);
}

// What a domain refuses for the caller's sake is refused.
absl::Status Answers::CheckCaller(const std::set<std::size_t>& parts) const {
  for (const std::size_t part : parts) {
    const absl::Status& status = inquiry_.answer(part).status;
    if (!status.ok() && !IsOutage(status)) return status;
  }
  return absl::OkStatus();
}

// A dimension that nobody has, as far as all could say what they have.
absl::Status Answers::CheckDimensions(const PlannedQuestion& question) const {
  for (const std::string& dimension : question.request.dimensions()) {
    bool is_known = std::any_of(question.composed.begin(), question.composed.end(),
                                [&](const auto& each) { return each.metric->Has(dimension); });
    for (const PlannedQuestion::Share& share : question.shares) {
      const PartAnswer& answer = inquiry_.answer(share.part);
      is_known = is_known || !answer.status.ok() || HasDimension(answer.asked, dimension);
    }
    if (is_known) continue;
    return status::InvalidField("dimensions", "a dimension of one of the metrics", dimension,
                                "UNKNOWN_DIMENSION");
  }
  return absl::OkStatus();
}

absl::StatusOr<pb::Table> Answers::Merged(const PlannedQuestion& question,
                                          const std::vector<PlannedQuestion::Share>& shares,
                                          bool with_composed) const {
  std::vector<figures::Part> parts;
  std::set<std::string> keys;
  for (const PlannedQuestion::Share& share : shares) {
    const PartAnswer& answer = inquiry_.answer(share.part);
    parts.push_back({plan_.parts()[share.part].domain->name, share.metrics, answer.table,
                     answer.status.ok() ? "" : std::string(answer.status.message())});
    if (!answer.status.ok() && parts.back().outage.empty()) parts.back().outage = "no reason given";
    keys.insert(share.metrics.begin(), share.metrics.end());
  }
  const bool is_composed = with_composed && !question.composed.empty();
  if (is_composed) {
    const std::vector<std::string> own = ComposedKeys(question);
    keys.insert(own.begin(), own.end());
    ASSIGN_OR_RETURN(pb::Table table, Compose(question));
    parts.push_back({kComposed, own, std::move(table), ""});
  }
  const pb::QueryTableRequest& request = question.request;
  figures::Layout layout{InOrder(request, keys),
                         {request.periods().begin(), request.periods().end()},
                         {request.dimensions().begin(), request.dimensions().end()}};
  for (const std::string& filter : request.filters()) layout.filtered.insert(DimensionOf(filter));
  ASSIGN_OR_RETURN(pb::Table merged, figures::Merge(layout, parts));
  *merged.mutable_known_at() = request.as_known_at();
  if (is_composed) AddOutagesOf(question, merged);
  return merged;
}

// A composed figure is missing where a domain of its formula is.
void Answers::AddOutagesOf(const PlannedQuestion& question, pb::Table& table) const {
  for (const auto& each : question.composed) {
    for (const std::size_t part : PartsOf(each)) {
      const absl::Status& status = inquiry_.answer(part).status;
      const std::string& domain = plan_.parts()[part].domain->name;
      if (!status.ok()) AddOutage(domain, std::string(status.message()), table);
    }
  }
}

absl::StatusOr<pb::Table> Answers::Compose(const PlannedQuestion& question) const {
  std::vector<Composition> compositions;
  for (const PlannedQuestion::Composed& each : question.composed) {
    Composition& composition = compositions.emplace_back();
    composition.metric = each.metric;
    for (const auto& [name, part] : each.parts) {
      const PartAnswer& answer = inquiry_.answer(part);
      composition.answers[name] = answer.status.ok() ? &answer.table : nullptr;
    }
  }
  return ComposeTable(question.request, compositions);
}

}  // namespace ett::composition
