#pragma once

#include <cstdint>
#include <functional>

#include "absl/strings/string_view.h"
#include "telemetry/span.h"

namespace ett::telemetry {

// Where a call stands in its trace.
struct Place {
  // Of this process's span, or, where nothing is recorded in this process at all, as it came.
  SpanContext context;
  std::uint64_t parent = 0;  // who asked; 0 for nobody that is known
  bool is_recorded = false;

  // Whether the call came with a trace.
  bool has_parent() const { return parent != 0; }
};

// Decides which calls are recorded: those whose caller says that it recorded them, and of those
// that begin a trace a share, picked by the trace's id so that all processes pick the same. May be
// used by many threads.
class Tracer {
 public:
  using Record = std::function<void(Span)>;

  // Records nothing. Traces are still passed on, and begun, so that logs can be joined by them.
  Tracer() = default;
  // `ratio`: 0 to 1.
  Tracer(double ratio, Record record);

  // Of a call that came with this `traceparent`, which may be empty or wrong.
  Place Enter(absl::string_view traceparent) const;
  // A span that this process asks others by, of a place.
  static SpanContext Child(const SpanContext& parent);

  bool is_on() const { return record_ != nullptr; }
  // Of a place that is recorded.
  void Take(Span span) const { record_(std::move(span)); }

 private:
  bool IsPicked(std::uint64_t trace_low) const;

  std::uint64_t picked_below_ = 0;  // of 2⁶³
  Record record_;
};

}  // namespace ett::telemetry
