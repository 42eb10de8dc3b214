#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "gateway/composition/domain_versions.h"
#include "gateway/composition/plan.h"

namespace ett::composition {

// What came of one part of a plan.
struct PartAnswer {
  // As it was asked in the end: without dimensions that the domain does not have.
  pb::QueryTableRequest asked;
  pb::Table table;
  absl::Status status;
  absl::Time start;
  absl::Duration duration;
};

// With a deadline that leaves time for putting together what came: a tenth of the caller's, but at
// most 250 ms, before the caller's own.
CallOptions WithMargin(CallOptions options);

// The parts of a plan, all asked at once and given one deadline: the caller's, less what it takes
// to answer. Ends what still runs when it is destroyed. For one thread.
class Inquiry {
 public:
  using Now = std::function<absl::Time()>;
  struct Asked {
    std::vector<PlannedPart> parts;  // whose domains must outlive the inquiry
    Now now;
    // What is known of the parts' data, and what they say; null where nobody asks.
    DomainVersions* versions = nullptr;
  };
  Inquiry(Asked asked, const CallOptions& options);
  ~Inquiry();
  Inquiry(const Inquiry&) = delete;
  Inquiry& operator=(const Inquiry&) = delete;

  // Waits until another part has been answered, or has failed, and tells its position; nothing when
  // all have.
  std::optional<std::size_t> Next();

  // Of a part that Next has told of.
  const PartAnswer& answer(std::size_t part) const { return calls_[part]->answer; }

  // How it went, once all have ended.
  pb::Plan Explain() const;

 private:
  struct Call {
    grpc::ClientContext metrics_context;
    grpc::ClientContext table_context;
    pb::ListMetricsRequest metrics_request;
    pb::ListMetricsResponse metrics;
    PartAnswer answer;
  };

  void AskMetrics(std::size_t part);
  void AskTable(std::size_t part);
  void End(std::size_t part, absl::Status status);
  bool HasEnded() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return !ended_.empty(); }
  bool HasNothingRunning() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return running_ == 0; }

  const std::vector<PlannedPart> parts_;
  const Now now_;
  DomainVersions* const versions_;
  const absl::Time start_;
  absl::Duration allowed_;
  std::vector<std::unique_ptr<Call>> calls_;
  std::size_t told_ = 0;
  mutable absl::Mutex mutex_;
  std::deque<std::size_t> ended_ ABSL_GUARDED_BY(mutex_);
  std::size_t running_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace ett::composition
