#pragma once

// What a trace is passed on by: https://www.w3.org/TR/trace-context/
namespace ett::telemetry {

inline constexpr char kTraceparent[] = "traceparent";
inline constexpr char kTracestate[] = "tracestate";

}  // namespace ett::telemetry
