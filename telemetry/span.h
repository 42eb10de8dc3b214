#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/time/time.h"
#include "telemetry/span_context.h"

namespace ett::telemetry {

// One call as one process saw it, once it has ended. Holds nothing of what was asked or answered,
// and nobody's name.
struct Span {
  enum class Kind { kServer = 2, kClient = 3 };  // numbers of OTLP
  using Attribute = std::pair<const char*, std::variant<std::string, std::int64_t>>;

  SpanContext context;
  std::uint64_t parent = 0;  // 0: none
  bool is_parent_remote = false;
  Kind kind = Kind::kServer;
  std::string method;  // `/ett.hr.v1.HrService/GetOrgUnit`, one that is served, or empty
  absl::Time start;
  absl::Time end;
  int grpc_code = 0;
  std::vector<Attribute> attributes = {};  // besides those of every call
};

}  // namespace ett::telemetry
