#pragma once

#include <cstdint>
#include <string>

#include "absl/time/time.h"
#include "gateway/edge/call_record.h"
#include "gateway/edge/headers.h"
#include "telemetry/tracer.h"

namespace ett::edge {

// What is recorded of one call: its span, and within it that of asking the service. Costs a call
// that is not recorded nothing but the header that it goes on with.
class CallTrace {
 public:
  // `tracer`, null where nothing is recorded, must outlive it.
  explicit CallTrace(const telemetry::Tracer* tracer);

  // From the head of the call; what is in `record` is told of it.
  void Enter(const Headers& headers, CallRecord& record);
  // To the head of what a service is asked: `traceparent`, and no `tracestate` that is of no trace.
  void PassOn(Headers& headers);
  // The service has said its last, with this code.
  void Answered(int grpc_code);
  // The call is over.
  void End(const CallRecord& record, absl::Time start) const;

 private:
  void EndAsked(const CallRecord& record, absl::Time end) const;

  const telemetry::Tracer& tracer_;
  telemetry::Place place_;
  std::uint64_t asked_span_ = 0;  // that the service is asked by; 0 where nothing is recorded
  absl::Time asked_at_;
  absl::Time answered_at_ = absl::InfiniteFuture();
  int answered_code_ = 0;
};

}  // namespace ett::edge
