#pragma once

#include <grpcpp/channel.h>

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/random/random.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "telemetry/otlp/trace_service.grpc.pb.h"
#include "telemetry/otlp_request.h"

namespace ett::telemetry {

// What became of spans.
enum class SpanFate {
  kSent,
  kNoRoom,    // too many were waiting: the newest are dropped
  kNotTaken,  // the collector was away for too long, or refused them
};

// Sends spans to a collector by OTLP/gRPC, in batches, from a thread of its own: whoever gives one
// never waits. A batch that fails for a while is sent again, later and later, as long as one batch
// may take. Numbers are those of OpenTelemetry's own batch processor. Thread-safe.
class BatchExporter {
 public:
  struct Options {
    Resource resource;
    std::size_t queued = 2048;
    std::size_t batch = 512;
    absl::Duration delay = absl::Seconds(5);       // until a batch that is not full is sent
    absl::Duration timeout = absl::Seconds(10);    // for a batch, repetitions included
    absl::Duration first_wait = absl::Seconds(1);  // at most, before a batch is sent again
    absl::Duration last_flush = absl::Seconds(3);  // for all that is left at the end
    // From any thread; both may be null.
    std::function<void(SpanFate, std::size_t)> tell = nullptr;
    std::function<void(const std::string&)> on_problem = nullptr;
  };

  // `channel` is to the collector, and no part of what is traced.
  BatchExporter(std::shared_ptr<grpc::Channel> channel, Options options);
  ~BatchExporter();

  void Take(Span span) ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  void Run();
  // Waits for a batch; empty at the end.
  std::vector<Span> Next() ABSL_LOCKS_EXCLUDED(mutex_);
  void Send(const std::vector<Span>& spans);
  grpc::Status Attempt(
      const opentelemetry::proto::collector::trace::v1::ExportTraceServiceRequest& request,
      absl::Time end,
      opentelemetry::proto::collector::trace::v1::ExportTraceServiceResponse& response);
  // False when there is no time for another attempt.
  bool WaitToRepeat(int attempts, absl::Time end) ABSL_LOCKS_EXCLUDED(mutex_);
  absl::Time StopBy() ABSL_LOCKS_EXCLUDED(mutex_);
  void TellSent(
      std::size_t count,
      const opentelemetry::proto::collector::trace::v1::ExportTracePartialSuccess& partial);
  void TellProblem(const std::string& problem);
  void Tell(SpanFate fate, std::size_t count) const;
  bool IsFull() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return stopping_ || waiting_.size() >= options_.batch;
  }

  const Options options_;
  const std::unique_ptr<opentelemetry::proto::collector::trace::v1::TraceService::Stub> stub_;
  absl::BitGen random_;       // of the thread
  std::string last_problem_;  // of the thread
  absl::Mutex mutex_;
  std::deque<Span> waiting_ ABSL_GUARDED_BY(mutex_);
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  absl::Time stop_by_ ABSL_GUARDED_BY(mutex_) = absl::InfiniteFuture();
  std::thread thread_;
};

// A collector's address as OTEL_EXPORTER_OTLP_ENDPOINT has it, `http://host:4317`, or `https://…`
// for TLS by the machine's certificates. INVALID_ARGUMENT for another form.
absl::StatusOr<std::shared_ptr<grpc::Channel>> ConnectCollector(const std::string& endpoint);

}  // namespace ett::telemetry
