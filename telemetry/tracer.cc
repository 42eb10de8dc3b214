#include "telemetry/tracer.h"

#include <algorithm>
#include <limits>

#include "absl/random/random.h"

namespace ett::telemetry {
namespace {

constexpr double kAll = 9223372036854775808.0;  // 2⁶³

// Ids are told apart, they are no secrets.
std::uint64_t NewId() {
  thread_local absl::InsecureBitGen random;
  return absl::Uniform<std::uint64_t>(absl::IntervalClosed, random, 1,
                                      std::numeric_limits<std::uint64_t>::max());
}

}  // namespace

Tracer::Tracer(double ratio, Record record)
    : picked_below_(static_cast<std::uint64_t>(std::clamp(ratio, 0.0, 1.0) * kAll)),
      record_(std::move(record)) {}

bool Tracer::IsPicked(std::uint64_t trace_low) const { return trace_low >> 1 < picked_below_; }

Place Tracer::Enter(absl::string_view traceparent) const {
  Place place;
  if (const auto parent = ParseTraceparent(traceparent)) {
    place.context = *parent;
    place.parent = parent->span;
    if (!is_on()) return place;
    place.context.span = NewId();
    place.is_recorded = parent->is_sampled();
    return place;
  }
  place.context = {NewId(), NewId(), NewId(), 0};
  place.is_recorded = is_on() && IsPicked(place.context.trace_low);
  if (place.is_recorded) place.context.flags = kSampled;
  return place;
}

SpanContext Tracer::Child(const SpanContext& parent) {
  SpanContext child = parent;
  child.span = NewId();
  return child;
}

}  // namespace ett::telemetry
