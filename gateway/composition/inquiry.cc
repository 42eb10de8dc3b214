#include "gateway/composition/inquiry.h"

#include <algorithm>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "status/grpc.h"

namespace ett::composition {
namespace {

constexpr int kLargestPage = 1000;
constexpr absl::Duration kLongestMargin = absl::Milliseconds(250);

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
pb::QueryTableRequest KeepDimensions(const std::set<std::string>& own,
                                     const pb::QueryTableRequest& asked) {
  pb::QueryTableRequest narrowed = asked;
  narrowed.clear_dimensions();
  narrowed.clear_filters();
  for (const std::string& dimension : asked.dimensions()) {
    if (own.contains(dimension)) narrowed.add_dimensions(dimension);
  }
  for (const std::string& filter : asked.filters()) {
    if (own.contains(DimensionOf(filter))) narrowed.add_filters(filter);
  }
  return narrowed;
}

bool PointsInto(const pb::Cell& cell, const pb::Table& table) {
  const auto& notes = cell.footnotes();
  return cell.provenance() >= -1 && cell.provenance() < table.provenances_size() &&
         std::all_of(notes.begin(), notes.end(),
                     [&](int note) { return note >= 0 && note < table.footnotes_size(); });
}

// A domain is another program: what it says is checked before anything relies on it.
absl::Status CheckTable(const pb::Table& table) {
  std::int64_t size = 1;
  for (const pb::Dimension& dimension : table.dimensions()) {
    size *= dimension.categories_size();
    if (size > table.cells_size()) break;
  }
  const auto& cells = table.cells();
  const bool is_whole = size == cells.size() &&
                        std::all_of(cells.begin(), cells.end(),
                                    [&](const pb::Cell& cell) { return PointsInto(cell, table); });
  if (is_whole) return absl::OkStatus();
  return absl::InternalError(absl::StrCat("the answer is no table: ", cells.size(),
                                          " cells do not fit its dimensions and notes"));
}

double Milliseconds(absl::Duration duration) { return absl::ToDoubleMilliseconds(duration); }

}  // namespace

CallOptions WithMargin(CallOptions options) {
  const absl::Duration left = std::max(options.deadline - absl::Now(), absl::ZeroDuration());
  options.deadline -= std::min(left / 10, kLongestMargin);
  return options;
}

Inquiry::Inquiry(Asked asked, const CallOptions& options)
    : parts_(std::move(asked.parts)),
      now_(std::move(asked.now)),
      versions_(asked.versions),
      start_(now_()) {
  if (versions_ != nullptr) versions_->Expect(parts_.size());
  const CallOptions own = WithMargin(options);
  allowed_ = own.deadline - absl::Now();
  for (const PlannedPart& part : parts_) {
    auto call = std::make_unique<Call>();
    Apply(own, call->metrics_context);
    Apply(own, call->table_context);
    call->metrics_request.set_parent(part.request.parent());
    call->metrics_request.set_page_size(kLargestPage);
    call->answer.asked = part.request;
    call->answer.start = start_;
    calls_.push_back(std::move(call));
  }
  {
    absl::MutexLock lock(&mutex_);
    running_ = parts_.size();
  }
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    parts_[i].is_mixed ? AskMetrics(i) : AskTable(i);
  }
}

Inquiry::~Inquiry() {
  for (const auto& call : calls_) {
    call->metrics_context.TryCancel();
    call->table_context.TryCancel();
  }
  absl::MutexLock lock(&mutex_);
  mutex_.Await(absl::Condition(this, &Inquiry::HasNothingRunning));
}

void Inquiry::AskMetrics(std::size_t part) {
  Call& call = *calls_[part];
  parts_[part].domain->figures->async()->ListMetrics(
      &call.metrics_context, &call.metrics_request, &call.metrics,
      [this, part, &call](const grpc::Status& status) {
        if (!status.ok()) return End(part, status::FromGrpc(status));
        call.answer.asked =
            KeepDimensions(DimensionsOf(call.answer.asked, call.metrics), call.answer.asked);
        AskTable(part);
      });
}

void Inquiry::AskTable(std::size_t part) {
  Call& call = *calls_[part];
  if (versions_ != nullptr) versions_->Tell(part, call.table_context);
  parts_[part].domain->figures->async()->QueryTable(
      &call.table_context, &call.answer.asked, &call.answer.table,
      [this, part, &call](const grpc::Status& status) {
        if (versions_ != nullptr && status.ok()) versions_->Told(part, call.table_context);
        End(part, status::FromGrpc(status));
      });
}

void Inquiry::End(std::size_t part, absl::Status status) {
  PartAnswer& answer = calls_[part]->answer;
  answer.duration = now_() - answer.start;
  // Who says only that nothing is new says no table.
  const bool is_same = versions_ != nullptr && versions_->is_same(part);
  if (status.ok() && !is_same) status = CheckTable(answer.table);
  if (absl::IsDeadlineExceeded(status)) {
    status = absl::DeadlineExceededError(
        absl::StrCat("no answer within ", absl::ToInt64Milliseconds(allowed_), " ms"));
  }
  if (!status.ok()) answer.table.Clear();
  answer.status = std::move(status);
  absl::MutexLock lock(&mutex_);
  ended_.push_back(part);
  --running_;
}

std::optional<std::size_t> Inquiry::Next() {
  if (told_ == parts_.size()) return std::nullopt;
  absl::MutexLock lock(&mutex_);
  mutex_.Await(absl::Condition(this, &Inquiry::HasEnded));
  const std::size_t part = ended_.front();
  ended_.pop_front();
  ++told_;
  return part;
}

pb::Plan Inquiry::Explain() const {
  pb::Plan plan;
  plan.set_duration_ms(Milliseconds(now_() - start_));
  if (allowed_ != absl::InfiniteDuration()) plan.set_allowed_ms(Milliseconds(allowed_));
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    const PartAnswer& answer = calls_[i]->answer;
    pb::PlanPart& part = *plan.add_parts();
    part.set_domain(parts_[i].domain->name);
    part.set_method("ett.figures.v1.FigureService/QueryTable");
    *part.mutable_metrics() = answer.asked.metrics();
    *part.mutable_periods() = answer.asked.periods();
    *part.mutable_dimensions() = answer.asked.dimensions();
    *part.mutable_filters() = answer.asked.filters();
    part.set_cell_count(answer.table.cells_size());
    part.set_byte_count(static_cast<std::int64_t>(answer.table.ByteSizeLong()));
    part.set_start_ms(Milliseconds(answer.start - start_));
    part.set_duration_ms(Milliseconds(answer.duration));
    part.set_status(absl::StatusCodeToString(answer.status.code()));
    part.set_message(std::string(answer.status.message()));
  }
  return plan;
}

}  // namespace ett::composition
