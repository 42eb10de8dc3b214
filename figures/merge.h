#pragma once

#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "ett/figures/v1/figures.pb.h"

namespace ett::figures {

namespace pb = ::ett::figures::v1;

// A domain's part of a table that spans domains.
struct Part {
  std::string domain;
  std::vector<std::string> metrics;  // the keys that were asked of it
  pb::Table table;                   // when it answered
  std::string outage;                // why it did not; empty when it did
};

// What was asked, in the order to answer in.
struct Layout {
  std::vector<std::string> metrics;
  std::vector<std::string> periods;
  std::vector<std::string> dimensions;
  // Dimensions that are filtered: they have no total.
  std::set<std::string> filtered = {};
};

// One table of all parts: the same as one domain with all the metrics would have given. Metrics of
// a domain that did not answer have UNAVAILABLE cells. `known_at` is left to the caller.
absl::StatusOr<pb::Table> Merge(const Layout& layout, const std::vector<Part>& parts);

}  // namespace ett::figures
