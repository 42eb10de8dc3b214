#pragma once

#include <cstddef>
#include <limits>
#include <vector>

#include "absl/strings/string_view.h"
#include "json/plan.h"
#include "json/wire.h"

namespace ett::json {

// A piece of a message, and the field that it belongs to.
struct Occurrence {
  // Of a field that the plan does not have, or whose wire is not of the field's kind.
  static constexpr int kUnknown = std::numeric_limits<int>::max();

  int field = kUnknown;  // index in the message
  Piece piece;
};

// From `begin` up to `end` of the occurrences that a scan has found.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// Appends to `found` what lies in a message, by field, a field's pieces as they came. Of a oneof
// that is set several times only the last member is left, with the pieces since it was set. False,
// with `found` undefined from there on, where the wire is malformed.
bool ScanFields(const MessagePlan& plan, absl::string_view wire, std::vector<Occurrence>& found);

// A singular message that came in several pieces is what they are one after another.
absl::string_view Merged(const std::vector<Occurrence>& found, Span span, std::string& buffer);

}  // namespace ett::json
